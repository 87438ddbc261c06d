import { randomBytes } from 'node:crypto';
import type { AccountType } from '@tenantry/contract';
import { type ModuleCode, moduleCodes, moduleFacts } from '@tenantry/contract/modules';
import { sql } from '../../src/core/database.ts';
import { newSecret, sha256 } from '../../src/core/secrets.ts';
import { type Answer, createPerson, type Party, type TestApp } from '../harness.ts';
import { passwordHash } from './makers.ts';

export type CallerName =
  | 'nobody'
  | 'client administrator'
  | 'client member'
  | 'client token'
  | 'client token without modules'
  | 'vendor administrator'
  | 'vendor token'
  | 'operator'
  | 'operator token'
  | 'operations manager'
  | 'other administrator'
  | 'person without account';

/** Somebody who calls, with what the contract says of such a caller. */
export interface SweepCaller {
  name: CallerName;
  kind: 'nobody' | 'person' | 'token';
  /** USR-…, TKN-… or nothing. */
  id: string;
  party: (Party & { type: AccountType }) | undefined;
  modules: ReadonlySet<ModuleCode>;
  send(method: string, path: string, body?: unknown): Promise<Answer>;
}

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const modulesOf = (type: AccountType) => new Set(moduleCodes.filter((code) => moduleFacts[code].types.includes(type)));
const none: ReadonlySet<ModuleCode> = new Set();
const managing = new Set<ModuleCode>(['access-management', 'account-management']);

/** Every kind of caller that the permission matrix tells apart (spec 20). */
export async function makeCallers(app: TestApp): Promise<Record<CallerName, SweepCaller>> {
  const { client, other, vendor, operations } = app.world;
  const parties = {
    client: { ...client, type: 'Client' as const },
    other: { ...other, type: 'Client' as const },
    vendor: { ...vendor, type: 'Vendor' as const },
    operations: { ...operations, type: 'Operations' as const },
  };
  const managed = async (party: Party, type: AccountType) => {
    const rows = await app.rows<{ module_ids: string[] }>('select module_ids from user_groups where id = $1', [party.administrators]);
    return new Set([...modulesOf(type)].filter((code) => rows[0]!.module_ids.includes(moduleFacts[code].id)));
  };
  const clientModules = await managed(client, 'Client');
  const vendorModules = await managed(vendor, 'Vendor');
  const operatorModules = await managed(operations, 'Operations');
  // Far from the cap of groups, which is no matter of the sweep.
  await app.rows('update accounts set groups_max = 100000');
  const person = (name: CallerName, user: string, party: SweepCaller['party'], modules: ReadonlySet<ModuleCode>) =>
    personCaller(app, { name, kind: 'person', id: user, party, modules });
  const token = (name: CallerName, secret: string, id: string, party: SweepCaller['party'], modules: ReadonlySet<ModuleCode>) =>
    tokenCaller(app, { name, kind: 'token', id, party, modules }, secret);
  const list = [
    { name: 'nobody', kind: 'nobody', id: '', party: undefined, modules: none, send: (m, p, body) => app.send(m, p, { body }) },
    person('client administrator', client.admin.user, parties.client, clientModules),
    person('client member', client.member.user, parties.client, new Set(['billing'])),
    token('client token', client.token, client.tokenId, parties.client, clientModules),
    token('client token without modules', client.weakToken, client.weakTokenId, parties.client, none),
    person('vendor administrator', vendor.admin.user, parties.vendor, vendorModules),
    token('vendor token', vendor.token, vendor.tokenId, parties.vendor, vendorModules),
    person('operator', operations.admin.user, parties.operations, operatorModules),
    token('operator token', operations.token, operations.tokenId, parties.operations, operatorModules),
    person('operations manager', await makeManager(app), parties.operations, managing),
    person('other administrator', other.admin.user, parties.other, clientModules),
    person('person without account', await makeStranger(app), undefined, none),
  ] satisfies SweepCaller[];
  await app.rows(`insert into passwords (user_id, hash) select id, $2 from users where id = any ($1) on conflict do nothing`, [
    list.map((caller) => caller.id),
    await passwordHash(),
  ]);
  return Object.fromEntries(list.map((caller) => [caller.name, caller])) as Record<CallerName, SweepCaller>;
}

/** A session of its own for every call: one call may end it. */
function personCaller(app: TestApp, caller: Omit<SweepCaller, 'send'>): SweepCaller {
  return {
    ...caller,
    async send(method, path, body) {
      const session = newSecret();
      await app.rows('insert into sessions (user_id, hash) values ($1, $2)', [caller.id, sha256(session)]);
      return app.send(method, path, { session, body, ...(caller.party ? { account: caller.party.account } : {}) });
    },
  };
}

function tokenCaller(app: TestApp, caller: Omit<SweepCaller, 'send'>, token: string): SweepCaller {
  return { ...caller, send: (method, path, body) => app.send(method, path, { token, body }) };
}

/** Of the Operations account, managing it, but without the module for other accounts. */
function makeManager(app: TestApp): Promise<string> {
  const { operations } = app.world;
  return app.app.services.database.write(worker, async (tx) => {
    const [group] = await tx.query(
      sql<{ id: string; name: string }>`insert into user_groups (account_id, name, module_ids)
        values (${operations.account}, 'Managers', ${[...managing].map((code) => moduleFacts[code].id)}) returning id, name`,
    );
    return (await createPerson(tx, operations.account, `manager-${randomBytes(4).toString('hex')}@platform-operations.example`, group!))
      .user;
  });
}

function makeStranger(app: TestApp): Promise<string> {
  return app.app.services.database.write(worker, async (tx) => {
    const [user] = await tx.query(
      sql<{ id: string }>`insert into users (email, first_name, last_name, status, registered_at)
        values (${`stranger-${randomBytes(4).toString('hex')}@nowhere.example`}, 'Stella', 'Stranger', 'Disabled', now()) returning id`,
    );
    return user!.id;
  });
}
