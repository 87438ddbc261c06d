import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { cookieOf, mailsTo } from '../../test/sign-in.ts';
import { answerInvitation, type Invited, inviteSomebody, linksOf, registration, stateOf } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.rows('delete from sign_in_failures');
});

const dead = { id: '', status: 'dead' };

/** A dead link says nothing, lets nobody in and changes nothing. */
async function expectDead(invited: Invited, session?: string): Promise<void> {
  const before = await stateOf(app, invited);
  await app.newEvents();
  const mails = await app.rows('select count(*) as n from mails');
  for (const link of [invited.copied, invited.mailed]) {
    expect(await answerInvitation(app, 'look-up', link, session)).toMatchObject({ status: 200, body: dead });
    expect((await answerInvitation(app, 'look-up', link, session)).body).toEqual(dead);
    for (const action of ['send-code', 'decline'] as const) expect((await answerInvitation(app, action, link)).status).toBe(409);
    const accepted = await answerInvitation(app, 'accept', { ...link, registration });
    expect(accepted.status).toBe(409);
    expect(cookieOf(accepted)).toBeUndefined();
  }
  expect(await app.newEvents()).toEqual([]);
  expect(await stateOf(app, invited)).toEqual(before);
  expect(await app.rows('select count(*) as n from mails')).toEqual(mails);
}

describe('a link is dead', () => {
  test('when its days are over, before and after the job has said so', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    await app.rows(`update memberships set invitation_expires_at = now() - interval '1 second' where id = $1`, [invited.id]);
    await expectDead(invited);
    await app.rows(`update memberships set status = 'InvitationExpired' where id = $1`, [invited.id]);
    await expectDead(invited);
  });

  test('when the invited person was removed', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    const { client } = app.world;
    const path = `/accounts/accounts/${client.account}/users/${invited.id}`;
    expect((await app.send('DELETE', path, { session: client.admin.session })).status).toBe(204);
    await expectDead(invited);
  });

  test('when the account is disabled or the person blocked', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    await app.rows(`update accounts set status = 'Disabled' where id = $1`, [app.world.client.account]);
    await expectDead(invited);
    await app.rows(`update accounts set status = 'Active' where id = $1`, [app.world.client.account]);
    await app.rows(`update users set status = 'Blocked' where email = $1`, [invited.email]);
    await expectDead(invited);
  });

  test('when a new invitation has taken its place; the new one works', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    const { client } = app.world;
    await app.rows(
      `update memberships set invitation_expires_at = now() - interval '1 second', status = 'InvitationExpired' where id = $1`,
      [invited.id],
    );
    const path = `/accounts/accounts/${client.account}/users/${invited.id}/send-new-invite`;
    const renewed = await app.send('POST', path, { session: client.admin.session });
    expect(renewed.status).toBe(200);
    await expectDead(invited);
    const fresh = await linksOf(app, invited.email, renewed.body.invitation.url);
    expect((await answerInvitation(app, 'look-up', fresh.mailed)).body).toMatchObject({ status: 'open', codeRequired: false });
  });

  test.each(['', 'x', '!!!', 'bnVsbA', 'W10', Buffer.from('{"code":1,"accountUserId":{}}').toString('base64url'), 'x'.repeat(600)])(
    'when it never was one: %j',
    async (code) => {
      const answer = await answerInvitation(app, 'look-up', { code });
      if (code === '') expect(answer.status).toBe(400);
      else expect(answer.body).toEqual(dead);
      expect((await answerInvitation(app, 'accept', { code, registration })).status).toBe(code === '' ? 400 : 409);
    },
  );

  test('when code and membership do not belong together', async () => {
    const [one, two] = [await inviteSomebody(app, app.world.client), await inviteSomebody(app, app.world.other)];
    const { code } = JSON.parse(Buffer.from(one.copied.code, 'base64url').toString());
    const mixed = Buffer.from(JSON.stringify({ code, accountUserId: two.id })).toString('base64url');
    expect((await answerInvitation(app, 'look-up', { code: mixed })).body).toEqual(dead);
  });
});

