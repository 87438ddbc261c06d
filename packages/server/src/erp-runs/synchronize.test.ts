import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createErpGround, type ErpGround, line } from './testing.ts';

let erp: ErpGround;
let id: string;
beforeAll(async () => {
  erp = await createErpGround();
});
afterAll(() => erp.close());
beforeEach(async () => {
  await erp.app.rows(`delete from buyer_errors; delete from erp_links; delete from buyers`);
  await erp.feed([line(1)]);
  await erp.pull();
  const { id: made, externalIds } = await erp.buyer(1);
  id = made;
  await erp.ask('POST', `/accounts/buyers/${id}/activate`, { account: { id: erp.app.world.client.account }, externalIds });
  await erp.app.newEvents();
});

const synchronize = (token = erp.app.world.operations.token) => erp.app.send('POST', `/accounts/buyers/${id}/synchronize`, { token });

test('a mismatch is settled by taking over what the ERP has, with its links, each with one event', async () => {
  await erp.feed([line(2), line(1, { name: 'New Name', taxId: 'TAX-9' }), line(1, { seller: 'EX_DE' })]);
  await erp.pull();
  expect(await erp.buyer(1)).toMatchObject({ status: 'Mismatch' });
  await erp.feed([line(2, { name: 'Not this one' }), line(1, { name: 'Newer Name', taxId: 'TAX-9' }), 'broken, and somebody else’s']);
  await erp.app.newEvents();
  const answer = await synchronize();
  expect(answer).toMatchObject({
    status: 200,
    body: { name: 'Newer Name', taxId: 'TAX-9', status: 'Active', sellers: [{ externalId: 'EX_CH' }] },
  });
  expect(answer.body).not.toHaveProperty('errors');
  expect((await erp.app.newEvents()).sort()).toEqual([
    'platform.accounts.buyer.synchronized',
    'platform.accounts.erp_link.removed',
    'platform.accounts.erp_link.updated',
  ]);
  const [event] = await erp.app.rows(`select actor_id from events where event like '%buyer.synchronized'`);
  expect(event!.actor_id).toBe(erp.app.world.operations.tokenId);
  expect(await erp.buyer(2)).toMatchObject({ name: 'Customer 2' });
  expect(await erp.app.rows('select 1 from erp_records')).toEqual([]);
});

test('is recorded once, also when nothing differs', async () => {
  expect((await synchronize()).status).toBe(200);
  expect(await erp.app.newEvents()).toEqual(['platform.accounts.buyer.synchronized']);
});

test('a disabled buyer stays disabled', async () => {
  await erp.ask('POST', `/accounts/buyers/${id}/disable`);
  await erp.feed([line(1, { name: 'New Name' })]);
  expect((await synchronize()).body).toMatchObject({ status: 'Disabled', name: 'New Name' });
});

test.each<[string, (object | string)[], string, RegExp]>([
  ['the ERP does not have the buyer', [line(2)], 'erp-has-not', /no usable record of the company contact EX-CON-1/],
  ['its record cannot be used', [line(1, { name: 7 })], 'erp-broken-record', /name must be text/],
  ['the contact stands for two customers', [line(1), line(1, { customer: 'EX-SCU-2' })], 'contact-twice', /several customers/],
])('is refused when %s, and changes nothing', async (_, lines, rule, detail) => {
  await erp.feed(lines);
  const answer = await synchronize();
  expect(answer).toMatchObject({ status: 409, body: { detail: expect.stringMatching(detail), errors: [{ id: rule }] } });
  expect(await erp.app.newEvents()).toEqual([]);
  expect(await erp.buyer(1)).toMatchObject({ name: 'Customer 1', status: 'Active' });
});

test('is refused without a source, without a company contact, and to everybody but operators', async () => {
  expect((await synchronize(erp.app.world.client.token)).status).toBe(403);
  const { config } = erp.app.app.services;
  const { erp: source } = config;
  config.erp = undefined;
  expect(await synchronize()).toMatchObject({ status: 409, body: { errors: [{ id: 'erp-not-configured' }] } });
  config.erp = source;
  await erp.app.rows('update buyers set erp_contact_key = null');
  expect(await synchronize()).toMatchObject({ status: 409, body: { errors: [{ id: 'not-linked' }] } });
  expect(await erp.app.newEvents()).toEqual([]);
});
