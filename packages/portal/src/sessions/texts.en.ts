export const en = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail address',
    emailMissing: 'Enter your e-mail address.',
    continue: 'Continue',
    change: 'Use another address',
    password: 'Password',
    passwordMissing: 'Enter your password.',
    submit: 'Sign in',
    forgot: 'Forgot password?',
    wrong: 'The e-mail address or the password is not right.',
    wait: 'Too many tries. You can try again in',
    seconds_one: '{{count}} second',
    seconds_other: '{{count}} seconds',
    waitOver: 'You can try again now.',
  },
  demo: {
    title: 'Demo people',
    detail:
      'This server has demo data. Choose somebody; the password of all of them is printed in the terminal where Tenantry was started.',
    hint: 'The password is in the terminal where Tenantry was started.',
    mailbox: 'Open the demo mailbox',
  },
  outside: {
    language: 'Language',
    terms: 'Terms of use',
    privacy: 'Privacy',
    insecure: 'This connection is not encrypted: passwords can be read on the way. Use this installation for trials only.',
  },
} as const;
