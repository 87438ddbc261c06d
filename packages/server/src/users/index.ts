export { loadUser, userObject, type UserRow, viewersOf } from './queries.ts';
