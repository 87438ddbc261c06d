import { randomBytes } from 'node:crypto';
import type { Makers } from './makers.ts';

const nonce = () => randomBytes(4).toString('hex');
const address = { addressLine1: 'Baarerstrasse 14', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' };

/** Buyers, sellers and licensees, as operators make them over the API. */
export function partyMakers(
  /** Buyers belong to clients: the account itself, or the world's client. */
  clientFor: (account: string) => Promise<string>,
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  asOperator: (method: string, path: string, body?: unknown) => Promise<any>,
): Pick<Makers, 'clientFor' | 'seller' | 'buyer' | 'licensee' | 'cloudTenant'> {
  const makers = {
    clientFor,
    async seller(): Promise<string> {
      const body = { name: `Seller ${nonce()}`, externalId: `EX_${nonce()}`, address, currencies: [{ value: 'CHF', isDefault: true }] };
      return (await asOperator('POST', '/accounts/sellers', body)).id;
    },
    async buyer(account: string) {
      const seller = await makers.seller();
      const { id } = await asOperator('POST', '/accounts/buyers', {
        name: `Buyer ${nonce()}`,
        account: { id: await clientFor(account) },
        address,
        externalIds: { erpCompanyContact: `EX-CON-${nonce()}`, erpCustomer: `EX-SCU-${nonce()}` },
        sellers: [{ id: seller }],
      });
      const links = await asOperator('GET', `/accounts/erp-links?eq(buyer.id,'${id}')`);
      return { id, seller, link: links.data[0].id };
    },
    async licensee(account: string) {
      const buyer = await makers.buyer(account);
      const { id } = await asOperator('POST', '/accounts/licensees', {
        name: `Licensee ${nonce()}`,
        buyer: { id: buyer.id },
        seller: { id: buyer.seller },
        useBuyerAddress: true,
      });
      return { id, buyer: buyer.id, seller: buyer.seller };
    },
    cloudTenant: async (account: string) =>
      (await asOperator('POST', '/accounts/cloud-tenants', { name: `Tenant ${nonce()}`, type: 'Virtual', account: { id: account } })).id,
  };
  return makers;
}
