import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';

let app: TestApp;
const address = { addressLine1: 'Baarerstrasse 14', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' };

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.newEvents());

const asOperator = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { token: app.world.operations.token, body });
const asClient = (method: string, path: string, body?: unknown) =>
  app.send(method, `/accounts/${path}`, { token: app.world.client.token, body });
const events = (...words: string[]) => words.map((word) => `platform.accounts.seller.${word}`);

test('operators make sellers, in both spellings of currencies; the external id is one seller’s', async () => {
  const made = await asOperator('POST', 'sellers', {
    name: 'Example Switzerland',
    externalId: 'EX_CH',
    address,
    currencies: [{ value: 'CHF', billingEnabled: true, isDefault: true }, { value: 'EUR' }],
  });
  expect(made).toMatchObject({
    status: 201,
    body: {
      status: 'Active',
      externalId: 'EX_CH',
      currencies: [
        { value: 'CHF', isDefault: true },
        { value: 'EUR', isDefault: false },
      ],
    },
  });
  expect(made.body.id).toMatch(/^SEL-\d{4}-\d{4}$/);
  expect(
    (await asOperator('POST', 'sellers', { name: 'Germany', externalId: 'EX_DE', address, currencies: ['EUR'] })).body.currencies,
  ).toEqual([{ value: 'EUR', billingEnabled: true, isDefault: true }]);
  expect(await asOperator('POST', 'sellers', { name: 'Twice', externalId: 'EX_CH', address, currencies: ['CHF'] })).toMatchObject({
    status: 409,
    body: { errors: [{ id: 'seller-external-id', properties: ['externalId'] }] },
  });
  expect(await asOperator('POST', 'sellers', { name: 'None', externalId: 'EX_NO', address, currencies: [] })).toMatchObject({
    status: 400,
    body: { errors: { currencies: [expect.anything()] } },
  });
  expect(await app.newEvents()).toEqual(events('created', 'created'));
});

test('clients read them and change nothing, vendors see none', async () => {
  const { body } = await asOperator('POST', 'sellers', { name: 'Read only', externalId: 'EX_RO', address, currencies: ['CHF'] });
  await app.newEvents();
  expect((await asClient('GET', `sellers/${body.id}`)).body).toMatchObject({ name: 'Read only', currencies: [{ value: 'CHF' }] });
  expect((await asClient('GET', `sellers?any(currencies,eq(value,'CHF'))&eq(externalId,'EX_RO')`)).body.data).toHaveLength(1);
  for (const [method, path] of [
    ['PUT', `sellers/${body.id}`],
    ['DELETE', `sellers/${body.id}`],
    ['POST', `sellers/${body.id}/disable`],
  ] as const)
    expect((await asClient(method, path, method === 'PUT' ? { name: 'Mine' } : undefined)).status, path).toBe(403);
  expect((await app.send('GET', '/accounts/sellers', { token: app.world.vendor.token })).status).toBe(403);
  expect(await app.newEvents()).toEqual([]);
});

test('go offline, are disabled, come back and are deleted, each with its event; deleted ones are never shown', async () => {
  const { body } = await asOperator('POST', 'sellers', { name: 'States', externalId: 'EX_ST', address, currencies: ['CHF'] });
  await app.newEvents();
  const act = async (action: string) => (await asOperator('POST', `sellers/${body.id}/${action}`)).body.status;
  expect(await act('deactivate')).toBe('Offline');
  expect(await act('disable')).toBe(409);
  expect(await act('activate')).toBe('Active');
  expect(await act('disable')).toBe('Disabled');
  expect((await asClient('GET', `sellers/${body.id}`)).body.status).toBe('Disabled');
  expect(await act('activate')).toBe('Active');
  expect((await asOperator('DELETE', `sellers/${body.id}`)).status).toBe(204);
  expect((await asOperator('GET', `sellers/${body.id}`)).status).toBe(404);
  expect(await app.newEvents()).toEqual(events('deactivated', 'activated', 'disabled', 'activated', 'deleted'));
  // Its external id is free again.
  expect((await asOperator('POST', 'sellers', { name: 'Next', externalId: 'EX_ST', address, currencies: ['CHF'] })).status).toBe(201);
});
