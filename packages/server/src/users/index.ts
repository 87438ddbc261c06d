export { loadUser, type UserRow, userObject, viewersOf } from './queries.ts';
