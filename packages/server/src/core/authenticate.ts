import type { AccountType } from '@tenantry/contract';
import { furtherEvents } from '@tenantry/contract/further-events';
import { type ModuleCode, moduleCodeOf } from '@tenantry/contract/modules';
import type { FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import type { Caller } from './context.ts';
import type { Database } from './database.ts';
import { Problem } from './problem.ts';
import { sha256 } from './secrets.ts';
import type { Tailer } from './tailer.ts';

const anonymous = { role: 'auth', account: '', user: '', actor: '' } as const;
const cachedMax = 20_000;

interface TokenRow {
  id: string;
  name: string;
  status: string;
  expires_at: Date | null;
  last_access_at: Date | null;
  module_ids: string[];
  audit_reads: boolean;
  account_id: string;
  account_name: string;
  account_type: AccountType;
  account_status: string;
}

interface SessionRow {
  id: string;
  user_id: string;
  user_name: string;
  user_email: string;
  user_status: string;
  user_settings: Record<string, unknown>;
  created_at: Date;
  last_seen_at: Date;
  confirmed_at: Date;
  account_id: string | null;
  account_name: string;
  account_type: AccountType;
  account_status: string;
  module_ids: string[];
  is_administrator: boolean;
  buyer_scope: string | null;
}

/** The name of the session cookie; the `__Host-` prefix needs Secure, which browsers drop on plain http. */
export const cookieName = (config: Pick<Config, 'publicUrl'>): string =>
  config.publicUrl.startsWith('https:') ? '__Host-tenantry' : 'tenantry';

/** Events about a token that changed nothing of it. */
const looks: ReadonlySet<string> = new Set([furtherEvents.refused.key, furtherEvents.tokenRead.key]);

/** Credentials that are not good: those of a known caller, or of nobody that we know. */
export class RefusedCredentials extends Problem {
  readonly caller: Caller | undefined;

  constructor(detail: string, caller?: Caller) {
    super('authentication-failed', detail);
    this.caller = caller;
  }
}

/**
 * Finds out who calls. A token's row is kept in memory until an event names the token or its account; when the tailer is behind,
 * nothing kept is trusted (patterns, section 7).
 */
export class Authenticator {
  readonly #database: Database;
  readonly #tailer: Tailer;
  readonly #config: Config;
  readonly #tokens = new Map<string, TokenRow>();
  /** When each token was used since the last write of `last_access_at`. */
  readonly #used = new Map<string, Date>();
  readonly #seenSessions = new Map<string, Date>();

  constructor(database: Database, tailer: Tailer, config: Config) {
    this.#database = database;
    this.#tailer = tailer;
    this.#config = config;
    tailer.listen((events) =>
      this.#forget(
        events.filter(({ event }) => !looks.has(event)).map((event) => `${event.accountId} ${event.objectType} ${event.objectId}`),
      ),
    );
  }

  /** What this process has just committed is forgotten at once, before the tailer sees it. */
  forget(touched: ReadonlySet<string>): void {
    this.#forget([...touched]);
  }

  /** The caller, or nothing when the request carries neither token nor cookie. Throws 401 for credentials that are not good. */
  async identify(request: FastifyRequest): Promise<Caller | undefined> {
    const header = request.headers.authorization;
    const cookie = request.cookies[cookieName(this.#config)];
    request.caller = header !== undefined ? await this.#byToken(header) : cookie ? await this.#bySession(request, cookie) : undefined;
    return request.caller;
  }

  /** Writes down when tokens and sessions were last used; called by a timer, at most once a minute for each. */
  async flush(): Promise<void> {
    const tokens = [...this.#used];
    const sessions = [...this.#seenSessions];
    this.#used.clear();
    this.#seenSessions.clear();
    if (tokens.length + sessions.length === 0) return;
    await this.#database.write({ role: 'worker', account: '', user: '', actor: '' }, async (tx) => {
      const text = (table: string, column: string) =>
        `update ${table} t set ${column} = u.at from unnest($1::text[], $2::timestamptz[]) u (id, at) where t.id = u.id and (t.${column} is null or t.${column} < u.at)`;
      await tx.raw(text('api_tokens', 'last_access_at'), [tokens.map(([id]) => id), tokens.map(([, at]) => at)]);
      await tx.raw(text('sessions', 'last_seen_at'), [sessions.map(([id]) => id), sessions.map(([, at]) => at)]);
    });
  }

  async #byToken(header: string): Promise<Caller> {
    const [scheme, secret, ...rest] = header.split(' ');
    if (scheme?.toLowerCase() !== 'bearer' || !secret || rest.length > 0 || secret.length > 400)
      throw new RefusedCredentials('The Authorization header must be "Bearer" and a token.');
    const hash = sha256(secret);
    const key = hash.toString('base64');
    let row = this.#tailer.isCurrent() ? this.#tokens.get(key) : undefined;
    if (!row) {
      [row] = await this.#database.read(anonymous, (tx) => tx.raw<TokenRow>('select * from auth_token($1)', [hash], 'auth_token'));
      if (row) this.#keep(key, row);
    }
    // One sentence for all reasons: whoever holds a dead secret learns nothing about it.
    if (row?.status !== 'Active' || row.account_status === 'Disabled' || (row.expires_at && row.expires_at <= new Date()))
      throw new RefusedCredentials('The token is unknown, disabled, deleted or expired.', row && tokenCaller(row));
    const lastAccessAt = this.#used.get(row.id) ?? row.last_access_at;
    this.#used.set(row.id, new Date());
    return { ...tokenCaller(row), ...(lastAccessAt ? { lastAccessAt } : {}) };
  }

  async #bySession(request: FastifyRequest, cookie: string): Promise<Caller> {
    const wanted = String(request.headers['tenantry-account'] ?? '');
    const [row] = await this.#database.read(anonymous, (tx) =>
      tx.raw<SessionRow>('select * from auth_session($1, $2)', [sha256(cookie), wanted], 'auth_session'),
    );
    const now = Date.now();
    if (
      !row ||
      now - row.last_seen_at.getTime() > this.#config.sessionIdleMs ||
      now - row.created_at.getTime() > this.#config.sessionAbsoluteMs
    )
      throw new RefusedCredentials('The session has ended. Sign in again.');
    const person = personCaller(row);
    if (row.user_status === 'Blocked' || row.user_status === 'Deleted')
      throw new RefusedCredentials('This person may not sign in.', person);
    if (now - row.last_seen_at.getTime() > 60_000) this.#seenSessions.set(row.id, new Date());
    // A wanted account without an active membership is nobody's to see.
    if (wanted && !person.account) throw new Problem('not-found', `Account '${wanted}' was not found among your accounts.`);
    return person;
  }

  #keep(key: string, row: TokenRow): void {
    if (this.#tokens.size >= cachedMax) this.#tokens.delete(this.#tokens.keys().next().value!);
    this.#tokens.set(key, row);
  }

  /** `account type id` of what changed: a token, or an account with all its tokens. */
  #forget(changes: string[]): void {
    const gone = new Set(
      changes.filter((change) => / (ApiToken|Account) /.test(change)).map((change) => change.slice(change.lastIndexOf(' ') + 1)),
    );
    if (gone.size === 0) return;
    for (const [key, row] of this.#tokens) if (gone.has(row.id) || gone.has(row.account_id)) this.#tokens.delete(key);
  }
}

