import { isDeepStrictEqual } from 'node:util';
import { type BuyerStatus, buyerStates, factsOf } from '../buyers/index.ts';
import { decide } from '../core/state-machine.ts';
import { completed } from './known-address.ts';
import { type LinkPlan, planLinks } from './link-rules.ts';
import type { ErpError, KnownBuyer, Situation, StagedRecord } from './situation.ts';

export interface Wish {
  /** An operator asked for the ERP's data: a buyer of an account takes them too. */
  takeOver?: boolean;
  /** The feed has lines that nobody can attribute: what seems gone may stand in one of them. */
  isIncomplete?: boolean;
}

export type BuyerColumns = Pick<
  KnownBuyer,
  'name' | 'status' | 'tax_number' | 'address' | 'erp_contact_key' | 'erp_buyer_key' | 'account_external_key'
>;
export type BuyerWord = 'created' | 'updated' | 'mismatched' | 'conflicted' | 'resolved' | 'synchronized';

export interface Plan {
  /** The one event of the buyer and what it is after it; absent: the buyer stays as it is. */
  buyer?: { word: BuyerWord; columns: BuyerColumns };
  /** Absent: they stay. */
  errors?: readonly ErpError[];
  links: readonly LinkPlan[];
  /** How the buyer stands afterwards. */
  status: BuyerStatus | undefined;
}

const nothing: Plan = { links: [], status: undefined };

/** What one contact's records change here. Pure; the same situation after it changes nothing more. */
export function planFor(situation: Situation, wish: Wish = {}): Plan {
  return situation.buyer ? planKnown(situation, situation.buyer, wish) : planNew(situation);
}

function planNew(situation: Situation): Plan {
  const { contactKey, records, wasDeleted } = situation;
  const erp = summaryOf(records);
  if (!erp || wasDeleted) return nothing;
  const ambiguous = conflictOf(contactKey, records);
  // Which account it belongs to is for an operator to say, even where only one account has its external id.
  const status = ambiguous ? 'Conflict' : 'Unassigned';
  const columns = {
    name: erp.name,
    status,
    tax_number: erp.taxNumber,
    address: completed(null, erp.address),
    erp_contact_key: contactKey,
    erp_buyer_key: erp.buyerKey,
    account_external_key: erp.accountKey,
  } as const;
  const links = ambiguous ? [] : planLinks(contactKey, records, [], false).links;
  return { buyer: { word: 'created', columns }, ...(ambiguous ? { errors: [ambiguous] } : {}), links, status };
}

function planKnown(situation: Situation, buyer: KnownBuyer, { takeOver = false, isIncomplete = false }: Wish): Plan {
  const { contactKey, records } = situation;
  const ambiguous = conflictOf(contactKey, records);
  const erp = ambiguous ? undefined : summaryOf(records);
  const before = columnsOf(buyer);
  const takes = takeOver || buyer.account_id === null;
  const data = erp ? dataFrom(erp, contactKey, before, takes) : before;
  const pairs = ambiguous ? { links: [], errors: [] } : planLinks(contactKey, records, situation.links, !isIncomplete);
  const kept = isIncomplete ? situation.errors.filter(({ id }) => id === 'pair-gone') : [];
  // Of a buyer whose lines are all illegible, or may be among the lost ones, nothing new is known, neither good nor bad.
  const own = !erp && !ambiguous && (records.length > 0 || isIncomplete) ? situation.errors.filter(({ id }) => id !== 'pair-gone') : [];
  const errors = [...(ambiguous ? [ambiguous] : []), ...own, ...(erp && !takes ? differences(erp, before) : []), ...pairs.errors, ...kept];
  const status = statusAfter({ ...buyer, ...data }, errors.length > 0);
  const columns = { ...data, status };
  const hasNewErrors = !isDeepStrictEqual(errors, [...situation.errors]);
  const hasChanged = !isDeepStrictEqual(columns, before);
  const word = takeOver ? 'synchronized' : wordFor(before.status, status, hasNewErrors);
  return {
    ...(takeOver || hasChanged || hasNewErrors ? { buyer: { word, columns } } : {}),
    ...(hasNewErrors ? { errors } : {}),
    links: pairs.links,
    status,
  };
}

