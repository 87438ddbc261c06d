import type { Installation } from '@tenantry/contract/installation';

// For the tests of the pages outside the shell.
export const plainInstallation: Installation = {
  id: 'installation',
  edition: 'self-managed',
  version: '0.1.0',
  insecureHttp: false,
  mailbox: false,
  passwordPolicy: { kind: 'modern', lengthMin: 15 },
};

export const demoInstallation: Installation = {
  ...plainInstallation,
  mailbox: true,
  demo: [
    { email: 'ada@demo.example', name: 'Ada Roth', role: 'Account administrator', account: 'Harbour Group', accountType: 'Client' },
    { email: 'finn@demo.example', name: 'Finn Okafor', role: 'Member', account: 'Harbour Group', accountType: 'Client' },
  ],
};
