import type { Reference } from '@tenantry/contract';
import type { ApiToken, NewApiToken } from '@tenantry/contract/api-tokens';
import { describe, expectTypeOf, it } from 'vitest';
import { type Client, createClient, iterate, type Page } from '../src/index.ts';

// Never called: the compiler is the test here.
const client = {} as Client;

describe('the types of the client', () => {
  it('come from the contract: bodies, answers, pages', () => {
    expectTypeOf(createClient).returns.toEqualTypeOf<Client>();
    expectTypeOf<Parameters<Client['apiTokens']['create']>[0]['body']>().toEqualTypeOf<NewApiToken>();
    expectTypeOf<Awaited<ReturnType<Client['apiTokens']['create']>>>().toEqualTypeOf<ApiToken>();
    expectTypeOf<Awaited<ReturnType<Client['apiTokens']['list']>>>().toExtend<Page<ApiToken>>();
    expectTypeOf<Awaited<ReturnType<Client['apiTokens']['delete']>>>().toEqualTypeOf<undefined>();
    expectTypeOf<Awaited<ReturnType<Client['accounts']['icon']>>>().toEqualTypeOf<Blob>();
    expectTypeOf<Awaited<ReturnType<Client['auditRecords']['exportCsv']>>>().toEqualTypeOf<Response>();
    const all = () => iterate(client.users.accounts, { id: 'USR-1' });
    expectTypeOf(all).returns.toExtend<AsyncGenerator<Reference, void, undefined>>();
  });

  it('do not let a call through that lacks a path parameter or a body', () => {
    const wrong = () => [
      // @ts-expect-error the id is missing
      client.apiTokens.get(),
      // @ts-expect-error the id is missing
      client.apiTokens.get({}),
      // @ts-expect-error the member is missing
      client.accountUsers.get({ account: 'ACC-1' }),
      // @ts-expect-error the body is missing
      client.apiTokens.create({}),
      // @ts-expect-error an account needs a type
      client.accounts.create({ body: { name: 'Harbour' } }),
      // @ts-expect-error neither body nor file
      client.accounts.update({ id: 'ACC-1' }),
      // @ts-expect-error no such operation
      client.apiTokens.explode,
      // @ts-expect-error reading one object has no filter
      client.apiTokens.get({ id: 'TKN-1', filter: 'eq(id,x)' }),
      // @ts-expect-error an export has no pages
      client.auditRecords.exportJsonl({ limit: 5 }),
      // @ts-expect-error this operation has no file
      client.apiTokens.create({ body: { name: 'x' }, file: new Blob() }),
      // @ts-expect-error the account is missing
      iterate(client.accountUsers.list, {}),
      // @ts-expect-error the account is missing
      iterate(client.accountUsers.list),
    ];
    expectTypeOf(wrong).toBeFunction();
  });

  it('let a call through that gives what is needed, and no more', () => {
    const right = () => [
      client.me.get(),
      client.apiTokens.list(),
      client.apiTokens.list({ limit: 5, order: ['-name'] }),
      client.accountUsers.list({ account: 'ACC-1', filter: 'eq(user.email,x)' }),
      client.accounts.update({ id: 'ACC-1', file: new Blob() }),
      client.accounts.update({ id: 'ACC-1', body: { name: 'x' } }),
      iterate(client.accountUsers.list, { account: 'ACC-1' }),
      iterate(client.apiTokens.list),
    ];
    expectTypeOf(right).toBeFunction();
  });
});
