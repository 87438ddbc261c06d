import { integrate } from '../../src/audit-log/index.ts';
import { sha256 } from '../../src/core/secrets.ts';
import { type TestApp, testPassword } from '../harness.ts';
import type { CallerName, SweepCaller } from './callers.ts';
import type { Ground, SampleException } from './samples.ts';

const own = (params: Record<string, string>) => ({ params });

/** Operations that need more than their path and the example of their body. A new resource needs an entry only where that is so. */
export const exceptions: Record<string, SampleException> = {
  'accounts.activate': {
    sample: async ({ make }) => ({ params: { id: await make.account('Enabled') }, body: { externalId: 'E-2', name: 'Activated' } }),
  },
  'accounts.deactivate': { sample: async ({ make }) => own({ id: await make.account('Active') }) },
  'accounts.enable': { sample: async ({ make }) => own({ id: await make.account('Disabled') }) },
  'accounts.disable': { sample: async ({ make }) => own({ id: await make.account('Active') }) },
  'accounts.icon': { openToAll: 'the picture of an account is public' },
  'api-tokens.enable': { sample: async ({ make }, _, account) => own({ id: await make.token(account, 'Disabled') }) },
  // The secret of a token is shown to a person who confirmed who she is, never to a token.
  'api-tokens.reveal': {
    sample: async ({ app, make }, _, account) => {
      const made = await app.send('POST', '/accounts/api-tokens', {
        token: app.world.operations.token,
        body: { name: 'To reveal', account: { id: account } },
      });
      return own({ id: made.body.id ?? (await make.token(account)) });
    },
    refuses: { 'client token': 403, 'vendor token': 403, 'operator token': 403 },
  },
  'user-groups.create': { sample: () => ({ body: { name: 'Finance', modules: [{ id: 'MOD-1239' }], buyers: null } }) },
  // A profile is the person's own; nobody else changes it once she has registered.
  'users.update': {
    refuses: refusing(
      403,
      'client administrator',
      'client token',
      'vendor administrator',
      'vendor token',
      'operator',
      'operator token',
      'operations manager',
    ),
  },
  'users.setPassword': {
    sample: async ({ app, make }, _, account) => {
      const { user } = await make.member(account);
      await app.rows('update users set registered_at = null where id = $1', [user]);
      return { params: { id: user }, body: { password: 'another horse battery staple' } };
    },
    refuses: refusing(403, 'operator'),
  },
  'users.unblock': {
    sample: async ({ app, make }, _, account) => own({ id: await stateOf(app, (await make.member(account)).user, 'Blocked') }),
  },
  'users.delete': {
    sample: async ({ app, make }, _, account) => own({ id: await stateOf(app, (await make.member(account)).user, 'Blocked') }),
  },
  'account-users.addGroup': { sample: async ({ make }, _, account) => ({ body: { id: await make.group(account) } }) },
  'account-users.replaceGroups': { sample: async ({ make }, _, account) => ({ body: [{ id: await make.group(account) }] }) },
  'account-users.sendNewInvite': {
    sample: async ({ app, make }, _, account) => {
      const { user, membership } = await make.invited(account);
      await app.rows(`update memberships set status = 'InvitationExpired' where id = $1`, [membership]);
      return own({ account, user });
    },
  },
  'account-users.removeGroup': {
    sample: async ({ app, make }, _, account) => {
      const { user, membership } = await make.member(account);
      const group = await make.group(account);
      await app.rows('insert into group_members (account_id, group_id, membership_id) values ($1, $2, $3)', [account, group, membership]);
      return own({ account, user, group });
    },
  },
  'account-users.acceptInvite': { sample: ownInvitation },
  'account-users.declineInvite': { sample: ownInvitation },
  'account-users.resendInvite': { sample: async ({ make }, _, account) => own({ account, user: (await make.invited(account)).user }) },
  'user-imports.commit': {
    sample: async ({ make }, _, account) => {
      const { id, digest } = await make.userImport(account);
      return { params: { account, id }, body: { digest } };
    },
  },
  'user-imports.undo': {
    sample: async ({ app, make }, _, account) => {
      const { id } = await make.userImport(account);
      await app.rows(`update user_imports set status = 'Completed' where id = $1`, [id]);
      return own({ account, id });
    },
  },
  // Nobody has to wait for the second that a record takes into the tree.
  'audit-records.evidence': {
    sample: async ({ app, make }, _, account) => {
      const id = await make.record(account);
      for (let more = true; more; ) more = (await integrate(app.app.services)).more;
      return own({ id });
    },
  },
  'audit-log.exportEvidence': {
    sample: async ({ app }) => {
      for (let more = true; more; ) more = (await integrate(app.app.services)).more;
      return own({ month: new Date().toISOString().slice(0, 7) });
    },
    openToAll: 'a month is nobody’s; the file holds what its caller sees',
    noId: 'a month is no object, and one without records has an empty file',
  },
  'audit-log.verify': {
    sample: async ({ app }) => {
      await app.rows(`update audit_log_verifications set status = 'Passed' where status = 'Running'`);
      return {};
    },
  },
  'audit-log.addKey': { refuses: refusing(403, 'operator token') },
  'audit-log.retireKey': {
    sample: async ({ app }) => {
      const add = () => app.send('POST', '/audit/log/keys', { session: app.world.operations.admin.session });
      await add();
      return own({ id: (await add()).body.keys[0].id });
    },
    refuses: refusing(403, 'operator token'),
  },
  'audit-streams.enable': { sample: async ({ make }) => own({ id: await make.auditStream('Disabled') }) },
  'sellers.get': { openToAll: 'sellers are the platform owner’s, and every client may know them' },
  'sellers.icon': {
    openToAll: 'sellers are the platform owner’s, and every client may know them',
    refuses: refusing(404, 'vendor administrator', 'vendor token'),
  },
  // Of the Operations account without the module for other accounts: its own has no buyers.
  ...Object.fromEntries(
    [
      'buyers.get',
      'buyers.update',
      'buyers.disable',
      'erp-links.get',
      'licensees.get',
      'licensees.update',
      'licensees.delete',
      'licensees.disable',
    ].map((id) => [id, { refuses: refusing(404, 'operations manager') }]),
  ),
  'buyers.icon': { refuses: refusing(404, 'operations manager', 'vendor administrator', 'vendor token') },
  'licensees.icon': { refuses: refusing(404, 'operations manager', 'vendor administrator', 'vendor token') },
  'licensees.create': { refuses: refusing(400, 'operations manager') },
  'sellers.activate': {
    sample: async ({ app, make }) => {
      const id = await make.seller();
      await app.rows(`update sellers set status = 'Offline' where id = $1`, [id]);
      return own({ id });
    },
  },
  'buyers.activate': {
    sample: async ({ app, make }, _, account) => {
      const { id } = await make.buyer(account);
      await app.rows(`update buyers set status = 'Enabled', erp_contact_key = null, erp_buyer_key = null where id = $1`, [id]);
      const body = { account: { id: await make.clientFor(account) }, externalIds: { erpCustomer: `EX-SCU-${id}` } };
      return { params: { id }, body };
    },
  },
  'buyers.enable': {
    refuses: refusing(404, 'operations manager'),
    sample: async ({ app, make }, _, account) => {
      const { id } = await make.buyer(account);
      await app.rows(`update buyers set status = 'Disabled', is_disabled = true where id = $1`, [id]);
      return own({ id });
    },
  },
  'buyers.synchronize': {
    sample: async ({ make }, _, account) => {
      const buyer = await make.buyer(account);
      await make.erpRecord(buyer);
      return own({ id: buyer.id });
    },
  },
  'erp-runs.create': {
    sample: async ({ app }) => {
      app.app.services.config.erp = { kind: 'file', path: '/nowhere', intervalMinutes: 60 };
      await app.rows(`update erp_runs set status = 'Failed' where status = 'Queued'`);
      return {};
    },
  },
  'buyers.transfer': {
    sample: async ({ app, make }, _, account) => {
      const { id } = await make.buyer(account);
      const to = await make.account();
      await app.rows('update accounts set external_id = $2 where id = any ($1)', [[await make.clientFor(account), to], 'SWEPT']);
      return { params: { id }, body: { account: { id: to } } };
    },
  },
  'licensees.enable': {
    refuses: refusing(404, 'operations manager'),
    sample: async ({ app, make }, _, account) => {
      const { id } = await make.licensee(account);
      await app.rows(`update licensees set status = 'Disabled' where id = $1`, [id]);
      return own({ id });
    },
  },
  'erp-links.block': {
    sample: async ({ make }, _, account) => ({ params: { id: (await make.buyer(account)).link }, body: { note: 'Unpaid' } }),
  },
  'erp-links.unblock': {
    sample: async ({ app, make }, _, account) => {
      const { link } = await make.buyer(account);
      await app.rows(`update erp_links set status = 'Blocked' where id = $1`, [link]);
      return { params: { id: link }, body: {} };
    },
  },
  'erp-links.create': {
    sample: async ({ make }, _, account) => ({
      body: { buyer: { id: (await make.buyer(account)).id }, seller: { id: await make.seller() } },
    }),
  },
  'sessions.create': { sample: async ({ make }) => ({ body: { email: (await make.person('Active')).email, password: testPassword } }) },
  'sessions.confirm': { sample: () => ({ body: { password: testPassword } }) },
  'password-resets.complete': {
    sample: async ({ make }) => ({
      body: { code: await make.reset((await make.person('Active')).user), password: 'another horse battery staple' },
    }),
  },
  'invitations.lookUp': { sample: async (ground, _, account) => ({ body: { code: (await ground.make.invited(account)).code } }) },
  'invitations.sendCode': { sample: async (ground, _, account) => ({ body: { code: (await ground.make.invited(account)).code } }) },
  'invitations.decline': { sample: async (ground, _, account) => ({ body: { code: (await ground.make.invited(account)).code } }) },
  'invitations.accept': {
    sample: async ({ app, make }, _, account) => {
      const { code, membership } = await make.invited(account);
      // The secret that only the mail carries, drawn anew so that the sweep knows it.
      await app.rows('update memberships set invitation_mail_hash = $2 where id = $1', [membership, sha256('from-the-mail')]);
      return {
        body: {
          code,
          mail: 'from-the-mail',
          registration: { firstName: 'Ines', lastName: 'New', password: testPassword, termsAccepted: true },
        },
      };
    },
  },
};

/** An invitation of the caller herself into an account that she is not in yet. */
async function ownInvitation({ app, make }: Ground, caller: SweepCaller, account: string) {
  if (caller.kind !== 'person') return own({ account, user: (await make.invited(account)).user });
  const [person] = await app.rows<{ email: string }>('select email from users where id = $1', [caller.id]);
  const into = await make.account('Active');
  await make.invited(into, person!.email);
  return own({ account: into, user: caller.id });
}

function refusing(status: number, ...names: CallerName[]): Partial<Record<CallerName, number>> {
  return Object.fromEntries(names.map((name) => [name, status]));
}

async function stateOf(app: TestApp, user: string, status: string): Promise<string> {
  await app.rows('update users set status = $2 where id = $1', [user, status]);
  return user;
}
