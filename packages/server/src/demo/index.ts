import { moduleFacts } from '@tenantry/contract/modules';
import { addActiveMember, invite } from '../account-users/index.ts';
import { createAccount } from '../accounts/index.ts';
import { createApiToken, disableToken } from '../api-tokens/index.ts';
import { createStream } from '../audit-streams/index.ts';
import { ConfigError } from '../core/config.ts';
import type { Caller } from '../core/context.ts';
import { sql, type Transaction } from '../core/database.ts';
import type { Recorder } from '../core/events.ts';
import { newSecret } from '../core/secrets.ts';
import type { Services } from '../core/services.ts';
import { hashPassword } from '../passwords/index.ts';
import { createGroup, type GroupRow } from '../user-groups/index.ts';
import { loadParties } from './parties.ts';
import { type DemoAccount, type DemoPerson, demoAccounts } from './people.ts';

const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const aboutPassword = 'demo password';

/** Loads the demo organisations once; a second call changes nothing. All people share one password, which is answered. */
export async function loadDemo(services: Services): Promise<string> {
  return services.database.write(worker, async (tx) => {
    await tx.query(sql`select pg_advisory_xact_lock(hashtext('tenantry demo'))`);
    const known = await readDemoPassword(services, tx);
    if (known) return known;
    await refuseBesideOthers(tx);
    const password = newSecret().replaceAll(/[-_]/g, '').slice(0, 16);
    const hash = await hashPassword(password);
    const accounts = new Map<string, string>();
    for (const account of demoAccounts) accounts.set(account.name, await loadAccount(services, tx, account, hash));
    const desk = await loadParties({ tx, recorder: systemRecorder() }, accounts);
    for (const account of demoAccounts)
      for (const one of account.people.filter(({ later }) => later))
        await addActiveMember(tx, systemRecorder(), {
          account: desk.account_id,
          user: await person(tx, one, account, hash),
          groups: [desk],
        });
    await createStream(
      { tx, services, recorder: systemRecorder() },
      { name: 'Copy on this disk', kind: 'file', format: 'jsonl', target: { name: 'audit-trail' }, accounts: null, startAt: 'beginning' },
    );
    const people = demoAccounts.flatMap((account) =>
      account.people
        .filter((person) => person.role)
        .map((person) => ({
          email: emailOf(person, account),
          name: `${person.first} ${person.last}`,
          role: person.role,
          account: account.name,
          accountType: account.type,
        })),
    );
    const settings = { demoPeople: people, demoPassword: services.vault.sealForInstallation(aboutPassword, password).toString('base64') };
    await tx.query(sql`update installation set demo = true, settings = settings || ${JSON.stringify(settings)}::jsonb`);
    return password;
  });
}

// One organisation runs the platform, and the demo brings its own.
async function refuseBesideOthers(tx: Transaction): Promise<void> {
  const [own] = await tx.query(sql<{ id: string; name: string }>`select id, name from accounts where type = 'Operations'`);
  if (own)
    throw new ConfigError(
      `The demo data needs an empty installation, and this one has the account ${own.name} (${own.id}): load it into a data folder of its own.`,
    );
}

/** The demo people's password, kept encrypted so that every start can print it; nothing without demo data. */
export const demoPassword = (services: Services): Promise<string | undefined> =>
  services.database.read(worker, (tx) => readDemoPassword(services, tx));

async function readDemoPassword(services: Services, tx: Transaction): Promise<string | undefined> {
  const [row] = await tx.query(sql<{ sealed: string | null }>`select settings ->> 'demoPassword' as sealed from installation where demo`);
  return row?.sealed ? services.vault.unsealForInstallation(aboutPassword, Buffer.from(row.sealed, 'base64')) : undefined;
}

