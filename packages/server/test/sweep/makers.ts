import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moduleFacts } from '@tenantry/contract/modules';
import { addActiveMember } from '../../src/account-users/members.ts';
import { createAccount } from '../../src/accounts/index.ts';
import { sql, type Transaction } from '../../src/core/database.ts';
import { newSecret, sha256 } from '../../src/core/secrets.ts';
import { queueMail } from '../../src/mails/index.ts';
import { hashPassword } from '../../src/passwords/hash.ts';
import { asSystem, type TestApp, testPassword } from '../harness.ts';
import { partyMakers } from './party-makers.ts';

/** Fresh objects for one call each, so that no call depends on what an earlier one did. */
export interface Makers {
  /** A group without members that holds Billing. */
  group(account: string): Promise<string>;
  token(account: string, status?: 'Active' | 'Disabled'): Promise<string>;
  /** A registered person with the test password, in no account. */
  person(status?: 'Active' | 'Disabled'): Promise<{ user: string; email: string }>;
  member(account: string): Promise<{ user: string; membership: string; email: string; group: string }>;
  /** Puts a known person into an account. */
  join(account: string, user: string): Promise<{ membership: string; group: string }>;
  /** An open invitation, made by the operator as any client would make it; `code` is the copied link's. */
  invited(account: string, email?: string): Promise<{ user: string; membership: string; code: string }>;
  account(status?: 'Enabled' | 'Active' | 'Disabled'): Promise<string>;
  mail(account: string): Promise<string>;
  /** An audit record about an object of the account. */
  record(account: string): Promise<string>;
  /** A kind of event that only this account has seen. */
  eventType(account: string): Promise<string>;
  /** A checked import of one person. */
  userImport(account: string): Promise<{ id: string; digest: string }>;
  /** The account itself when it is a client's, otherwise one that is. */
  clientFor(account: string): Promise<string>;
  seller(): Promise<string>;
  /** A buyer that is Active and linked with a seller. */
  buyer(account: string): Promise<{ id: string; seller: string; link: string }>;
  licensee(account: string): Promise<{ id: string; buyer: string; seller: string }>;
  cloudTenant(account: string): Promise<string>;
  /** A run that is over, so that another one may begin. */
  erpRun(): Promise<string>;
  /** A stream of audit records into nothing. */
  auditStream(status?: 'Enabled' | 'Disabled'): Promise<string>;
  /** Has the ERP know a buyer's company contact, with the seller of the pair. */
  erpRecord(buyer: { id: string; seller: string }): Promise<void>;
  /** The secret of a reset link. */
  reset(user: string): Promise<string>;
}

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const nonce = () => randomBytes(4).toString('hex');

