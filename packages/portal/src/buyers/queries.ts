import type { Buyer } from '@tenantry/contract/buyers';
import { api, type Page } from '../api.ts';
import { partyQuery } from '../parties/party-query.ts';
import { buyersPath } from '../parties/paths.ts';
import type { FetchPage } from '../ui/data-table/index.ts';

/** What a list leaves out unless it is asked for. */
export const moreOfBuyer = ',licensees,licenseeCount';

export const buyerQuery = (id: string) => partyQuery<Buyer>(buyersPath, id, moreOfBuyer);

export const fetchBuyers: FetchPage<Buyer> = ({ filter, signal, ...query }) =>
  api.get<Page<Buyer>>(buyersPath, { query: { ...query, select: `audit${moreOfBuyer}` }, filter, signal });
