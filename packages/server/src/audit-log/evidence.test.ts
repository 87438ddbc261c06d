import { type EvidenceLine, faultOf, type MonthHeader, verifyMonth } from '@tenantry/tlog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../../test/harness.ts';
import { changeGroup, integrateAll, keysOf } from './testing.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

type PartyName = 'client' | 'other' | 'operations' | 'vendor';
const month = new Date().toISOString().slice(0, 7);

describe('evidence of a record', () => {
  const evidence = (id: string, party: PartyName) => app.send('GET', `/audit/records/${id}/evidence`, { token: app.world[party].token });

  test('is checked without the server, and not by whoever may not see the record', async () => {
    const id = await changeGroup(app, 'to be proved');
    expect(await evidence(id, 'client')).toMatchObject({ status: 409, body: { errors: [{ id: 'not-in-the-log-yet' }] } });
    await integrateAll(app);
    const { status, body } = await evidence(id, 'client');
    expect(status).toBe(200);
    expect(body.record).toMatchObject({ id, account: app.world.client.account, object: { id: app.world.client.limited } });
    expect(faultOf(body, await keysOf(app))).toBeUndefined();
    expect(faultOf({ ...body, record: { ...body.record, summary: 'Something else' } }, await keysOf(app))).toMatch(/is not entry/);
    expect((await evidence(id, 'other')).status).toBe(404);
    expect(faultOf((await evidence(id, 'operations')).body, await keysOf(app))).toBeUndefined();
  });

  test('is recorded when it is taken, for those who see the record, and not when it is refused', async () => {
    const id = await changeGroup(app, 'to be taken');
    await integrateAll(app);
    await app.newEvents();
    await evidence(id, 'other');
    expect(await app.newEvents()).toEqual([]);
    await evidence(id, 'operations');
    expect(await app.newEvents()).toEqual(['platform.audit.record.evidence_exported']);
    const rows = await app.rows<{ viewer_id: string }>(
      `select viewer_id, actor_id from events where object_type = 'AuditRecord' and object_id = $1`,
      [id],
    );
    expect(rows).toEqual([{ viewer_id: app.world.client.account, actor_id: app.world.operations.tokenId }]);
  });

  test('of a private record, or one about buyers, is recorded where that record is seen', async () => {
    const { account } = app.world.client;
    const [secret, about] = await app.rows<{ id: string }>(
      `insert into events (event, account_id, viewer_id, type, buyer_ids, object_type, object_id, actor_id, actor_name, summary, details)
        values ('platform.x.y.z', $1, $1, 'Private', null, 'X', 'X', 'X', 'X', 'x', 'x'),
          ('platform.x.y.z', $1, $1, 'Public', '{BUY-1}', 'X', 'X', 'X', 'X', 'x', 'x') returning id`,
      [account],
    );
    await integrateAll(app);
    for (const { id } of [secret!, about!]) expect((await evidence(id, 'operations')).status, id).toBe(200);
    const rows = await app.rows(`select object_id, type, buyer_ids from events where object_id = any ($1) order by seq`, [
      [secret!.id, about!.id],
    ]);
    expect(rows).toEqual([
      { object_id: secret!.id, type: 'Private', buyer_ids: null },
      { object_id: about!.id, type: 'Public', buyer_ids: ['BUY-1'] },
    ]);
  });

  test('of a record that several accounts see is of what each of them sees', async () => {
    const { client, other } = app.world;
    const [row] = await app.rows<{ id: string }>(
      `with one as (select new_id('AUD', 4, nextval('events_id')) as id)
        insert into events (id, event, account_id, viewer_id, is_copy, viewers, object_type, object_id, actor_id, actor_name, summary, details)
        select one.id, 'platform.accounts.account.updated', $1, v.id, v.copy, jsonb_build_array($1::text, $2::text), 'Account', $1, 'USR-1', 'Ada', 'x', 'x'
        from one, (values ($1, false), ($2, true)) v (id, copy) returning id`,
      [client.account, other.account],
    );
    await integrateAll(app);
    const seen = await Promise.all(
      (['client', 'other', 'operations'] as const).map(async (party) => (await evidence(row!.id, party)).body),
    );
    for (const body of seen) expect(faultOf(body, await keysOf(app))).toBeUndefined();
    expect(seen.map(({ record }) => record.viewer)).toEqual([client.account, other.account, client.account]);
    expect(seen[0].index).not.toBe(seen[1].index);
    expect(seen[2].index).toBe(seen[0].index);
    expect(JSON.stringify(seen[1].record)).not.toContain('viewers');
    expect((await evidence(row!.id, 'vendor')).status).toBe(404);
  });
});

