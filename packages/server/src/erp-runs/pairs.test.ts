import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createErpGround, type ErpGround, line } from './testing.ts';

let erp: ErpGround;
let id: string;
beforeAll(async () => {
  erp = await createErpGround();
});
afterAll(() => erp.close());

const both = [line(1), line(1, { seller: 'EX_DE' })];
const links = async () => (await erp.links(id)).map(({ status }) => status);
const events = async () =>
  (await erp.app.newEvents()).filter((key) => !key.includes('erp_run')).map((key) => key.split('.').slice(2).join('.'));

beforeEach(async () => {
  await erp.app.rows(`delete from buyer_errors; delete from licensees; delete from erp_links; delete from buyers`);
  await erp.feed(both);
  await erp.pull();
  const { id: made, externalIds } = await erp.buyer(1);
  id = made;
  await erp.ask('POST', `/accounts/buyers/${id}/activate`, { account: { id: erp.app.world.client.account }, externalIds });
  await erp.app.newEvents();
});

/** A licensee on the pair of the buyer and EX_DE. */
async function licensee(): Promise<string> {
  const [, german] = await erp.links(id);
  const body = { name: 'Works', buyer: { id }, seller: { id: german.seller.id }, useBuyerAddress: true };
  const made = await erp.ask('POST', '/accounts/licensees', body);
  await erp.app.newEvents();
  return made.id;
}

describe('a pair that is gone from the feed', () => {
  test('is disabled, and Active again when it is back, each with one event', async () => {
    await erp.feed([line(1)]);
    await erp.pull();
    expect(await links()).toEqual(['Active', 'Disabled']);
    expect(await events()).toEqual(['erp_link.removed']);
    await erp.pull();
    expect(await events()).toEqual([]);
    await erp.feed(both);
    await erp.pull();
    expect(await links()).toEqual(['Active', 'Active']);
    expect(await events()).toEqual(['erp_link.restored']);
  });

  test('goes with its whole buyer too, which stays', async () => {
    await erp.feed([line(2)]);
    await erp.pull();
    expect(await links()).toEqual(['Disabled', 'Disabled']);
    expect(await erp.buyer(1)).toMatchObject({ id, status: 'Active' });
  });

  test('stays while a licensee uses it, and the buyer says so until the licensee is disabled', async () => {
    const user = await licensee();
    await erp.feed([line(1)]);
    await erp.pull();
    expect(await links()).toEqual(['Active', 'Active']);
    expect(await erp.buyer(1)).toMatchObject({ status: 'Mismatch', errors: [{ id: 'pair-gone' }] });
    expect(await events()).toEqual(['buyer.mismatched']);
    await erp.ask('POST', `/accounts/licensees/${user}/disable`);
    await erp.app.newEvents();
    await erp.pull();
    expect(await links()).toEqual(['Active', 'Disabled']);
    const buyer = await erp.buyer(1);
    expect(buyer).toMatchObject({ status: 'Active' });
    expect(buyer).not.toHaveProperty('errors');
    expect((await events()).sort()).toEqual(['buyer.resolved', 'erp_link.removed']);
  });

  test('keeps its block, and coming back lifts none', async () => {
    const [, german] = await erp.links(id);
    await erp.ask('POST', `/accounts/erp-links/${german.id}/block`, {});
    await erp.app.newEvents();
    for (const feed of [[line(1)], both]) {
      await erp.feed(feed);
      await erp.pull();
      expect(await links()).toEqual(['Active', 'Blocked']);
    }
    expect(await events()).toEqual([]);
  });

  test('is none when it was made by hand and the ERP has never had it', async () => {
    const seller = await erp.ask('POST', '/accounts/sellers', {
      name: 'By hand',
      externalId: 'EX_HAND',
      address: line(1).address,
      currencies: ['CHF'],
    });
    await erp.ask('POST', '/accounts/erp-links', { buyer: { id }, seller: { id: seller.id } });
    await erp.pull();
    expect(await links()).toEqual(['Active', 'Active', 'Active']);
  });
});

describe('a broken line', () => {
  test('is told with its number and what is wrong, the rest goes in, and its pair is not taken for gone', async () => {
    const broken = { ...both[1], taxId: 'far too long for a tax number' };
    await erp.feed([line(1), broken, '', line(7, { seller: 'EX_XX' }), line(8), line(8)]);
    const run = await erp.pull();
    expect(run).toMatchObject({ status: 'Completed', message: null, counts: { read: 5, broken: 3, created: 1, unchanged: 1 } });
    expect(run.lineErrors).toEqual([
      { line: 2, message: 'taxId has more than 18 characters' },
      { line: 4, message: 'there is no seller with the external id EX_XX' },
      { line: 6, message: 'the company contact EX-CON-8 has the customer EX-SCU-8 with the seller EX_CH in an earlier line already' },
    ]);
    expect(await links()).toEqual(['Active', 'Active']);
    expect(await erp.buyer(7)).toBeUndefined();
    expect(await erp.buyer(8)).toMatchObject({ status: 'Unassigned' });
  });

  test('that could be anybody’s keeps everything that seems gone', async () => {
    await erp.feed([line(1), '{"companyContact": "EX-CON-1", "cust']);
    expect(await erp.pull()).toMatchObject({
      message: expect.stringContaining('nothing was taken for gone'),
      lineErrors: [{ line: 2, message: 'is not JSON' }],
    });
    expect(await links()).toEqual(['Active', 'Active']);
    expect(await events()).toEqual([]);
  });

  test('is listed a hundred times at most, and counted always', async () => {
    await erp.feed([...both, ...Array.from({ length: 2_345 }, () => 'no')]);
    const run = await erp.pull();
    expect(run.counts.broken).toBe(2_345);
    expect(run.lineErrors).toHaveLength(100);
    expect(run.lineErrors[99]).toEqual({ line: 102, message: 'is not JSON' });
  });
});

describe('a feed without a usable record', () => {
  test.each([
    ['empty', [], 'The feed holds no record; nothing was changed.'],
    ['of the wrong kind', ['<html>', '</html>'], 'No line of the feed can be used (line 1 is not JSON); nothing was changed.'],
  ])('%s fails the run and takes no pair away', async (_, lines, message) => {
    await erp.feed(lines);
    expect(await erp.pull()).toMatchObject({ status: 'Failed', message });
    expect(await links()).toEqual(['Active', 'Active']);
    expect(await events()).toEqual([]);
  });
});