export function makersFor(app: TestApp): Makers {
  const write = <T>(work: (tx: Transaction) => Promise<T>) => app.app.services.database.write(worker, work);
  const one = async (statement: string, values: unknown[]) => (await app.rows<{ id: string }>(statement, values))[0]!.id;
  const asOperator = async (method: string, path: string, body?: unknown) => {
    const answer = await app.send(method, path, { token: app.world.operations.token, body });
    if (answer.status >= 300)
      throw new Error(`${method} ${path} did not prepare the sweep: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const makers: Makers = {
    ...partyMakers(
      async (account) =>
        (await app.rows<{ type: string }>('select type from accounts where id = $1', [account]))[0]?.type === 'Client'
          ? account
          : app.world.client.account,
      asOperator,
    ),
    erpRun: () => one(`insert into erp_runs (status, source) values ('Completed', 'file') returning id`, []),
    auditStream: (status = 'Enabled') =>
      one(
        `insert into audit_streams (name, kind, format, status, target) values ($1, 'syslog', 'jsonl', $2, '{"host":"127.0.0.1","port":1}') returning id`,
        [`Stream ${nonce()}`, status],
      ),
    async erpRecord({ id, seller }) {
      const [row] = await app.rows<Record<string, string>>(
        `select erp_contact_key as "companyContact", erp_buyer_key as customer, b.name, s.external_key as seller
          from buyers b, sellers s where b.id = $1 and s.id = $2`,
        [id, seller],
      );
      const path = join(tmpdir(), `tenantry-sweep-${process.pid}.jsonl`);
      if (!existsSync(path)) process.once('exit', () => rmSync(path, { force: true }));
      writeFileSync(path, JSON.stringify(row));
      app.app.services.config.erp = { kind: 'file', path, intervalMinutes: 60 };
    },
    group: (account) =>
      one('insert into user_groups (account_id, name, module_ids) values ($1, $2, $3) returning id', [
        account,
        `Group ${nonce()}`,
        [moduleFacts.billing.id],
      ]),
    token: (account, status = 'Active') =>
      one('insert into api_tokens (account_id, name, module_ids, secret_hash, status) values ($1, $2, $3, $4, $5) returning id', [
        account,
        `Token ${nonce()}`,
        [moduleFacts.billing.id],
        sha256(newSecret()),
        status,
      ]),
    async person(status = 'Disabled') {
      const email = `p${nonce()}@people.example`;
      const user = await one(
        `insert into users (email, first_name, last_name, status, registered_at) values ($1, 'Pia', $2, $3, now()) returning id`,
        [email, nonce(), status],
      );
      await app.rows('insert into passwords (user_id, hash) values ($1, $2)', [user, await passwordHash()]);
      return { user, email };
    },
    async member(account) {
      const person = await makers.person();
      return { ...person, ...(await makers.join(account, person.user)) };
    },
    async join(account, user) {
      const group = await makers.group(account);
      const row = await write((tx) => addActiveMember(tx, asSystem, { account, user, groups: [{ id: group, name: 'Group' }] }));
      return { membership: row.id, group };
    },
    async invited(account, email = `i${nonce()}@people.example`) {
      const made = await asOperator('POST', `/accounts/accounts/${account}/users`, {
        user: { email, firstName: 'Ines', lastName: 'Invited' },
        groups: [{ id: await makers.group(account) }],
      });
      const code = new URL(made.invitation.url).searchParams.get('code')!;
      return { user: made.user.id, membership: made.id, code };
    },
    async account(status = 'Enabled') {
      const { account } = await write((tx) =>
        createAccount(tx, asSystem, app.app.services.vault, { name: `Account ${nonce()}`, type: 'Client' }),
      );
      await app.rows('update accounts set status = $2, external_id = $3 where id = $1', [
        account.id,
        status,
        status === 'Active' ? 'E-1' : null,
      ]);
      return account.id;
    },
    mail: (account) =>
      write(async (tx) => {
        const to = `m${nonce()}@people.example`;
        await queueMail(
          { tx, services: app.app.services },
          { to, template: 'removed-from-account', account, parameters: { actor: 'A', account: 'B' } },
        );
        const [row] = await tx.query(sql<{ id: string }>`select id from mails where recipient = ${to}`);
        return row!.id;
      }),
    async record(account) {
      const group = await makers.group(account);
      await asOperator('PUT', `/accounts/user-groups/${group}`, { description: nonce() });
      return one('select id from events where object_id = $1', [group]);
    },
    async eventType(account) {
      const group = await makers.group(account);
      await asOperator('PUT', `/accounts/user-groups/${group}`, { description: nonce() });
      const event = `extensions.sweep.thing.n${nonce()}`;
      await asOperator('POST', '/audit/records', { event, object: { id: group }, summary: 'Swept' });
      return one('select id from event_types where key = $1', [event]);
    },
    async userImport(account) {
      const content = Buffer.from(`Email,First name,Last name\nr${nonce()}@people.example,Ria,Row\n`).toString('base64');
      const made = await asOperator('POST', `/accounts/accounts/${account}/user-imports`, {
        fileName: 'people.csv',
        content,
        groups: [{ id: await makers.group(account) }],
      });
      return { id: made.id, digest: made.digest };
    },
    async reset(user) {
      const secret = newSecret();
      await app.rows(`insert into password_resets (user_id, hash, expires_at) values ($1, $2, now() + interval '1 hour')`, [
        user,
        sha256(secret),
      ]);
      return secret;
    },
  };
  return makers;
}

// Hashing is slow on purpose, and one hash does for all.
let hashed: Promise<string> | undefined;
export const passwordHash = (): Promise<string> => {
  hashed ??= hashPassword(testPassword);
  return hashed;
};
