import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { address, createErpGround, type ErpGround, line } from './testing.ts';

let erp: ErpGround;
beforeAll(async () => {
  erp = await createErpGround();
});
afterAll(() => erp.close());
beforeEach(async () => {
  await erp.app.rows(`delete from buyer_errors; delete from licensees; delete from erp_links; delete from buyers`);
  await erp.app.newEvents();
});

/** The events since the last look but those of the run itself. */
const events = async () =>
  (await erp.app.newEvents()).filter((key) => !key.includes('erp_run')).map((key) => key.split('.').slice(2).join('.'));

/** Gives the buyer of a contact to the client, as an operator would. */
const assign = async (n: string) => {
  const { id, externalIds } = await erp.buyer(n);
  await erp.ask('POST', `/accounts/buyers/${id}/activate`, { account: { id: erp.app.world.client.account }, externalIds });
  await erp.app.newEvents();
  return id as string;
};

describe('a new company contact', () => {
  test('becomes an unassigned buyer with a link for each seller, each with one event by the system', async () => {
    await erp.feed([line(1), line(1, { seller: 'EX_DE', name: 'Customer Eins' }), line(2)]);
    const run = await erp.pull();
    expect(run).toMatchObject({
      status: 'Completed',
      source: 'file',
      message: null,
      counts: { read: 3, created: 2, changed: 0, unchanged: 0, conflicts: 0, mismatches: 0, broken: 0 },
      lineErrors: [],
    });
    expect(await erp.buyer(1)).toMatchObject({
      name: 'Customer 1',
      status: 'Unassigned',
      account: null,
      address,
      taxId: 'TAX-1',
      externalIds: { erpCompanyContact: 'EX-CON-1', erpCustomer: 'EX-SCU-1', accountExternalId: 'EX-CDG-1' },
      sellers: [{ externalId: 'EX_CH' }, { externalId: 'EX_DE' }],
    });
    expect(await erp.links((await erp.buyer(1)).id)).toMatchObject([
      { status: 'Active', companyName: 'Customer 1', address },
      { status: 'Active', companyName: 'Customer Eins', externalIds: { erpCompanyContact: 'EX-CON-1', erpCustomer: 'EX-SCU-1' } },
    ]);
    expect((await events()).sort()).toEqual(['buyer.created', 'buyer.created', 'erp_link.created', 'erp_link.created', 'erp_link.created']);
    const [event] = await erp.app.rows(`select * from events where object_type = 'Buyer' order by seq desc limit 1`);
    expect(event).toMatchObject({ actor_id: 'SYSTEM', account_id: null, viewer_id: '', request: { worker: { workerName: 'erp-run' } } });
  });

  test('stays unassigned even where exactly one account has its external id, and no client sees it', async () => {
    await erp.app.rows(`update accounts set external_id = 'EX-CDG-1' where id = $1`, [erp.app.world.client.account]);
    await erp.feed([line(1)]);
    await erp.pull();
    expect(await erp.buyer(1)).toMatchObject({ status: 'Unassigned', account: null });
    const seen = await erp.app.send('GET', '/accounts/buyers', { token: erp.app.world.client.token });
    expect(seen.body.data).toEqual([]);
  });

  test('that was deleted on purpose does not come back', async () => {
    await erp.feed([line(1)]);
    await erp.pull();
    await erp.ask('DELETE', `/accounts/buyers/${(await erp.buyer(1)).id}`);
    await erp.app.newEvents();
    expect(await erp.pull()).toMatchObject({ status: 'Completed', counts: { created: 0, unchanged: 1 } });
    expect(await events()).toEqual([]);
  });
});

test('a second run over the same feed writes nothing at all', async () => {
  await erp.feed([
    line(1),
    line(2),
    line(2, { seller: 'EX_DE' }),
    line(3, { address: { city: 'unknown', country: 'CH' }, taxId: 'UNKNOWN' }),
  ]);
  await erp.pull();
  await erp.app.newEvents();
  const state = () => erp.app.rows(`select id, xmin, ctid from buyers union all select id, xmin, ctid from erp_links order by id`);
  const before = await state();
  expect(await erp.pull()).toMatchObject({ counts: { read: 4, created: 0, changed: 0, unchanged: 3 } });
  expect(await state()).toEqual(before);
  expect(await erp.app.newEvents()).toEqual(['platform.accounts.erp_run.created', 'platform.accounts.erp_run.completed']);
  expect(await erp.app.rows('select 1 from erp_records')).toEqual([]);
});

test('an unassigned buyer takes over what changed, and what the ERP does not know takes nothing away', async () => {
  await erp.feed([line(1)]);
  await erp.pull();
  await erp.app.newEvents();
  await erp.feed([line(1, { name: 'Customer One', taxId: 'unknown', address: { city: 'Baar', postCode: 'unknown' } })]);
  expect(await erp.pull()).toMatchObject({ counts: { created: 0, changed: 1 } });
  expect(await erp.buyer(1)).toMatchObject({
    name: 'Customer One',
    taxId: 'TAX-1',
    address: { ...address, city: 'Baar' },
    status: 'Unassigned',
  });
  expect(await events()).toEqual(['buyer.updated', 'erp_link.updated']);
  const [event] = await erp.app.rows(
    `select documents -> 'previous' as previous from events where event like '%buyer.updated' order by seq desc limit 1`,
  );
  expect(event!.previous).toEqual({ name: 'Customer 1', address });
});

