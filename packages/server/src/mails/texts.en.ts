import type { MailTexts } from './catalogue.ts';

const invitationNotes = [
  'The link is valid for 7 days and only for you: do not pass this mail on.',
  'If you do not know who invited you, ignore this mail; nothing happens then.',
];

export const en: MailTexts = {
  greeting: 'Hello,',
  greetingByName: 'Hello {{name}},',
  footer: [
    'Tenantry sent this mail because your address is used there. It is about your access, so it cannot be switched off.',
    'Questions? Ask an administrator of the account; nobody reads replies to this address.',
  ],
  templates: {
    invitation: {
      subject: '{{actor}} invites you to {{account}} on Tenantry',
      heading: 'You are invited',
      paragraphs: ['{{actor}} invites you to work in the account {{account}} on Tenantry.'],
      button: 'Open the invitation',
      notes: invitationNotes,
    },
    'invitation-again': {
      subject: 'Reminder: {{actor}} invites you to {{account}} on Tenantry',
      heading: 'Your invitation is waiting',
      paragraphs: [
        '{{actor}} sends you the invitation to the account {{account}} on Tenantry once more. Please use the link of this mail from now on.',
      ],
      button: 'Open the invitation',
      notes: invitationNotes,
    },
    'added-to-account': {
      subject: '{{actor}} adds you to {{account}} on Tenantry',
      heading: 'Another account for you',
      paragraphs: [
        '{{actor}} adds you to the account {{account}}. Open the link and sign in as usual to accept; the accounts that you belong to stay as they are.',
      ],
      button: 'Open the account',
      notes: [
        'The link is valid for 7 days and only for you: do not pass this mail on.',
        'If you did not expect this, ignore this mail; nothing happens then.',
      ],
    },
    'removed-from-account': {
      subject: 'Your access to {{account}} on Tenantry has ended',
      heading: 'You were removed from an account',
      paragraphs: [
        '{{actor}} removed you from the account {{account}} and from its groups. Other accounts that you belong to stay as they are.',
      ],
      notes: ['If you think that this is a mistake, ask an administrator of the account.'],
    },
    'password-reset': {
      subject: 'Choose a new password for Tenantry',
      heading: 'Choose a new password',
      paragraphs: ['Somebody asked for a new password for this address. With this link you can choose one.'],
      button: 'Choose a password',
      notes: [
        'The link works once and only for a short time. Until you use it, your password stays as it is.',
        'If it was not you, ignore this mail.',
      ],
    },
    'password-changed': {
      subject: 'Your Tenantry password was changed',
      heading: 'Your password was changed',
      paragraphs: ['The password of your Tenantry account was changed just now. All other sign-ins have been ended.'],
      notes: ['If it was not you, ask for a new password on the sign-in page at once and tell an administrator.'],
    },
    'invitation-code': {
      subject: 'Your code for the invitation to {{account}}',
      heading: 'Your code',
      paragraphs: ['Enter this code to confirm that this mailbox is yours and to go on with the invitation to {{account}}:'],
      notes: ['The code works for a short time. Nobody from Tenantry will ever ask you for it.'],
    },
    'invitation-declined': {
      subject: '{{person}} declined the invitation to {{account}}',
      heading: 'An invitation was declined',
      paragraphs: ['{{person}} declined your invitation to the account {{account}}. The link of the invitation no longer works.'],
      notes: ['You can invite the same address again on the Users page.'],
    },
  },
};
