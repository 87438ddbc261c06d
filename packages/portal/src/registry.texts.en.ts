// Names and one-line descriptions of every page, known before the page itself is loaded.
export const en = {
  heading: { general: 'General', administration: 'Administration', 'platform-tools': 'Platform tools', personal: 'Personal' },
  settings: { title: 'Settings', description: 'Everything about your account in one place.' },
  page: {
    home: { title: 'Home', description: 'Your favourites and all settings.', keywords: 'start overview dashboard' },
    account: {
      title: 'Account',
      description: 'Name, logo, contact details and headquarters address.',
      keywords: 'company organisation client website language modules headquarters',
    },
    accounts: {
      title: 'Accounts',
      description: 'Every organisation on the platform.',
      keywords: 'accounts organisations tenants clients vendors create activate disable',
    },
    buyers: {
      title: 'Buyers',
      description: 'Legal entities that buy and receive invoices.',
      keywords: 'legal entity company invoice tax number vat scu purchase',
    },
    licensees: {
      title: 'Licensees',
      description: 'Who receives licences, over which buyer and from which seller.',
      keywords: 'licence license department recipient resale',
    },
    sellers: {
      title: 'Sellers',
      description: 'Who fulfils your orders and sends the invoices.',
      keywords: 'legal entity currency vendor supplier',
    },
    'erp-links': {
      title: 'ERP links',
      description: 'Which buyer may do business with which seller.',
      keywords: 'erp link block unblock pair',
    },
    'erp-runs': {
      title: 'ERP',
      description: 'When the ERP was read, what came of it, and what differs.',
      keywords: 'erp import synchronise feed runs readings mismatch conflict differences',
    },
    'cloud-tenants': {
      title: 'Cloud tenants',
      description: 'Tenants of cloud providers, by account.',
      keywords: 'azure aws csp subscription tenant',
    },
    users: {
      title: 'Users',
      description: 'Who belongs to the account, and invitations.',
      keywords: 'people members invite invitation e-mail',
    },
    'user-imports': {
      title: 'Invite from file',
      description: 'Invite many people at once from a CSV file, checked first.',
      keywords: 'import csv excel bulk upload users',
    },
    groups: {
      title: 'Groups',
      description: 'What members may do: groups and their modules.',
      keywords: 'permissions roles access modules administrators',
    },
    'api-tokens': {
      title: 'API tokens',
      description: 'Credentials for programs that call the API.',
      keywords: 'secret key bearer integration',
    },
    'audit-log': {
      title: 'Integrity of the audit trail',
      description: 'Checkpoint, keys, verification and evidence of the log behind the trail.',
      keywords: 'proof verify checkpoint merkle tree evidence witness keys tamper',
    },
    'audit-trail': {
      title: 'Audit trail',
      description: 'Every change: who, what and when.',
      keywords: 'log history events records changes',
    },
    'audit-settings': {
      title: 'Keep records',
      description: 'How long the account keeps its audit records.',
      keywords: 'retention erase expire days audit log delete history gdpr',
    },
    'audit-streams': {
      title: 'Audit streams',
      description: 'Where audit records are sent as they come.',
      keywords: 'webhook syslog siem file stream ship forward ocsf json lines monitoring rewind',
    },
    'event-types': {
      title: 'Event types',
      description: 'What each kind of event in the trail means.',
      keywords: 'audit catalogue keys kinds events',
    },
    profile: {
      title: 'My profile',
      description: 'Your name, picture, language and regional settings.',
      keywords: 'me picture phone password language time zone',
    },
    mails: {
      title: 'Mails',
      description: 'Mails that this installation sends, or keeps while it cannot.',
      keywords: 'mailbox outbox e-mail smtp sent queue',
    },
    'sign-in': { title: 'Sign in', description: 'Sign in with e-mail address and password.', keywords: 'log in' },
    'accept-invite': { title: 'Invitation', description: 'Accept or decline an invitation.', keywords: 'join' },
    'forgot-password': { title: 'Forgot password', description: 'Have a link sent to choose a new password.', keywords: 'reset' },
    'reset-password': { title: 'New password', description: 'Choose a new password.', keywords: 'forgot' },
    mailbox: { title: 'Mailbox', description: 'Mails of this demo installation.', keywords: 'mail demo' },
  },
  setting: {
    auditRetention: 'How long audit records are kept',
    accountWebsite: 'Company website',
    accountSupportEmail: 'Technical support e-mail',
    accountDescription: 'Company description',
    accountAddress: 'Headquarters address',
    accountModules: 'Modules of the account',
    profilePhone: 'Phone number',
    profileLanguage: 'Language',
    profileRegional: 'Regional settings',
    profileAccounts: 'My accounts',
  },
} as const;
