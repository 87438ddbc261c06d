export const en = {
  title: 'Confirm that it is you',
  detail: 'This shows or changes something secret. Enter your password to go on; it then counts for 15 minutes.',
  password: 'Your password',
  confirm: 'Confirm',
  required: 'Enter your password.',
  wrong: 'This is not your password.',
} as const;
