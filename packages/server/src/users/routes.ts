import { type UserPatch, users } from '@tenantry/contract/users';
import { sql, type Transaction } from '../core/database.ts';
import { type EventText, updateObject } from '../core/events.ts';
import { listPage } from '../core/listing.ts';
import { type Call, mount } from '../core/mount.ts';
import { changedPicture, iconUrl } from '../core/pictures.ts';
import { conflict, forbidden, invalid, notFound } from '../core/problem.ts';
import { userAccountListing } from './accounts.ts';
import { changePassword } from './password.ts';
import { findUser, loadUser, type UserRow, userListing, userObject, viewersOf } from './queries.ts';
import { refuseUserAction, type UserAction } from './rules.ts';

const everything = userListing('operations');

export const userRoutes = mount(
  users,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, userListing(tx.context.role), list),
    get: ({ tx, params }) => findUser(tx, params.id),

    async update({ tx, caller, recorder, params, body, file, checkRevision }) {
      if (tx.context.role === 'tenant') {
        await findUser(tx, params.id);
        throw forbidden('Names, phone, picture and settings belong to the person herself; administrators change only her groups.');
      }
      const before = await loadUser(tx, params.id);
      checkRevision(before.revision);
      if (caller.id !== before.id && before.registered_at)
        throw forbidden('Only the person herself changes her profile once she has registered.');
      const text = { viewers: await viewersOf(tx, before.id), details: '{{actor.name}} changed the profile of {{object.name}}' };
      const columns = { ...changedColumns(before, body), ...(await changedPicture(tx, file, body.icon, 'icon')) };
      if (Object.keys(columns).length > 0 || !body.currentAccount)
        await updateObject(tx, recorder, userObject, before.id, columns, {
          ...text,
          event: 'platform.accounts.user.updated',
          summary: 'User updated',
        });
      if (body.currentAccount && body.currentAccount.id !== before.current_account_id)
        await switchAccount({ tx, recorder }, before, body.currentAccount.id);
      return findUser(tx, before.id);
    },

    async accounts({ tx, params, list, services }) {
      await findUser(tx, params.id);
      return listPage(tx, services.totals, userAccountListing, list, sql`t.user_id = ${params.id}`);
    },

    block: (call) => act(call, 'block'),
    unblock: (call) => act(call, 'unblock'),
    async delete(call) {
      await act(call, 'delete');
      return undefined;
    },

    setPassword: changePassword,

    ssoCheck: ssoCheck,
    ssoCheckByPost: ssoCheck,
    sso: ({ tx, params }) => findUser(tx, params.id),

    async icon({ tx, params }) {
      const [row] = await tx.query(
        sql<{ name: string; picture: string | null }>`select name, picture from users where id = ${params.id} and status <> 'Deleted'`,
      );
      if (!row) throw notFound('User', params.id);
      return { redirect: iconUrl(row.picture, row.name) };
    },
  },
  everything.omitted,
);

async function ssoCheck({ tx, params }: { tx: Transaction; params: { id: string } }) {
  const user = await findUser(tx, params.id);
  return { id: user.id, sso: user.ssoEnabled === true };
}

async function act(
  { tx, caller, recorder, params }: Pick<Call, 'tx' | 'caller' | 'recorder'> & { params: { id: string } },
  action: UserAction,
) {
  const row = await loadUser(tx, params.id);
  const refused = refuseUserAction(row.status, action, caller.id === row.id);
  if (refused) throw conflict(refused, 'status');
  const text: Record<UserAction, Pick<EventText, 'event' | 'summary' | 'details'>> = {
    block: {
      event: 'platform.accounts.user.blocked',
      summary: 'User blocked',
      details: '{{actor.name}} blocked {{object.name}} in all accounts',
    },
    unblock: { event: 'platform.accounts.user.unblocked', summary: 'User unblocked', details: '{{actor.name}} unblocked {{object.name}}' },
    delete: { event: 'platform.accounts.user.deleted', summary: 'User deleted', details: '{{actor.name}} deleted {{object.name}}' },
  };
  const columns = {
    block: { status: 'Blocked' },
    // A stepping stone: refresh_person puts what the memberships imply in its place.
    unblock: { status: 'Disabled' },
    // The address becomes free for a new identity; the old one keeps its history.
    delete: { status: 'Deleted', email: `${row.id.toLowerCase()}@deleted.invalid` },
  }[action];
  await updateObject(tx, recorder, userObject, row.id, columns, { ...text[action], viewers: await viewersOf(tx, row.id) });
  if (action === 'unblock') await tx.query(sql`select * from refresh_person(${row.id})`);
  else await tx.query(sql`select end_sessions(${row.id}, null)`);
  return action === 'delete' ? (undefined as never) : findUser(tx, row.id);
}

/** Switching needs an active membership in an account that is open (spec 5). */
async function switchAccount({ tx, recorder }: Pick<Call, 'tx' | 'recorder'>, user: UserRow, account: string): Promise<void> {
  const [row] = await tx.query(
    sql<{ name: string; status: string }>`select a.name, a.status from memberships m join accounts a on a.id = m.account_id
      where m.user_id = ${user.id} and m.account_id = ${account} and m.status = 'Active'`,
  );
  if (!row) throw invalid({ 'currentAccount.id': [`Account '${account}' was not found among the accounts of this person.`] });
  if (row.status === 'Disabled') throw conflict(`${row.name} is disabled and cannot be worked in.`, 'account-disabled', ['currentAccount']);
  await updateObject(
    tx,
    recorder,
    userObject,
    user.id,
    { current_account_id: account },
    {
      event: 'platform.accounts.user.account_switched',
      summary: 'Account switched',
      details: '{{actor.name}} switched to {{currentAccount.name}}',
      documents: { currentAccount: { id: account, name: row.name } },
      viewers: [account],
    },
  );
}

function changedColumns(before: UserRow, body: UserPatch): Record<string, unknown> {
  const { phone, settings } = body;
  return {
    ...(body.firstName === undefined ? {} : { first_name: body.firstName }),
    ...(body.lastName === undefined ? {} : { last_name: body.lastName }),
    ...(phone?.prefix === undefined ? {} : { phone_prefix: phone.prefix }),
    ...(phone?.number === undefined ? {} : { phone_number: phone.number }),
    ...(settings === undefined ? {} : { settings: mergedSettings(before.settings, settings) }),
  };
}

/** RFC 7396: what is null goes. */
const mergedSettings = (before: object, given: object): object =>
  Object.fromEntries(Object.entries({ ...before, ...given }).filter(([, value]) => value !== null));
