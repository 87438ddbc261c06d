import { isDeepStrictEqual } from 'node:util';
import { erpLinkStates } from '../erp-links/index.ts';
import { completed } from './known-address.ts';
import type { ErpError, KnownLink, LinkColumns, StagedRecord } from './situation.ts';

export type LinkPlan =
  | { word: 'created'; sellerId: string; columns: LinkColumns }
  | { word: 'updated' | 'restored' | 'removed'; id: string; columns: LinkColumns };

/** What a seller's books say becomes the link's; pairs that the ERP has no more are taken away, unless somebody relies on them. */
export function planLinks(
  contactKey: string,
  records: readonly StagedRecord[],
  links: readonly KnownLink[],
  removes: boolean,
): { links: LinkPlan[]; errors: ErpError[] } {
  const plans = records.flatMap((record): LinkPlan[] => {
    if (record.name === null) return [];
    const link = links.find((one) => one.seller_id === record.sellerId);
    if (!link) return [{ word: 'created', sellerId: record.sellerId, columns: linkColumns(contactKey, record, undefined) }];
    const columns = linkColumns(contactKey, record, link);
    if (isDeepStrictEqual(columns, columnsOf(link))) return [];
    return [{ word: link.status === 'Disabled' ? 'restored' : 'updated', id: link.id, columns }];
  });
  const gone = removes ? links.filter((link) => isErps(link) && !records.some(({ sellerId }) => sellerId === link.seller_id)) : [];
  return {
    links: [
      ...plans,
      ...gone
        .filter((link) => !link.is_used)
        .map((link) => ({ word: 'removed' as const, id: link.id, columns: { ...columnsOf(link), status: after('remove', link) } })),
    ],
    errors: gone.filter((link) => link.is_used).map(pairGone),
  };
}

/** Of links made by hand the ERP may know nothing; a block outlives what the ERP says. */
const isErps = (link: KnownLink): boolean => link.status === 'Active' && link.erp_buyer_key !== null;

const pairGone = (link: KnownLink): ErpError => ({
  id: 'pair-gone',
  message: `The ERP does not have this buyer with the seller ${link.seller_id} any more, and licensees use the pair. Disable them first.`,
  parameters: { seller: link.seller_id, link: link.id },
});

const linkColumns = (contactKey: string, record: StagedRecord, link: KnownLink | undefined): LinkColumns => ({
  status: link ? after('restore', link) : 'Active',
  erp_contact_key: contactKey,
  erp_buyer_key: record.buyerKey,
  account_external_key: record.accountKey ?? link?.account_external_key ?? null,
  erp_name: record.name,
  address: completed(link?.address ?? null, record.address),
});

/** The status after an action of the system; the same where the action does not fit: restoring lifts no block. */
function after(action: 'remove' | 'restore', { status }: LinkColumns): LinkColumns['status'] {
  const found = erpLinkStates.transitions.find((one) => one.action === action && one.by.includes('system') && one.from.includes(status));
  return found && found.to !== 'same' ? found.to : status;
}

const columnsOf = ({ status, erp_contact_key, erp_buyer_key, account_external_key, erp_name, address }: KnownLink): LinkColumns => ({
  status,
  erp_contact_key,
  erp_buyer_key,
  account_external_key,
  erp_name,
  address,
});
