import { type Static, Type } from 'typebox';
import { Phone, strict, text } from './fields.ts';
import { resource } from './resource.ts';

const code = text(600, 1);
/** The `mail` parameter of a mailed link: proof of the mailbox. A copied link has none. */
const mail = Type.Optional(text(100));
const example = 'code-from-the-link';

export const Invitation = Type.Object({
  id: Type.String(),
  /** `accepted` and `declined` only answer what was just done; looking up such a link says `dead`. */
  status: Type.Unsafe<'open' | 'dead' | 'accepted' | 'declined'>({ enum: ['open', 'dead', 'accepted', 'declined'] }),
  /** What the person has to do: register, or sign in first, or just accept. */
  next: Type.Optional(Type.Unsafe<'register' | 'sign-in' | 'accept'>({ enum: ['register', 'sign-in', 'accept'] })),
  /** A copied link proves nothing about the mailbox: a code goes to the address first. */
  codeRequired: Type.Optional(Type.Boolean()),
  email: Type.Optional(Type.String()),
  /** The address of somebody else who is signed in with this browser. */
  signedInAs: Type.Optional(Type.String()),
  firstName: Type.Optional(Type.String()),
  lastName: Type.Optional(Type.String()),
  account: Type.Optional(Type.Object({ id: Type.String(), name: Type.String(), icon: Type.String() })),
  invitedBy: Type.Optional(Type.String()),
  expiresAt: Type.Optional(Type.String()),
});
export type Invitation = Static<typeof Invitation>;

export const invitations = resource({
  name: 'invitations',
  summary: 'The invitee’s side of an invitation, by the code of the link.',
  operations: {
    lookUp: {
      method: 'POST',
      path: '/security/invitations/look-up',
      summary: 'What a link invites to; a dead link answers status "dead"',
      permission: 'public',
      body: Type.Object({ code, mail }, { additionalProperties: false, examples: [{ code: example }] }),
      answer: Invitation,
      status: 200,
      idempotencyKey: false,
      events: [],
    },
    sendCode: {
      method: 'POST',
      path: '/security/invitations/send-code',
      summary: 'Mail a six-digit code to the invited address, for a link that was copied',
      permission: 'public',
      body: Type.Object({ code, mail }, { additionalProperties: false, examples: [{ code: example }] }),
      answer: Invitation,
      status: 200,
      problems: ['conflict'],
      idempotencyKey: false,
      events: ['platform.accounts.account_user.code_sent'],
    },
    accept: {
      method: 'POST',
      path: '/security/invitations/accept',
      summary: 'Accept: a new person registers, a known one must be signed in as the invited address',
      permission: 'public',
      body: Type.Object(
        {
          code,
          mail,
          registration: Type.Optional(
            strict({
              firstName: text(100, 1),
              lastName: text(100, 1),
              password: text(1024, 1),
              phone: Type.Optional(Phone),
              termsAccepted: Type.Unsafe<true>({ const: true }),
              mailCode: Type.Optional(text(20)),
            }),
          ),
        },
        {
          additionalProperties: false,
          examples: [
            {
              code: example,
              registration: { firstName: 'Ada', lastName: 'Roth', password: 'correct horse battery staple', termsAccepted: true },
            },
          ],
        },
      ),
      answer: Invitation,
      status: 200,
      problems: ['conflict'],
      idempotencyKey: false,
      events: [
        { key: 'platform.accounts.account_user.joined', when: 'it was not accepted before' },
        { key: 'platform.accounts.user.registered', when: 'the person is new' },
        { key: 'platform.security.session.created', when: 'the person is new' },
        { key: 'platform.security.session.ended', when: 'the person is new and somebody was signed in with this browser' },
      ],
    },
    decline: {
      method: 'POST',
      path: '/security/invitations/decline',
      summary: 'Decline: the link dies, the inviter is told',
      permission: 'public',
      body: Type.Object({ code, mail }, { additionalProperties: false, examples: [{ code: example }] }),
      answer: Invitation,
      status: 200,
      problems: ['conflict'],
      idempotencyKey: false,
      events: [
        'platform.accounts.account_user.declined',
        { key: 'platform.accounts.user.disabled', when: 'the person belongs to no account' },
      ],
    },
  },
});
