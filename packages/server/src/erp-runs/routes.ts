import { erpRuns } from '@tenantry/contract/erp-runs';
import { listPage } from '../core/listing.ts';
import { mount } from '../core/mount.ts';
import { erpRunListing, findErpRun } from './queries.ts';
import { requestRun, scheduleOf } from './schedule.ts';

export const erpRunRoutes = mount(
  erpRuns,
  {
    list: ({ tx, list, services }) => listPage(tx, services.totals, erpRunListing, list),
    get: ({ tx, params }) => findErpRun(tx, params.id),
    async create({ tx, services, recorder }) {
      // Somebody asks on purpose: the feed is read even when it says that nothing is new.
      const run = await requestRun({ tx, services, recorder }, false);
      return findErpRun(tx, run.id);
    },
    schedule: ({ tx, services }) => scheduleOf(tx, services),
  },
  erpRunListing.omitted,
);
