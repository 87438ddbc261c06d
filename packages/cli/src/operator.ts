import type { Checkpoint, Verified } from '@tenantry/tlog';

type Environment = Readonly<Record<string, string | undefined>>;

export interface TokenRequest {
  /** ACC-…, or `operations`. */
  account: string;
  name: string;
  modules: 'all' | readonly string[];
}

export interface AdminRequest {
  account: string;
  email: string;
  firstName: string;
  lastName: string;
}

export interface ImportRequest {
  account: string;
  fileName: string;
  bytes: Uint8Array;
  /** Ids or names, for rows that name none. */
  groups: readonly string[];
  /** Names of groups to make. */
  createGroups: readonly string[];
  /** Module codes of the groups that are made. */
  createGroupModules: readonly string[];
  /** Lets people into the group of administrators. */
  allowDefaultGroup: boolean;
  /** Creates active people from a column of password hashes, without mails. */
  active: boolean;
  /** Only checks. */
  dryRun: boolean;
}

export interface ImportSummary {
  counts: object;
  /** Rows that were left out, each with its line in the file. */
  faulty: readonly { line: number; message: string }[];
  /** Groups that the file names and the account lacks. */
  unknownGroups: readonly { name: string }[];
}

/** One change that reading the ERP would make. */
export interface ErpDifference {
  object: string;
  change: string;
  id: string;
  name: string;
  detail: string;
}

export interface ErpSummary {
  counts: { broken?: number };
  /** The first lines that were left out. */
  errors: readonly { line: number; message: string }[];
}

/** How many records of one account (or '' those of none) went, or would. */
export interface ErasedRecords {
  id: string;
  name: string;
  records: number;
  /** All of them were older. */
  before: string;
}

/** What the operator's commands need of `@tenantry/server/operator`. Each opens the installation's database itself, by the environment. */
export interface Operator {
  /** Serves until a signal ends it. */
  serve(env: Environment, args: readonly string[]): Promise<void>;
  createToken(env: Environment, request: TokenRequest): Promise<{ secret: string }>;
  createAdmin(env: Environment, request: AdminRequest): Promise<{ password: string }>;
  importUsers(env: Environment, request: ImportRequest): Promise<ImportSummary>;
  pullErp(env: Environment, request: { dryRun: boolean }, tell: (difference: ErpDifference) => void): Promise<ErpSummary>;
  loadDemo(env: Environment): Promise<{ password: string }>;
  /** Holds every record against the log, and the log against a checkpoint that was kept. */
  verifyAudit(env: Environment, since?: Checkpoint): Promise<Verified>;
  /** Erases what has expired; a dry run only counts. */
  retainAudit(env: Environment, request: { dryRun: boolean }): Promise<{ erased: readonly ErasedRecords[]; months: readonly string[] }>;
  /** Adds a key that signs the log; answers its verifier key and the ids of those that were retired. */
  rotateAuditKey(env: Environment, request: { retireOld: boolean }): Promise<{ verifier: string; retired: readonly string[] }>;
}
