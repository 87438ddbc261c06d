import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql, type Transaction } from './database.ts';

const algorithm = 'aes-256-gcm';

/** 12 bytes nonce, 16 bytes tag, ciphertext. `about` is authenticated with it: a value moved to another row does not open. */
export function seal(key: Buffer, about: string, plain: string | Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws when key, `about` or bytes are not those it was sealed with. */
export function unseal(key: Buffer, about: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

export const sha256 = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest();

/** 256 bits in base64url, for links, cookies and tokens. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/**
 * Envelope encryption: each account's data key is wrapped by the master key; what belongs to no account is sealed with a key of its own.
 * Data keys are kept in memory: they never change, so there is nothing to invalidate.
 */
export class Vault {
  readonly #master: Buffer;
  readonly #keys = new Map<string, Buffer>();

  constructor(master: Buffer) {
    this.#master = master;
  }

  /** A new wrapped data key, to be stored with the account. */
  newWrappedKey(account: string): Buffer {
    return seal(this.#master, `account-key ${account}`, randomBytes(32));
  }

  async seal(tx: Transaction, account: string, row: string, plain: string): Promise<Buffer> {
    return seal(await this.#keyOf(tx, account), `${account} ${row}`, plain);
  }

  async unseal(tx: Transaction, account: string, row: string, sealed: Buffer): Promise<string> {
    return unseal(await this.#keyOf(tx, account), `${account} ${row}`, sealed).toString();
  }

  /** The same without a query, for lists: the account's wrapped key comes along with the row. */
  unsealWith(wrapped: Buffer, account: string, row: string, sealed: Buffer): string {
    return unseal(this.#unwrap(account, wrapped), `${account} ${row}`, sealed).toString();
  }

  /** For what no account owns: mails to people, stored answers. */
  sealForInstallation(about: string, plain: string): Buffer {
    return seal(this.#master, `installation ${about}`, plain);
  }

  unsealForInstallation(about: string, sealed: Buffer): string {
    return unseal(this.#master, `installation ${about}`, sealed).toString();
  }

  async #keyOf(tx: Transaction, account: string): Promise<Buffer> {
    const known = this.#keys.get(account);
    if (known) return known;
    const [row] = await tx.query(sql<{ wrapped: Buffer }>`select wrapped from account_keys where account_id = ${account}`);
    if (!row) throw new Error(`account ${account} has no data key in sight`);
    return this.#unwrap(account, row.wrapped);
  }

  #unwrap(account: string, wrapped: Buffer): Buffer {
    const key = this.#keys.get(account) ?? unseal(this.#master, `account-key ${account}`, wrapped);
    this.#keys.set(account, key);
    return key;
  }
}
