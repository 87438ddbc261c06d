import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { type Makers, makersFor } from '../../test/sweep/makers.ts';

let app: TestApp;
let make: Makers;
beforeAll(async () => {
  app = await createTestApp();
  make = makersFor(app);
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const asOperator = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { token: app.world.operations.token, body });
const asClient = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { token: app.world.client.token, body });
const events = (...words: string[]) => words.map((word) => `platform.accounts.erp_link.${word}`);

test('operators link a buyer with a seller once; the id has the digits of both, and the next free last group on a clash', async () => {
  const buyer = await make.buyer(app.world.client.account);
  const seller = await make.seller();
  await app.rows(`update erp_links set id = 'ERP-' || $1 || '-' || $2 where id = $3`, [buyer.id.slice(4), seller.slice(-4), buyer.link]);
  await app.newEvents();
  const made = await asOperator('POST', 'erp-links', {
    buyer: { id: buyer.id },
    seller: { id: seller },
    companyName: 'Harbour AG',
    note: 'By hand',
  });
  const next = String((Number(seller.slice(-4)) + 1) % 10_000).padStart(4, '0');
  expect(made).toMatchObject({
    status: 201,
    body: { id: `ERP-${buyer.id.slice(4)}-${next}`, status: 'Active', companyName: 'Harbour AG', note: 'By hand' },
  });
  expect(made.body.name).toMatch(/^Buyer .* - Seller /);
  expect(await asOperator('POST', 'erp-links', { buyer: { id: buyer.id }, seller: { id: seller } })).toMatchObject({
    status: 409,
    body: { errors: [{ id: 'link-exists' }] },
  });
  expect((await asOperator('POST', 'erp-links', { buyer: { id: 'BUY-0000-0000' }, seller: { id: seller } })).status).toBe(400);
  expect((await asClient('POST', 'erp-links', { buyer: { id: buyer.id }, seller: { id: seller } })).status).toBe(403);
  expect(await app.newEvents()).toEqual(events('created'));
});

test('what the seller knows of the buyer changes by merging; the pair never does', async () => {
  const { link } = await make.buyer(app.world.client.account);
  const address = { addressLine1: 'Hafen 1', postCode: '20457', city: 'Hamburg', state: 'Hamburg', country: 'DE' };
  await app.newEvents();
  expect((await asOperator('PUT', `erp-links/${link}`, { address, externalIds: { erpCustomer: 'SCU-9' } })).body).toMatchObject({
    address,
    externalIds: { erpCustomer: 'SCU-9' },
  });
  const read = (await asOperator('GET', `erp-links/${link}`)).body;
  expect((await asOperator('PUT', `erp-links/${link}`, { ...read, address: { city: 'Bremen' } })).body.address.city).toBe('Bremen');
  expect((await asOperator('PUT', `erp-links/${link}`, { seller: { id: await make.seller() } })).status).toBe(400);
  expect((await asClient('PUT', `erp-links/${link}`, { companyName: 'Mine' })).status).toBe(403);
  expect((await app.newEvents()).filter((event) => event.includes('erp_link'))).toEqual(events('updated', 'updated'));
});

test('are blocked with a note and unblocked; the account sees the block and not the note', async () => {
  const { link } = await make.buyer(app.world.client.account);
  await app.newEvents();
  expect((await asOperator('POST', `erp-links/${link}/block`, { note: 'Reminder three' })).body).toMatchObject({
    status: 'Blocked',
    note: 'Reminder three',
  });
  expect((await asOperator('POST', `erp-links/${link}/block`, {})).status).toBe(409);
  const seen = await asClient('GET', `erp-links?eq(status,Blocked)&eq(id,'${link}')`);
  expect(seen.body.data).toMatchObject([{ id: link, status: 'Blocked' }]);
  expect(seen.body.data[0]).not.toHaveProperty('note');
  expect((await asOperator('POST', `erp-links/${link}/unblock`, { note: null })).body).toMatchObject({ status: 'Active' });
  expect(await app.rows('select note from erp_link_notes where id = $1', [link])).toEqual([]);
  expect(await app.newEvents()).toEqual(events('blocked', 'unblocked'));
});

test('the sellers of a buyer are set as a list: added, taken away, brought back', async () => {
  const { id, seller } = await make.buyer(app.world.client.account);
  const second = await make.seller();
  await app.newEvents();
  const sellers = async (...ids: string[]) =>
    ((await asOperator('PUT', `buyers/${id}`, { sellers: ids.map((one) => ({ id: one })) })).body.sellers as { id: string }[])
      .map((one) => one.id)
      .sort();
  expect(await sellers(seller, second)).toEqual([seller, second].sort());
  expect(await sellers(second)).toEqual([second]);
  expect(await sellers(second, seller)).toEqual([seller, second].sort());
  expect((await app.newEvents()).filter((event) => event.includes('erp_link'))).toEqual(events('created', 'removed', 'restored'));
});
