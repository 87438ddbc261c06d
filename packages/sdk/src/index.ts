export { ApiError } from './api-error.ts';
export { type ClientOptions, createClient } from './client.ts';
export { iterate } from './iterate.ts';
export type { ArgsOf, CallOptions, Client, ListArgs, Page, SelectArgs } from './methods.ts';