const codes = (ids: readonly string[]): ReadonlySet<ModuleCode> => new Set(ids.flatMap((id) => moduleCodeOf(id) ?? []));

/** A token has no group that could narrow its view: either it sees all buyers of its account or, without a module for them, none. */
const seesParties = (ids: readonly string[]): boolean => {
  const modules = codes(ids);
  return modules.has('account-management') || modules.has('new-marketplace');
};

const tokenCaller = (row: TokenRow): Caller => ({
  kind: 'token',
  id: row.id,
  name: row.name,
  account: { id: row.account_id, name: row.account_name, type: row.account_type, status: row.account_status },
  modules: codes(row.module_ids),
  isAdministrator: false,
  auditReads: row.audit_reads,
  buyers: seesParties(row.module_ids) ? '*' : '',
  ...(row.expires_at ? { expiresAt: row.expires_at } : {}),
});

/** A disabled account cannot be worked in: then she is in none. */
function personCaller(row: SessionRow): Caller {
  const open = row.account_id !== null && row.account_status !== 'Disabled';
  return {
    kind: 'person',
    id: row.user_id,
    name: row.user_name,
    email: row.user_email,
    ...(open ? { account: { id: row.account_id!, name: row.account_name, type: row.account_type, status: row.account_status } } : {}),
    modules: open ? codes(row.module_ids) : new Set(),
    isAdministrator: open && row.is_administrator,
    buyers: open ? (row.buyer_scope ?? '') : '',
    session: { id: row.id, confirmedAt: row.confirmed_at },
    settings: row.user_settings,
  };
}
