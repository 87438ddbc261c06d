export { passwordLengthMin, requireGoodPassword } from './check.ts';
export { hashPassword, needsRehash, setPassword, verifyPassword } from './hash.ts';
export { forgivePasswordTry, takePasswordTry, takeTry, tooManyTries } from './tries.ts';
