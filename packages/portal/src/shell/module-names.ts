/** Names of the modules that pages ask for, for people who do not hold them and whose session therefore does not name them. */
export const moduleNames: Readonly<Record<string, string>> = {
  'access-management': 'Access management',
  'account-management': 'Account management',
};
