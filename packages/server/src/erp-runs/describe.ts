import { isDeepStrictEqual } from 'node:util';
import type { Planned } from './apply.ts';
import type { KnownBuyer } from './situation.ts';

/** One change that a run would make, for people. */
export interface Difference {
  object: 'buyer' | 'erp-link';
  /** What its event would be called: created, updated, mismatched … */
  change: string;
  /** Of the buyer, or the contact of one that does not exist yet. */
  id: string;
  name: string;
  detail: string;
}

const fields = {
  name: 'name',
  tax_number: 'tax number',
  address: 'address',
  erp_buyer_key: 'customer record',
  account_external_key: 'account id',
} as const;

/** The changes of one plan, the buyer before its links. */
export function differencesOf({ situation: { buyer, contactKey }, plan }: Planned): Difference[] {
  const id = buyer?.id ?? contactKey;
  const name = plan.buyer?.columns.name ?? buyer?.name ?? '';
  const messages = (plan.errors ?? []).map(({ message }) => message);
  const changed = buyer && plan.buyer ? changedFields(buyer, plan.buyer.columns) : [];
  const detail = [...(changed.length > 0 ? [changed.join(', ')] : []), ...messages].join('; ');
  return [
    ...(plan.buyer ? [{ object: 'buyer' as const, change: plan.buyer.word, id, name, detail }] : []),
    ...plan.links.map((link) => ({
      object: 'erp-link' as const,
      change: link.word,
      id,
      name,
      detail: link.word === 'created' ? link.sellerId : link.id,
    })),
  ];
}

const changedFields = (before: KnownBuyer, after: Partial<KnownBuyer>): string[] =>
  Object.entries(fields).flatMap(([field, word]) =>
    isDeepStrictEqual(before[field as keyof typeof fields], after[field as keyof typeof fields]) ? [] : [word],
  );