test('resending keeps the link and its proof, and restarts the seven days', async () => {
  const { client } = app.world;
  const invited = await inviteSomebody(app, client);
  await app.rows(`update memberships set invitation_expires_at = now() + interval '1 hour' where id = $1`, [invited.id]);
  const path = `/accounts/accounts/${client.account}/users/${invited.id}/resend-invite`;
  const answer = await app.send('POST', path, { session: client.admin.session });
  expect(await linksOf(app, invited.email, answer.body.invitation.url)).toEqual({ copied: invited.copied, mailed: invited.mailed });
  expect(Date.parse(answer.body.invitation.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
});

describe('a person who is registered', () => {
  test('accepts only signed in as the invited address, whatever link she has', async () => {
    const { client, other } = app.world;
    const invited = await inviteSomebody(app, other, client.member.email);
    const before = await stateOf(app, invited);
    await app.newEvents();
    const nobodys = (await answerInvitation(app, 'look-up', invited.mailed)).body;
    expect(nobodys).toMatchObject({ next: 'sign-in', codeRequired: false });
    expect(nobodys).not.toHaveProperty('signedInAs');
    const others = (await answerInvitation(app, 'look-up', invited.copied, other.admin.session)).body;
    expect(others).toMatchObject({ next: 'sign-in', signedInAs: other.admin.email });
    for (const session of [undefined, other.admin.session, client.admin.session]) {
      const answer = await answerInvitation(app, 'accept', { ...invited.mailed, registration }, session);
      expect(answer.status).toBe(403);
      expect(cookieOf(answer)).toBeUndefined();
    }
    expect((await app.send('POST', '/security/invitations/accept', { token: client.token, body: invited.mailed })).status).toBe(403);
    expect((await answerInvitation(app, 'send-code', invited.copied)).status).toBe(409);
    expect(await app.newEvents()).toEqual([]);
    expect(await stateOf(app, invited)).toEqual(before);

    const own = (await answerInvitation(app, 'look-up', invited.copied, client.member.session)).body;
    expect(own.next).toBe('accept');
    expect(own).not.toHaveProperty('signedInAs');
    const accepted = await answerInvitation(app, 'accept', invited.copied, client.member.session);
    expect(accepted).toMatchObject({ status: 200, body: { status: 'accepted', account: { id: other.account } } });
    expect(cookieOf(accepted)).toBeUndefined();
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.joined']);
    const me = await app.send('GET', '/me', { session: client.member.session, account: other.account });
    expect(me.body.account.id).toBe(other.account);

    const again = await answerInvitation(app, 'accept', invited.copied, client.member.session);
    expect(again).toMatchObject({ status: 200, body: { status: 'accepted' } });
    expect(await app.newEvents()).toEqual([]);
    await expectDead(invited);
  });

  test('accepting twice at the same moment makes one membership active, once', async () => {
    const { vendor, client } = app.world;
    const invited = await inviteSomebody(app, client, vendor.member.email);
    await app.newEvents();
    const accept = () => answerInvitation(app, 'accept', invited.copied, vendor.member.session);
    const answers = await Promise.all([accept(), accept()]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.joined']);
    expect(
      await app.rows(`select 1 from memberships where account_id = $1 and user_id = $2`, [client.account, vendor.member.user]),
    ).toHaveLength(1);
  });
});

describe('declining', () => {
  test('kills the link, tells the inviter, and disables a person who belongs to no account', async () => {
    const { client } = app.world;
    const invited = await inviteSomebody(app, client);
    await app.newEvents();
    const answer = await answerInvitation(app, 'decline', invited.mailed);
    expect(answer).toMatchObject({ status: 200, body: { status: 'declined' } });
    expect(cookieOf(answer)).toBeUndefined();
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.declined', 'platform.accounts.user.disabled']);
    expect(await stateOf(app, invited)).toMatchObject([{ status: 'Declined', user_status: 'Disabled', sessions: 0, hash: null }]);
    expect(await mailsTo(app, client.admin.email)).toMatchObject([
      { template: 'invitation-declined', parameters: { person: 'First Guess' } },
    ]);
    const [event] = await app.rows(`select actor_name, viewer_id from events where event = 'platform.accounts.account_user.declined'`);
    expect(event).toEqual({ actor_name: 'First Guess', viewer_id: client.account });
    await expectDead(invited);
    const again = await inviteSomebody(app, client, invited.email);
    expect((await answerInvitation(app, 'look-up', again.mailed)).body.status).toBe('open');
  });

  test('through a copied link is not written down as the invited person’s own word', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    expect((await answerInvitation(app, 'decline', invited.copied)).status).toBe(200);
    const [event] = await app.rows(`select actor_id, actor_name from events where event like '%declined' and object_id = $1`, [invited.id]);
    expect(event).toEqual({ actor_id: 'SYSTEM', actor_name: 'Unknown' });
  });

  test('leaves the other accounts of a person alone', async () => {
    const { other, vendor } = app.world;
    const invited = await inviteSomebody(app, vendor, other.member.email);
    await app.newEvents();
    expect((await answerInvitation(app, 'decline', invited.copied, other.member.session)).status).toBe(200);
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.declined']);
    expect((await app.send('GET', '/me', { session: other.member.session })).body.account.id).toBe(other.account);
  });

  test('and accepting at the same moment: one of them happens', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    await app.newEvents();
    const answers = await Promise.all([
      answerInvitation(app, 'decline', invited.mailed),
      answerInvitation(app, 'accept', { ...invited.mailed, registration }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const events = await app.newEvents();
    const accepted = events.includes('platform.accounts.account_user.joined');
    expect(events.includes('platform.accounts.account_user.declined')).toBe(!accepted);
    expect(await stateOf(app, invited)).toMatchObject([{ status: accepted ? 'Active' : 'Declined', sessions: accepted ? 1 : 0 }]);
    if (!accepted) expect(events).not.toContain('platform.accounts.user.registered');
  });
});
