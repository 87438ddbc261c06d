import type { Transaction } from './database.ts';

/** Work for later, put down in the transaction of the change that wants it: both are there or neither. Data carries ids, never secrets. */
export interface Jobs {
  enqueue(tx: Transaction, queue: string, data: Record<string, unknown>): Promise<void>;
}
