import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp, testPassword } from '../../test/harness.ts';
import { cookieOf, everythingReadable, mailsTo, watchLog } from '../../test/sign-in.ts';
import { answerInvitation, codeMailedTo, inviteSomebody, registration, stateOf } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  await app.rows('delete from sign_in_failures');
});

const joined = ['platform.accounts.account_user.joined', 'platform.accounts.user.registered', 'platform.security.session.created'];

describe('a new person', () => {
  test('sees who invites her and what to do; the mailed link needs no code, the copied one does', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    await app.newEvents();
    const mailed = await answerInvitation(app, 'look-up', invited.mailed);
    expect(mailed).toMatchObject({
      status: 200,
      body: {
        id: invited.id,
        status: 'open',
        next: 'register',
        codeRequired: false,
        email: invited.email,
        firstName: 'First',
        lastName: 'Guess',
        account: { id: app.world.client.account, name: 'Harbour Group' },
        invitedBy: expect.stringContaining('admin'),
      },
    });
    expect(Date.parse(mailed.body.expiresAt) - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    expect((await answerInvitation(app, 'look-up', invited.copied)).body.codeRequired).toBe(true);
    expect((await answerInvitation(app, 'look-up', { ...invited.copied, mail: 'guessed' })).body.codeRequired).toBe(true);
    expect(await app.newEvents()).toEqual([]);
  });

  test('registers through the mailed link and is signed in', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    await app.newEvents();
    const answer = await answerInvitation(app, 'accept', {
      ...invited.mailed,
      registration: { ...registration, phone: { prefix: '+49', number: '301234567' } },
    });
    expect(answer).toMatchObject({ status: 200, body: { status: 'accepted', account: { id: app.world.client.account } } });
    expect((await app.newEvents()).sort()).toEqual(joined);
    expect((await app.send('GET', '/me', { session: cookieOf(answer)! })).body).toMatchObject({
      actor: { name: 'Ada Roth', email: invited.email },
      account: { id: app.world.client.account },
      modules: [{ code: 'billing' }],
    });
    expect(await stateOf(app, invited)).toMatchObject([
      { status: 'Active', user_status: 'Active', registered_at: expect.any(Date), first_name: 'Ada', sessions: 1 },
    ]);
    const [stored] = await app.rows('select user_name, invitation_cipher, invitation_mail_hash from memberships where id = $1', [
      invited.id,
    ]);
    expect(stored).toEqual({ user_name: 'Ada Roth', invitation_cipher: null, invitation_mail_hash: null });
    const signIn = await app.send('POST', '/security/sessions', { body: { email: invited.email, password: registration.password } });
    expect(signIn.status).toBe(201);
    const viewers = await app.rows(`select viewer_id from events where event = 'platform.accounts.user.registered' and viewer_id <> ''`);
    expect(new Set(viewers.map((row) => row.viewer_id))).toEqual(new Set([app.world.client.account]));
  });

  test('cannot be registered by the administrator who copied the link', async () => {
    const { client } = app.world;
    const invited = await inviteSomebody(app, client);
    const before = await stateOf(app, invited);
    await app.newEvents();
    const tries = [
      { ...invited.copied, registration },
      { ...invited.copied, mail: '', registration },
      { ...invited.copied, mail: 'x'.repeat(43), registration },
      { ...invited.copied, registration: { ...registration, mailCode: '000000' } },
    ];
    for (const body of tries) {
      const answer = await answerInvitation(app, 'accept', body, client.admin.session);
      expect(answer).toMatchObject({ status: 400, body: { errors: { 'registration.mailCode': [expect.any(String)] } } });
      expect(cookieOf(answer)).toBeUndefined();
    }
    // The code that he can have sent goes to the mailbox, not to him.
    const sent = await answerInvitation(app, 'send-code', invited.copied, client.admin.session);
    expect(JSON.stringify(sent.body)).not.toContain(await codeMailedTo(app, invited.email));
    expect((await mailsTo(app, client.admin.email)).map((mail) => mail.template)).toEqual([]);
    expect(await app.newEvents()).toEqual(['platform.accounts.account_user.code_sent']);
    expect(await stateOf(app, invited)).toEqual(before);
    expect((await answerInvitation(app, 'accept', { ...invited.mailed, registration })).status).toBe(200);
  });

  test('registers through a copied link with the code from her mailbox', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    const sent = await answerInvitation(app, 'send-code', invited.copied);
    expect(sent).toMatchObject({ status: 200, body: { status: 'open', codeRequired: true } });
    const code = await codeMailedTo(app, invited.email);
    expect(code).toMatch(/^\d{6}$/);
    await app.newEvents();
    const answer = await answerInvitation(app, 'accept', { ...invited.copied, registration: { ...registration, mailCode: ` ${code} ` } });
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).toBeDefined();
    expect((await app.newEvents()).sort()).toEqual(joined);
    expect(await app.rows('select 1 from invitation_codes where membership_id = $1', [invited.id])).toEqual([]);
    expect((await mailsTo(app, invited.email)).at(-1)!.subject).not.toContain(code);
  });

  test('has five tries for a code, ten minutes, and only the newest one counts', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    const before = await stateOf(app, invited);
    const tryCode = (mailCode: string) =>
      answerInvitation(app, 'accept', { ...invited.copied, registration: { ...registration, mailCode } });
    await answerInvitation(app, 'send-code', invited.copied);
    const code = await codeMailedTo(app, invited.email);
    const wrong = code === '111111' ? '222222' : '111111';
    const answers = await Promise.all(Array.from({ length: 8 }, () => tryCode(wrong)));
    const messages = answers.map((answer) => answer.body.errors['registration.mailCode'][0]);
    expect(messages.filter((message) => message.startsWith('This is not the code'))).toHaveLength(5);
    expect((await tryCode(code)).status).toBe(400);
    await answerInvitation(app, 'send-code', invited.copied);
    const second = await codeMailedTo(app, invited.email);
    if (second !== code) expect((await tryCode(code)).status).toBe(400);
    await app.rows(`update invitation_codes set expires_at = now() - interval '1 second'`);
    expect((await tryCode(second)).status).toBe(400);
    expect(await stateOf(app, invited)).toEqual(before);
    await answerInvitation(app, 'send-code', invited.copied);
    const refused = await answerInvitation(app, 'send-code', invited.copied);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
    expect((await mailsTo(app, invited.email)).filter((mail) => mail.template === 'invitation-code')).toHaveLength(3);
    expect((await tryCode(await codeMailedTo(app, invited.email))).status).toBe(200);
  });

  test('is asked for what is missing, and nothing happens meanwhile', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    const before = await stateOf(app, invited);
    await app.newEvents();
    const cases: [object, string][] = [
      [{}, 'registration'],
      [{ registration: { ...registration, password: 'short' } }, 'registration.password'],
      [{ registration: { ...registration, password: `${invited.email} and more` } }, 'registration.password'],
      [{ registration: { ...registration, firstName: '  ' } }, 'registration.firstName'],
      [{ registration: { ...registration, lastName: '' } }, 'registration.lastName'],
      [{ registration: { ...registration, termsAccepted: false } }, 'registration.termsAccepted'],
      [{ registration: { ...registration, password: 'x'.repeat(1025) } }, 'registration.password'],
      [{ registration: { ...registration, email: 'other@people.example' } }, 'registration.email'],
    ];
    for (const [more, field] of cases) {
      const answer = await answerInvitation(app, 'accept', { ...invited.mailed, ...more });
      expect([answer.status, Object.keys(answer.body.errors)]).toEqual([400, [field]]);
      expect(cookieOf(answer)).toBeUndefined();
    }
    expect(await app.newEvents()).toEqual([]);
    expect(await stateOf(app, invited)).toEqual(before);
  });

  test('two registrations at the same moment make one membership, one password and one session', async () => {
    const invited = await inviteSomebody(app, app.world.client);
    await app.newEvents();
    const answers = await Promise.all(
      ['the first of the two passwords', 'the second of the two passwords'].map((password) =>
        answerInvitation(app, 'accept', { ...invited.mailed, registration: { ...registration, password } }),
      ),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(answers.filter((answer) => cookieOf(answer) !== undefined)).toHaveLength(1);
    expect((await app.newEvents()).sort()).toEqual(joined);
    expect(await stateOf(app, invited)).toMatchObject([{ status: 'Active', sessions: 1 }]);
    const later = await answerInvitation(app, 'accept', { ...invited.mailed, registration: { ...registration, password: testPassword } });
    expect(later.status).toBe(409);
    expect(cookieOf(later)).toBeUndefined();
  });

  test('replaces whoever was signed in with this browser', async () => {
    const { client } = app.world;
    const invited = await inviteSomebody(app, client);
    const own = await app.rows<{ id: string }>('select id from sessions where user_id = $1 and ended_at is null', [client.member.user]);
    await app.newEvents();
    const answer = await answerInvitation(app, 'accept', { ...invited.mailed, registration }, client.member.session);
    expect(answer.status).toBe(200);
    expect((await app.newEvents()).sort()).toEqual([...joined, 'platform.security.session.ended'].sort());
    expect((await app.send('GET', '/me', { session: client.member.session })).status).toBe(401);
    expect((await app.send('GET', '/me', { session: cookieOf(answer)! })).body.actor.email).toBe(invited.email);
    await app.rows('update sessions set ended_at = null where id = $1', [own[0]!.id]);
  });

  test('no link, code or password is anywhere to be read, the log included', async () => {
    const log = watchLog(app);
    const invited = await inviteSomebody(app, app.world.client);
    await answerInvitation(app, 'send-code', invited.copied);
    const code = await codeMailedTo(app, invited.email);
    await answerInvitation(app, 'accept', { ...invited.mailed, registration });
    const { code: secret } = JSON.parse(Buffer.from(invited.copied.code, 'base64url').toString());
    const text = await everythingReadable(app);
    for (const hidden of [invited.copied.code, secret, invited.mailed.mail, registration.password]) {
      expect(text).not.toContain(hidden);
      expect(log()).not.toContain(hidden);
    }
    expect(log()).toContain('/security/invitations/accept');
    const events = await app.rows<{ text: string }>('select documents::text as text from events where object_id = $1', [invited.id]);
    expect(events.length).toBeGreaterThan(1);
    for (const event of events) expect(event.text).not.toContain(code);
  });
});