function wordFor(before: BuyerStatus, after: BuyerStatus, hasNewErrors: boolean): BuyerWord {
  if (after === 'Mismatch' && (before !== after || hasNewErrors)) return 'mismatched';
  if (after === 'Conflict' && (before !== after || hasNewErrors)) return 'conflicted';
  return before === after ? 'updated' : 'resolved';
}

/** Differences lie over the state, and what was below comes back when they are gone (spec 10.2). */
function statusAfter(buyer: KnownBuyer, differs: boolean): BuyerStatus {
  if (!differs && !['Mismatch', 'Conflict'].includes(buyer.status)) return buyer.status;
  const action = differs ? 'report difference' : 'resolve';
  const decision = decide(buyerStates, { status: buyer.status, action, by: 'system', facts: factsOf(buyer) });
  return 'to' in decision ? decision.to : buyer.status;
}

type Summary = Omit<StagedRecord, 'name' | 'sellerId' | 'sellerKey'> & { name: string };

/** What the ERP says of the buyer as a whole: of each value the first that it knows, in the order of its sellers. */
function summaryOf(records: readonly StagedRecord[]): Summary | undefined {
  const [first] = records.filter((record) => record.name !== null);
  if (!first) return undefined;
  const same = records.filter(({ buyerKey }) => buyerKey === first.buyerKey);
  const known = <F extends 'accountKey' | 'taxNumber' | 'address'>(field: F): StagedRecord[F] =>
    same.find((record) => record.name !== null && record[field] !== null)?.[field] ?? first[field];
  return {
    buyerKey: first.buyerKey,
    name: first.name!,
    accountKey: known('accountKey'),
    taxNumber: known('taxNumber'),
    address: known('address'),
  };
}

function dataFrom(erp: Summary, contactKey: string, before: BuyerColumns, takes: boolean): BuyerColumns {
  const ids = {
    erp_contact_key: contactKey,
    erp_buyer_key: takes ? erp.buyerKey : (before.erp_buyer_key ?? erp.buyerKey),
    account_external_key: erp.accountKey ?? before.account_external_key,
  };
  if (!takes) return { ...before, ...ids };
  return {
    ...before,
    ...ids,
    name: erp.name,
    tax_number: erp.taxNumber ?? before.tax_number,
    address: completed(before.address, erp.address),
  };
}

/** What an operator has to settle for a buyer of an account. What the ERP does not know contradicts nothing. */
function differences(erp: Summary, ours: BuyerColumns): ErpError[] {
  const address = completed(ours.address, erp.address);
  return [
    ...difference('name', 'name', ours.name, erp.name),
    ...difference('tax-number', 'tax number', ours.tax_number, erp.taxNumber ?? ours.tax_number),
    ...difference('address', 'address', ours.address, address),
    ...difference('customer', 'customer record', ours.erp_buyer_key, ours.erp_buyer_key === null ? null : erp.buyerKey),
  ];
}

function difference(id: string, what: string, ours: unknown, erp: unknown): ErpError[] {
  if (isDeepStrictEqual(ours, erp)) return [];
  const told = typeof erp === 'string' ? ` The ERP says "${erp}"${typeof ours === 'string' ? `, here it is "${ours}"` : ''}.` : '';
  return [{ id: `${id}-differs`, message: `The ${what} is another in the ERP.${told}`, parameters: { ours, erp } }];
}

function conflictOf(contactKey: string, records: readonly StagedRecord[]): ErpError | undefined {
  const keys = [...new Set(records.map(({ buyerKey }) => buyerKey))];
  if (keys.length < 2) return undefined;
  return {
    id: 'contact-twice',
    message: `The ERP has the company contact ${contactKey} for ${keys.length} customers: ${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ' …' : ''}.`,
    parameters: { companyContact: contactKey, customers: keys.slice(0, 20) },
  };
}

const columnsOf = (buyer: KnownBuyer): BuyerColumns => ({
  name: buyer.name,
  status: buyer.status,
  tax_number: buyer.tax_number,
  address: buyer.address,
  erp_contact_key: buyer.erp_contact_key,
  erp_buyer_key: buyer.erp_buyer_key,
  account_external_key: buyer.account_external_key,
});
