import type { Answer, TestApp } from '../harness.ts';
import { makersFor } from '../sweep/makers.ts';
import { type Part, partsOf } from './multipart.ts';

export const kinds = ['buyers', 'sellers', 'licensees', 'erp-links', 'cloud-tenants'] as const;
export type Kind = (typeof kinds)[number];
export type Who = 'vendor' | 'client' | 'operations';

export const address = { addressLine1: 'Hafenstrasse 5', postCode: '20457', city: 'Hamburg', state: 'Hamburg', country: 'DE' };

/** The part that existing clients name the object by, where a call is a form. */
export const parts: Partial<Record<Kind, string>> = { buyers: 'buyer', licensees: 'licensee' };

export interface Parties {
  /** JSON, as clients send it to what has no picture. */
  json(who: Who, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** A form, as clients send it to buyers and licensees, whether there is a picture or not: the file first, then the object. */
  form(who: Who, method: string, path: string, body: unknown, picture?: Buffer, headers?: Record<string, string>): Promise<Answer>;
  /** One of each, hanging together, in the world's client account. */
  ids(): Promise<Record<Kind, string>>;
}

export function partiesOf(app: TestApp): Parties {
  const make = makersFor(app);
  const token = (who: Who) => app.world[who].token;
  const json: Parties['json'] = (who, method, path, body, headers = {}) =>
    app.send(method, `/accounts/${path}`, { token: token(who), body, headers: { accept: '*/*', ...headers } });
  return {
    json,
    form(who, method, path, body, picture, headers = {}) {
      const name = parts[path.split('/')[0] as Kind] ?? 'seller';
      const object: Part = { name, type: 'application/json', content: JSON.stringify(body) };
      const file: Part[] = picture ? [{ name: 'logo', fileName: 'upload', type: 'application/octet-stream', content: picture }] : [];
      const sent = partsOf([...file, object]);
      return app.send(method, `/accounts/${path}`, { token: token(who), payload: sent.payload, headers: { ...sent.headers, ...headers } });
    },
    async ids() {
      const { account } = app.world.client;
      const { id, buyer, seller } = await make.licensee(account);
      const links = await json('operations', 'GET', `erp-links?eq(buyer.id,'${buyer}')`);
      return {
        buyers: buyer,
        sellers: seller,
        licensees: id,
        'erp-links': links.body.data[0].id,
        'cloud-tenants': await make.cloudTenant(account),
      };
    },
  };
}
