import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkpointOf } from '@tenantry/tlog';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findGo } from '../../../scripts/checks/go.ts';
import { integrate } from '../src/audit-log/index.ts';
import { createTestApp, type TestApp } from './harness.ts';
import { copyLog } from './log-folder.ts';
import { startWitness } from './witness.ts';

// The log is read by docs/verify/main.go, whose notes, trees and proofs are those of golang.org/x/mod: it shares no line with ours.
const run = promisify(execFile);
let app: TestApp;
let folder: string;
let url: string;
let key: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-stranger-'));
  await run('go', ['build', '-o', join(folder, 'verify'), join(import.meta.dirname, '../../../docs/verify/main.go')], {
    env: { ...process.env, ...findGo() },
  });
  app = await createTestApp();
  url = `${await app.app.http.listen({ host: '127.0.0.1', port: 0 })}/audit/log`;
  await grow(700);
  key = (await read('key')).toString().trim();
});
afterAll(async () => {
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Adds records and waits until the log has them. */
async function grow(count: number): Promise<void> {
  await app.rows(
    `insert into events (event, account_id, viewer_id, object_type, object_id, actor_id, actor_name, summary, details)
      select 'platform.accounts.user_group.updated', $1, $1, 'UserGroup', 'UGR-' || i, 'USR-1', 'Ada', 'x', 'x' from generate_series(1, $2::int) i`,
    [app.world.client.account, count],
  );
  for (let more = true; more; ) more = (await integrate(app.app.services)).more;
}

async function read(path: string): Promise<Buffer> {
  const answer = await fetch(`${url}/${path}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** What the stranger says of a log, and whether it is content. */
const judge = async (where: string, ...options: string[]) =>
  run(join(folder, 'verify'), [...options, key, where]).then(
    ({ stdout }) => ({ ok: true, says: stdout.trim() }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ ok: code !== 1, says: stderr.trim() }),
  );

test('the log that the server serves is found whole, and a continuation of what was kept of it', async () => {
  const kept = join(folder, 'kept');
  await writeFile(kept, await read('checkpoint'));
  const { size, origin } = checkpointOf((await read('checkpoint')).toString());
  expect(size).toBeGreaterThan(700);
  const { ok, says } = await judge(url);
  expect(says).toMatch(new RegExp(`^OK: ${size} entries of ${origin}, root `));
  expect(ok).toBe(true);
  await grow(300);
  expect(await judge(url, '-since', kept)).toEqual({ ok: true, says: expect.stringMatching(new RegExp(`^OK: ${size + 300} entries`)) });
});

describe('a copy of its files', () => {
  let copy: string;
  let paths: string[];
  beforeAll(async () => {
    copy = join(folder, 'copy');
    paths = await copyLog(read, copy);
  });

  /** Answers what is said when one byte of a file is another one. */
  async function bent(path: string, at: number) {
    const file = join(copy, path);
    const whole = await readFile(file);
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    await writeFile(file, changed);
    try {
      return await judge(copy);
    } finally {
      await writeFile(file, whole);
    }
  }

  test('is found whole where no server is', async () => {
    expect(await judge(copy)).toMatchObject({ ok: true });
  });

  test('with one byte of the checkpoint changed, whichever it is, is refused', async () => {
    const { length } = await readFile(join(copy, 'checkpoint'));
    for (let at = 0; at < length; at++) {
      const { ok, says } = await bent('checkpoint', at);
      expect(ok, `byte ${at}`).toBe(false);
      expect(says, `byte ${at}`).toMatch(/^verify: /);
    }
  });

  test('with one byte of any tile or any bundle of entries changed is refused', async () => {
    const tiles = paths.filter((path) => path.startsWith('tile/'));
    expect(tiles).toEqual(expect.arrayContaining(['tile/0/000', 'tile/0/001', 'tile/1/000.p/3', 'tile/entries/002']));
    for (const path of tiles) {
      const { length } = await readFile(join(copy, path));
      for (const at of [0, 1, Math.floor(length / 2), length - 1]) {
        const { ok, says } = await bent(path, at);
        expect(ok, `${path}, byte ${at}`).toBe(false);
        expect(says, `${path}, byte ${at}`).toMatch(/^verify: .*(tile|entries|bundle)/);
      }
    }
  });

  test('is whole with signatures of others beside the log’s own', async () => {
    const witness = await startWitness('witness.example/w1');
    const file = join(copy, 'checkpoint');
    const note = await readFile(file, 'utf8');
    await writeFile(file, note + witness.cosign(note.slice(0, note.indexOf('\n\n') + 1)));
    expect(await judge(copy)).toMatchObject({ ok: true });
    await writeFile(file, note);
    await witness.close();
  });

  test('with a file missing, under another log’s key or before what was kept is refused', async () => {
    const other = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    await expect(run(join(folder, 'verify'), [other, copy])).rejects.toMatchObject({ code: 1 });
    await grow(10);
    const later = join(folder, 'later');
    await writeFile(later, await read('checkpoint'));
    expect(await judge(copy, '-since', later)).toEqual({ ok: false, says: 'verify: 10 entries were cut off' });
    await rm(join(copy, 'tile/0/001'));
    expect(await judge(copy)).toMatchObject({ ok: false });
  });
});
