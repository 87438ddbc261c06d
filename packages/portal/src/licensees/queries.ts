import type { Licensee } from '@tenantry/contract/licensees';
import { api, type Page } from '../api.ts';
import { partyQuery } from '../parties/party-query.ts';
import { licenseesPath } from '../parties/paths.ts';
import type { FetchPage } from '../ui/data-table/index.ts';

export const licenseeQuery = (id: string) => partyQuery<Licensee>(licenseesPath, id);

export const fetchLicensees: FetchPage<Licensee> = ({ filter, signal, ...query }) =>
  api.get<Page<Licensee>>(licenseesPath, { query: { ...query, select: 'audit' }, filter, signal });
