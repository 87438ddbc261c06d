export { openSession, personCaller } from './open-session.ts';
export { maySignIn } from './rules.ts';