async function loadAccount(services: Services, tx: Transaction, demo: DemoAccount, hash: string): Promise<string> {
  const system = systemRecorder();
  const { account, administrators } = await createAccount(tx, system, services.vault, {
    name: demo.name,
    type: demo.type,
    description: demo.description,
    website: demo.website,
    technicalSupportEmail: `support@${demo.domain}`,
    address: demo.address,
    ...(demo.externalId ? { externalId: demo.externalId } : {}),
    ...(demo.partner ? { eligibility: { client: true, partner: true } } : {}),
  });
  const first = demo.people[0]!;
  const groups = new Map<string, GroupRow>([[administrators.name, administrators]]);
  const admin = await person(tx, first, demo, hash);
  await addActiveMember(tx, system, { account: account.id, user: admin, groups: [administrators] });
  // From here on the account's first administrator does what administrators do, and the trail says so.
  const recorder = systemRecorder({
    id: admin,
    name: `${first.first} ${first.last}`,
    kind: 'person',
    account: { id: account.id, name: account.name, type: account.type, status: account.status },
  });
  for (const group of demo.groups) {
    const row = await createGroup(tx, recorder, {
      account: account.id,
      name: group.name,
      description: group.description,
      modules: group.modules.map((code) => moduleFacts[code].id),
      buyers: null,
    });
    groups.set(group.name, row);
  }
  for (const one of demo.people.slice(1).filter(({ later }) => !later))
    await loadMember(services, tx, recorder, demo, account, one, groups, hash);
  for (const token of demo.tokens) {
    const { row } = await createApiToken(
      { tx, services, recorder },
      {
        account: account.id,
        name: token.name,
        description: token.description,
        modules: token.modules.map((code) => moduleFacts[code].id),
        expiresAt: token.days ? new Date(Date.now() + token.days * 86_400_000) : null,
      },
    );
    if (token.disabled) await disableToken(tx, recorder, row.id);
  }
  return account.id;
}

async function loadMember(
  services: Services,
  tx: Transaction,
  recorder: Recorder,
  demo: DemoAccount,
  account: { id: string; name: string },
  one: DemoPerson,
  groups: Map<string, GroupRow>,
  hash: string,
): Promise<void> {
  const wanted = one.groups.map((name) => groups.get(name)!);
  if (!one.state) {
    await addActiveMember(tx, recorder, { account: account.id, user: await person(tx, one, demo, hash), groups: wanted });
    return;
  }
  const member = await invite(
    { tx, services, recorder, account },
    { user: { email: emailOf(one, demo), firstName: one.first, lastName: one.last }, groups: wanted },
  );
  // The housekeeping job finds it and says so in the trail, as it would after seven days.
  if (one.state === 'expired')
    await tx.query(sql`update memberships set invitation_expires_at = now() - interval '1 hour' where id = ${member.id}`);
}

/** A registered person; somebody who works for two accounts exists once. */
async function person(tx: Transaction, one: DemoPerson, demo: DemoAccount, hash: string): Promise<string> {
  const email = emailOf(one, demo);
  const [known] = await tx.query(sql<{ id: string }>`select id from users where email_key = lower(${email})`);
  if (known) return known.id;
  const audit = { created: { at: new Date().toISOString(), by: { id: 'SYSTEM', name: 'Demo data' } } };
  const [row] = await tx.query(
    sql<{ id: string }>`insert into users (email, first_name, last_name, status, registered_at, audit)
      values (${email}, ${one.first}, ${one.last}, 'Invited', now(), ${JSON.stringify(audit)}::jsonb) returning id`,
  );
  await tx.query(sql`insert into passwords (user_id, hash) values (${row!.id}, ${hash})`);
  return row!.id;
}

/** Ada works for two clients, under one address. */
function emailOf(one: DemoPerson, demo: DemoAccount): string {
  const home = one.first === 'Ada' && one.last === 'Roth' ? 'harbour-group.example' : demo.domain;
  const plain = `${one.first}.${one.last}`
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f']/g, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^A-Za-z.]+/g, '-');
  return `${plain.toLowerCase()}@${home}`;
}

const systemRecorder = (caller: Partial<Caller> = {}): Recorder => ({
  caller: { kind: 'nobody', id: '', name: 'Demo data', modules: new Set(), isAdministrator: false, buyers: '', ...caller },
  origin: { correlationId: 'demo', workerName: 'demo' },
});
