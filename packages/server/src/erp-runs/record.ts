import type { Address } from '@tenantry/contract';

/** What tells a record from the others: the ERP's names for the company's contact and the buyer, and ours for the seller. */
export interface RecordKeys {
  contactKey: string;
  buyerKey: string;
  sellerKey: string;
}

/** One buyer as one seller's books know it. Null and absent parts: the ERP does not know. */
export interface ErpRecord extends RecordKeys {
  accountKey: string | null;
  name: string;
  taxNumber: string | null;
  address: Partial<Address> | null;
}

/** `keys` beside a fault: the pair is in the ERP, so it is not gone, only illegible. */
export type RecordReading = { record: ErpRecord } | { fault: string; keys?: RecordKeys };

const addressMax = { addressLine1: 250, addressLine2: 250, postCode: 20, city: 200, state: 200, country: 2 } as const;
const keyMax = 250;

type Fields = Readonly<Record<string, unknown>>;

/** A record from what a line says (docs/erp.md). Fields that we do not know are the ERP's own business. */
export function readRecord(value: unknown): RecordReading {
  if (!isObject(value)) return { fault: 'is not a JSON object' };
  const faults: string[] = [];
  const keys = keysOf(value, faults);
  const name = textOf(value, 'name', 500, faults);
  if (name === null && faults.length === 0) faults.push('name must be given');
  const rest = {
    accountKey: textOf(value, 'accountExternalId', keyMax, faults),
    taxNumber: textOf(value, 'taxId', 18, faults),
    address: addressOf(value.address, faults),
  };
  if (keys && name !== null && faults.length === 0) return { record: { ...keys, name, ...rest } };
  return { fault: faults.join('; '), ...(keys ? { keys } : {}) };
}

function keysOf(value: Fields, faults: string[]): RecordKeys | undefined {
  const required = (field: string): string => {
    const before = faults.length;
    const text = textOf(value, field, keyMax, faults);
    if (text === null && faults.length === before) faults.push(`${field} must be given`);
    return text ?? '';
  };
  const keys = { contactKey: required('companyContact'), buyerKey: required('customer'), sellerKey: required('seller') };
  return Object.values(keys).every(Boolean) ? keys : undefined;
}

function addressOf(value: unknown, faults: string[]): Partial<Address> | null {
  if (value === undefined || value === null || isUnknown(value)) return null;
  if (!isObject(value)) {
    faults.push('address must be an object');
    return null;
  }
  const parts = Object.entries(addressMax).flatMap(([part, max]) => {
    const text = textOf(value, part, max, faults, 'address.');
    return text === null ? [] : [[part, part === 'country' ? text.toUpperCase() : text] as const];
  });
  const address: Partial<Address> = Object.fromEntries(parts);
  if (address.country !== undefined && !/^[A-Z]{2}$/.test(address.country)) faults.push('address.country must be two letters (ISO 3166-1)');
  return parts.length === 0 ? null : address;
}

/** The ERP writes `unknown` where it knows nothing: that is no value, and never takes one away. */
const isUnknown = (value: unknown): boolean => typeof value === 'string' && /^\s*(unknown)?\s*$/i.test(value);

function textOf(source: Fields, field: string, max: number, faults: string[], path = ''): string | null {
  const value = source[field];
  if (value === undefined || value === null || isUnknown(value)) return null;
  const fault = textFault(value, max);
  if (fault) faults.push(`${path}${field} ${fault}`);
  return fault ? null : clean(value as string);
}

const clean = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

function textFault(value: unknown, max: number): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed() || /\p{Cc}/u.test(value.replaceAll(/\s+/gu, ' '))) return 'contains characters that cannot be stored';
  const text = clean(value);
  return text.length > max && [...text].length > max ? `has more than ${max} characters` : undefined;
}

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
