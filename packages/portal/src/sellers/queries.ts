import type { Seller } from '@tenantry/contract/sellers';
import { api, type Page } from '../api.ts';
import { partyQuery } from '../parties/party-query.ts';
import { sellersPath } from '../parties/paths.ts';
import type { FetchPage } from '../ui/data-table/index.ts';

export const sellerQuery = (id: string) => partyQuery<Seller>(sellersPath, id);

export const fetchSellers: FetchPage<Seller> = ({ filter, signal, ...query }) =>
  api.get<Page<Seller>>(sellersPath, { query: { ...query, select: 'audit' }, filter, signal });
