import type { Address } from '@tenantry/contract';
import type { BuyerStatus } from '../buyers/index.ts';
import type { ErpLinkRow } from '../erp-links/index.ts';

/** A line of the feed as it was stored; `name` null: the ERP has the pair, but its line cannot be read. */
export interface StagedRecord {
  buyerKey: string;
  sellerId: string;
  sellerKey: string;
  accountKey: string | null;
  name: string | null;
  taxNumber: string | null;
  address: Partial<Address> | null;
}

export interface ErpError {
  id: string;
  message: string;
  parameters: Record<string, unknown>;
}

export interface KnownBuyer {
  id: string;
  account_id: string | null;
  name: string;
  status: BuyerStatus;
  is_disabled: boolean;
  tax_number: string | null;
  address: Address | null;
  erp_contact_key: string | null;
  erp_buyer_key: string | null;
  account_external_key: string | null;
}

export type LinkColumns = Pick<
  ErpLinkRow,
  'status' | 'erp_contact_key' | 'erp_buyer_key' | 'account_external_key' | 'erp_name' | 'address'
>;

export interface KnownLink extends LinkColumns {
  id: string;
  seller_id: string;
  /** A licensee, Active or Enabled, relies on the pair; only known of pairs that the feed lacks. */
  is_used: boolean;
}

/** All that is known of one contact of the ERP, theirs and ours. Records are in the order of buyer and seller keys. */
export interface Situation {
  contactKey: string;
  records: readonly StagedRecord[];
  buyer: KnownBuyer | undefined;
  errors: readonly ErpError[];
  links: readonly KnownLink[];
  /** A buyer of this contact was deleted on purpose. */
  wasDeleted: boolean;
}