describe('evidence of a month', () => {
  const file = async (party: PartyName, of = month, more: object = { token: app.world[party].token }) => {
    const answer = await app.send('GET', `/audit/evidence/${of}`, more);
    const lines = String(answer.body).trimEnd().split('\n');
    return { ...answer, lines };
  };
  const recordsIn = (lines: readonly string[]) => lines.slice(1).map((line) => JSON.parse(line) as EvidenceLine);
  const visible = async (party: PartyName) => {
    const { body } = await app.send('GET', '/audit/records?limit=1', { token: app.world[party].token });
    return body.$meta.pagination.total as number;
  };

  test('holds every record that its caller sees, under one checkpoint, and is checked without the server', async () => {
    await app.rows(
      `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
        select 'platform.accounts.user_group.updated', case when i % 3 = 0 then $2 else $1 end, case when i % 3 = 0 then $2 else $1 end,
          'UserGroup', 'UGR-' || i, 'USR-1', 'Ada', 'x', 'x' from generate_series(1, 2000) i`,
      [app.world.client.account, app.world.other.account],
    );
    await integrateAll(app);
    for (const party of ['client', 'other', 'operations'] as const) {
      await integrateAll(app);
      const before = await visible(party);
      const { status, headers, lines } = await file(party);
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'application/jsonl; charset=utf-8',
        'content-disposition': `attachment; filename="evidence-${month}.jsonl"`,
        'tenantry-total': String(before),
        'cache-control': 'no-store',
      });
      const { header, checkpoint, fault } = await verifyMonth(lines, await keysOf(app));
      expect(fault).toBeUndefined();
      expect(header).toMatchObject({ month, records: before } satisfies Partial<MonthHeader>);
      expect(checkpoint.size).toBeGreaterThan(2000);
      expect(lines).toHaveLength(before + 1);
    }
  });

  test('holds nothing of another account, and of a person without a module only what is hers', async () => {
    const records = recordsIn((await file('other')).lines);
    expect(new Set(records.map(({ record }) => record.viewer))).toEqual(new Set([app.world.other.account]));
    const { member, account } = app.world.client;
    await app.rows(
      `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
        values ('platform.accounts.user.updated', $1, $1, 'User', $2, 'USR-1', 'Ada', 'x', 'x')`,
      [account, member.user],
    );
    await integrateAll(app);
    const hers = recordsIn((await file('client', month, { session: member.session })).lines);
    expect(hers.length).toBeGreaterThan(0);
    for (const { record } of hers) {
      const { actor, object } = record as { actor: { id: string }; object: { id: string } };
      expect([actor.id, object.id]).toContain(member.user);
    }
  });

  test('is recorded with its numbers; a month without records is an empty file; what is not in the log yet stays out', async () => {
    await integrateAll(app);
    await app.newEvents();
    const waiting = await changeGroup(app, 'not yet in the log');
    const { lines } = await file('client');
    expect(await app.newEvents()).toEqual(['platform.accounts.user_group.updated', 'platform.audit.record.evidence_exported']);
    expect(lines.some((line) => line.includes(waiting))).toBe(false);
    expect(await verifyMonth(lines, await keysOf(app))).not.toHaveProperty('fault');
    const [event] = await app.rows(
      `select account_id, documents from events where event = 'platform.audit.record.evidence_exported' order by seq desc limit 1`,
    );
    expect(event).toEqual({ account_id: app.world.client.account, documents: { evidence: { month, records: lines.length - 1 } } });
    const empty = await file('client', '2001-12');
    expect(await verifyMonth(empty.lines, await keysOf(app))).toMatchObject({ header: { month: '2001-12', records: 0 } });
    expect(empty.lines).toHaveLength(1);
  });

  test.each(['2026-13', '2026-00', '2026-1', '26-11', 'november', '2026-11-01', '0000-01'])(
    'of %s is refused: that is no month',
    async (bad) => {
      await app.newEvents();
      expect(await file('client', bad)).toMatchObject({ status: 400, body: { errors: { month: ['Must be a month such as 2026-11.'] } } });
      expect(await app.newEvents()).toEqual([]);
    },
  );
});
