import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import type { Config } from '../core/config.ts';
import { startRun, workOff } from './index.ts';
import { asRun, worker } from './runs.ts';

export const address = { addressLine1: 'Baarerstrasse 14', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' };

/** A line of the feed as the ERP would write it. */
export const line = (n: string | number, more: Record<string, unknown> = {}) => ({
  companyContact: `EX-CON-${n}`,
  customer: `EX-SCU-${n}`,
  accountExternalId: `EX-CDG-${n}`,
  seller: 'EX_CH',
  name: `Customer ${n}`,
  taxId: `TAX-${n}`,
  address,
  ...more,
});

export interface ErpGround {
  app: TestApp;
  /** What the ERP exports from now on: objects, or lines as they are. */
  feed(lines: readonly (object | string)[]): Promise<void>;
  /** Reads it and answers how that went. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  pull(): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  ask(method: string, path: string, body?: unknown): Promise<any>;
  /** The buyer of a company contact, as operators see it. */
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  buyer(n: string | number): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  links(buyer: string): Promise<any[]>;
  close(): Promise<void>;
}

/** The product with an ERP that is a file, and the sellers EX_CH and EX_DE. */
export async function createErpGround(overrides: Partial<Config> = {}): Promise<ErpGround> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-erp-'));
  const path = join(folder, 'customers.jsonl');
  const app = await createTestApp({ erp: { kind: 'file', path, intervalMinutes: 60 }, ...overrides });
  const ask = async (method: string, at: string, body?: unknown) => {
    const answer = await app.send(method, at, { token: app.world.operations.token, body });
    if (answer.status >= 300) throw new Error(`${method} ${at}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  for (const externalId of ['EX_CH', 'EX_DE'])
    await ask('POST', '/accounts/sellers', { name: `Seller ${externalId}`, externalId, address, currencies: ['CHF'] });
  return {
    app,
    ask,
    feed: (lines) => writeFile(path, lines.map((one) => `${typeof one === 'string' ? one : JSON.stringify(one)}\n`).join('')),
    async pull() {
      const { services } = app.app;
      const { id } = await services.database.write(worker, (tx) => startRun({ tx, services, recorder: asRun('test') }));
      await workOff(services, id);
      return ask('GET', `/accounts/erp-runs/${id}?select=lineErrors`);
    },
    async buyer(n) {
      const found = await ask('GET', `/accounts/buyers?eq(externalIds.erpCompanyContact,'EX-CON-${n}')`);
      return found.data[0];
    },
    links: async (buyer) => (await ask('GET', `/accounts/erp-links?eq(buyer.id,'${buyer}')&order=seller.externalId`)).data,
    async close() {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
