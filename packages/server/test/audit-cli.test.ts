import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { integrateAll } from '../src/audit-log/testing.ts';
import { haveCosigned } from '../src/audit-log/witnesses.ts';
import { createTestApp, type TestApp } from './harness.ts';
import { copyLog } from './log-folder.ts';
import { startWitness } from './witness.ts';

const bin = resolve(import.meta.dirname, '../../cli/bin/tenantry.mjs');
const month = new Date().toISOString().slice(0, 7);
let app: TestApp;
let url: string;
let folder: string;
let key: string;
let witness: Awaited<ReturnType<typeof startWitness>>;

beforeAll(async () => {
  witness = await startWitness('witness.example/w1');
  app = await createTestApp({ witnesses: [{ url: witness.url, key: witness.key }] });
  url = await app.app.http.listen({ port: 0, host: '127.0.0.1' });
  folder = await mkdtemp(join(tmpdir(), 'tenantry-audit-cli-'));
  await app.rows(
    `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
      select 'platform.accounts.user_group.updated', $1, $1, 'UserGroup', 'UGR-' || i, 'USR-1', 'Ada', 'Group ' || i, 'x' from generate_series(1, 600) i`,
    [app.world.client.account],
  );
  await integrateAll(app);
  key = (await read('key')).toString().trim();
  witness.state.knows = [key];
});
afterAll(async () => {
  await app?.close();
  await witness?.close();
  await rm(folder, { recursive: true, force: true });
});

const read = async (path: string) => Buffer.from(await (await fetch(`${url}/audit/log/${path}`)).arrayBuffer());

/** The command as a process of its own; what it prints ends up in the test. */
function tenantry(...args: string[]): Promise<{ code: number; out: string; notes: string }> {
  const env = { PATH: process.env.PATH, TENANTRY_URL: url, TENANTRY_TOKEN: app.world.client.token };
  return new Promise((done) => {
    execFile(process.execPath, [bin, ...args], { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, notes) =>
      done({ code: error ? Number(error.code) : 0, out, notes }),
    );
  });
}

describe('what the server exports', () => {
  test('as the evidence of a month is checked on another machine, and every tampered copy is refused with its line', async () => {
    const { code, out } = await tenantry('audit-log', 'export-evidence', month);
    expect(code).toBe(0);
    const file = join(folder, 'month.jsonl');
    const verify = async (text: string) => {
      await writeFile(file, text);
      return tenantry('audit', 'verify', file, '--key', key);
    };
    const lines = out.trimEnd().split('\n');
    expect(await verify(out)).toMatchObject({ code: 0, out: `OK: ${lines.length - 1} records of ${month} in ${key.split('+')[0]}\n` });
    const altered = lines.map((line, i) => (i === 300 ? line.replace('"Group ', '"Grupe ') : line));
    expect(await verify(altered.join('\n'))).toMatchObject({
      code: 1,
      out: '',
      notes: expect.stringMatching(/^error: .*: line 301: record AUD-\S+ is not entry/),
    });
    expect((await verify(out.slice(0, out.length / 2))).notes).toMatch(
      /line \d+ is no evidence of a record; the file may be cut off there/,
    );
    expect((await verify(lines.slice(0, 400).join('\n'))).notes).toMatch(/the file is not whole/);
    expect((await verify(lines.toSpliced(10, 0, lines[9]!).join('\n'))).notes).toMatch(/line 11: record AUD-\S+ is there twice/);
    expect((await verify([...lines.slice(0, 5), lines[6]!, lines[5]!, ...lines.slice(7)].join('\n'))).notes).toMatch(
      /line 7: .*lines were swapped/,
    );
  });

  test('as a log is read from its address and from a copy of its files, and continues what was kept', async () => {
    const copy = join(folder, 'copy');
    await copyLog(read, copy);
    const kept = join(copy, 'checkpoint');
    expect(await tenantry('audit', 'verify', `${url}/audit/log`, '--key', key, '--since', kept)).toMatchObject({ code: 0, notes: '' });
    expect(await tenantry('audit', 'verify', copy, '--key', key)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^OK: \d+ entries/),
    });
    const file = join(copy, 'tile/entries/001');
    const bytes = await readFile(file);
    bytes[100]! ^= 1;
    await writeFile(file, bytes);
    expect((await tenantry('audit', 'verify', copy, '--key', key)).notes).toMatch(/^error: \S+: entry 258 is not what tile 0\/1 says\.\n$/);
  });

  test('as its witness cosigned it is found so at its address, in a copy and in evidence, and what another one did not cosign is refused', async () => {
    await integrateAll(app);
    const round = async () => {
      // As if the pause since the last one were over.
      await app.rows(`update audit_log_witnesses set tried_at = '-infinity'`);
      return haveCosigned(app.app.services, new AbortController().signal);
    };
    await expect.poll(round, { timeout: 20_000 }).toBe(true);
    const copy = join(folder, 'cosigned');
    await copyLog(read, copy);
    const file = join(folder, 'cosigned.jsonl');
    await writeFile(file, (await tenantry('audit-log', 'export-evidence', month)).out);
    const other = await startWitness('witness.example/w2');
    await other.close();
    for (const what of [`${url}/audit/log`, copy, file]) {
      const good = await tenantry('audit', 'verify', what, '--key', key, '--witness', witness.key);
      expect(good).toMatchObject({ code: 0, out: expect.stringMatching(/^OK: .*, cosigned by 1 witness \(oldest time 20\S+Z\)\n$/) });
      const bad = await tenantry('audit', 'verify', what, '--key', key, '--witness', other.key);
      expect(bad).toMatchObject({
        code: 1,
        out: '',
        notes: expect.stringMatching(/^error: [^\n]*there is no cosignature of witness\.example\/w2 [^\n]*\n$/),
      });
    }
    expect((await tenantry('audit', 'verify', copy, '--key', key, '--witness', 'nobody')).code).toBe(2);
  });
});