describe('a buyer of an account', () => {
  test('brought its links along when it was assigned, each with an event, and its account sees them', async () => {
    await erp.feed([line(1), line(1, { seller: 'EX_DE' }), line(2)]);
    await erp.pull();
    const { id, externalIds } = await erp.buyer(1);
    await erp.app.newEvents();
    await erp.ask('POST', `/accounts/buyers/${id}/activate`, { account: { id: erp.app.world.client.account }, externalIds });
    expect((await events()).sort()).toEqual(['buyer.activated', 'erp_link.assigned', 'erp_link.assigned']);
    const seen = await erp.app.send('GET', '/accounts/erp-links', { token: erp.app.world.client.token });
    expect(seen.body.data.map((one: { buyer: { id: string } }) => one.buyer.id)).toEqual([id, id]);
    expect(await erp.app.rows('select account_id from erp_links where account_id is not null')).toHaveLength(2);
  });

  test('keeps its data when the ERP differs, becomes Mismatch with the errors for operators only, and is itself again when the cause is gone', async () => {
    await erp.feed([line(1)]);
    await erp.pull();
    const id = await assign('1');
    await erp.feed([line(1, { name: 'Other Name', taxId: 'TAX-9', address: { ...address, city: 'Baar' } })]);
    expect(await erp.pull()).toMatchObject({ counts: { changed: 1, mismatches: 1 } });
    const buyer = await erp.ask('GET', `/accounts/buyers/${id}`);
    expect(buyer).toMatchObject({ name: 'Customer 1', taxId: 'TAX-1', address, status: 'Mismatch' });
    expect(buyer.errors).toEqual([
      expect.objectContaining({ id: 'name-differs', parameters: { ours: 'Customer 1', erp: 'Other Name' } }),
      expect.objectContaining({ id: 'tax-number-differs', parameters: { ours: 'TAX-1', erp: 'TAX-9' } }),
      expect.objectContaining({ id: 'address-differs', parameters: { ours: address, erp: { ...address, city: 'Baar' } } }),
    ]);
    expect(await erp.links(id)).toMatchObject([{ companyName: 'Other Name', address: { city: 'Baar' } }]);
    expect(await events()).toEqual(['buyer.mismatched', 'erp_link.updated']);
    const seen = await erp.app.send('GET', `/accounts/buyers/${id}`, { token: erp.app.world.client.token });
    expect(seen.body).toMatchObject({ status: 'Mismatch' });
    expect(seen.body).not.toHaveProperty('errors');

    expect(await erp.pull()).toMatchObject({ counts: { changed: 0, unchanged: 1, mismatches: 1 } });
    expect(await events()).toEqual([]);

    await erp.feed([line(1)]);
    await erp.pull();
    const after = await erp.ask('GET', `/accounts/buyers/${id}`);
    expect(after).toMatchObject({ status: 'Active', name: 'Customer 1' });
    expect(after).not.toHaveProperty('errors');
    expect(await events()).toEqual(['buyer.resolved', 'erp_link.updated']);
  });

  test('that was disabled is disabled again after its mismatch', async () => {
    await erp.feed([line(1)]);
    await erp.pull();
    const id = await assign('1');
    await erp.ask('POST', `/accounts/buyers/${id}/disable`);
    await erp.feed([line(1, { name: 'Other Name' })]);
    await erp.pull();
    expect(await erp.buyer(1)).toMatchObject({ status: 'Mismatch' });
    await erp.ask('PUT', `/accounts/buyers/${id}`, { name: 'Other Name' });
    await erp.pull();
    expect(await erp.buyer(1)).toMatchObject({ status: 'Disabled', name: 'Other Name' });
  });

  test('that is known by its customer record alone learns its company contact instead of appearing twice', async () => {
    const made = await erp.ask('POST', '/accounts/buyers', {
      name: 'Customer 1',
      account: { id: erp.app.world.client.account },
      address,
      taxId: 'TAX-1',
      externalIds: { erpCustomer: 'EX-SCU-1' },
    });
    await erp.feed([line(1)]);
    expect(await erp.pull()).toMatchObject({ counts: { created: 0, changed: 1 } });
    expect(await erp.buyer(1)).toMatchObject({ id: made.id, status: 'Active', sellers: [{ externalId: 'EX_CH' }] });
  });
});

describe('the same company contact with different customers', () => {
  const twice = [line(1), line(1, { customer: 'EX-SCU-9', seller: 'EX_DE', name: 'Somebody else' })];

  test('is a conflict of the unassigned buyer, without data of either, until the ERP is put right', async () => {
    await erp.feed([line(1)]);
    await erp.pull();
    await erp.app.newEvents();
    await erp.feed(twice);
    expect(await erp.pull()).toMatchObject({ counts: { conflicts: 1, changed: 1 } });
    const buyer = await erp.buyer(1);
    expect(buyer).toMatchObject({ status: 'Conflict', name: 'Customer 1', sellers: [{ externalId: 'EX_CH' }] });
    const both = ['EX-SCU-1', 'EX-SCU-9'];
    expect(buyer.errors).toMatchObject([{ id: 'contact-twice', parameters: { companyContact: 'EX-CON-1', customers: both } }]);
    expect(await events()).toEqual(['buyer.conflicted']);
    await erp.feed([line(1)]);
    await erp.pull();
    expect(await erp.buyer(1)).toMatchObject({ status: 'Unassigned' });
    expect(await events()).toEqual(['buyer.resolved']);
  });

  test('comes as a conflict when it is new, and is a mismatch of a buyer that has an account', async () => {
    await erp.feed(twice);
    await erp.pull();
    expect(await erp.buyer(1)).toMatchObject({ status: 'Conflict', sellers: [] });
    expect(await events()).toEqual(['buyer.created']);
    await erp.feed([line(1)]);
    await erp.pull();
    await assign('1');
    await erp.feed(twice);
    await erp.pull();
    expect(await erp.buyer(1)).toMatchObject({ status: 'Mismatch', errors: [{ id: 'contact-twice' }] });
  });
});
