import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  bundleOf,
  entryOf,
  evidenceFormat,
  grow,
  leafHash,
  monthFormat,
  rootOf,
  signCheckpoint,
  signerOf,
  subtreesOf,
  tilePath,
  verifierKey,
} from '@tenantry/tlog';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWith } from './fake-terminal.ts';

const origin = 'log.example';
const signer = signerOf(origin, Buffer.alloc(32, 7));
const key = verifierKey(signer);
const record = { id: 'AUD-1', summary: 'Buyer disabled' };
const salt = Buffer.alloc(32, 1);
const entries = [entryOf(record, salt), Buffer.alloc(32, 2), Buffer.alloc(32, 3)];

let folder: string;
let server: Server;
let url: string;
const files = new Map<string, Uint8Array>();

/** The head of a log with the first entries, changed or not. */
async function headOf(given: readonly Buffer[]): Promise<string> {
  const [tile] = await grow(() => new Uint8Array(), 0, given.map(leafHash));
  const root = await rootOf(
    subtreesOf(() => tile!.hashes),
    given.length,
  );
  return signCheckpoint({ origin, size: given.length, root }, [signer]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-audit-'));
  files.set('checkpoint', Buffer.from(await headOf(entries)));
  files.set('key', Buffer.from(`${key}\n`));
  files.set(tilePath({ level: 0, number: 0, width: 3 }), Buffer.concat(entries.map(leafHash)));
  files.set(tilePath({ level: 'entries', number: 0, width: 3 }), bundleOf(entries));
  server = createServer((request, response) => {
    const bytes = files.get(request.url!.replace('/audit/log/', ''));
    response.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/audit/log`;
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

describe('audit verify', () => {
  it('reads a log from its address, with the key it offers or one that is known, and since a checkpoint', async () => {
    const offered = await runWith(['audit', 'verify', url]);
    expect(offered).toMatchObject({ code: 0, out: expect.stringMatching(/^OK: 3 entries of log\.example, root /), calls: [] });
    expect(offered.notes).toContain('--key');
    const since = await write('kept', await headOf(entries.slice(0, 2)));
    expect(await runWith(['audit', 'verify', url, '--key', key, '--since', since])).toMatchObject({ code: 0, notes: '' });
  });

  it('names what does not fit, and fails', async () => {
    const rewritten = await write('other', await headOf([Buffer.alloc(32, 9), entries[1]!]));
    const changed = await runWith(['audit', 'verify', url, '--key', key, '--since', rewritten]);
    expect(changed).toMatchObject({ code: 1, out: '', notes: expect.stringContaining('something before entry 2 was changed since then') });
    const longer = await write('longer', await headOf([...entries, Buffer.alloc(32, 4)]));
    expect((await runWith(['audit', 'verify', url, '--key', key, '--since', longer])).notes).toContain('1 entries were cut off');
    const stranger = verifierKey(signerOf(origin, Buffer.alloc(32, 8)));
    expect(await runWith(['audit', 'verify', url, '--key', stranger])).toMatchObject({ code: 1, out: '' });
  });

  it('holds an evidence file against a key, without any server', async () => {
    const evidence = {
      format: evidenceFormat,
      record,
      salt: salt.toString('base64'),
      index: 0,
      proof: [] as string[],
      checkpoint: await headOf([entries[0]!]),
    };
    const file = await write('evidence.json', JSON.stringify(evidence));
    expect(await runWith(['audit', 'verify', file, '--key', key])).toMatchObject({
      code: 0,
      out: 'OK: record AUD-1 is entry 0 of log.example\n',
      calls: [],
    });
    const forged = await write('forged.json', JSON.stringify({ ...evidence, record: { ...record, summary: 'Nothing' } }));
    expect(await runWith(['audit', 'verify', forged, '--key', await write('key', `${key}\n`)])).toMatchObject({
      code: 1,
      out: '',
      notes: expect.stringContaining('record AUD-1 is not entry 0'),
    });
    expect((await runWith(['audit', 'verify', file])).notes).toContain('--key');
    expect((await runWith(['audit', 'verify', await write('none.json', '[]'), '--key', key])).notes).toContain('no evidence file');
  });

  it('reads a log from a folder with its files, and names the file that is missing', async () => {
    const copy = join(folder, 'copy');
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(copy, path)), { recursive: true });
      await writeFile(join(copy, path), bytes);
    }
    expect(await runWith(['audit', 'verify', copy, '--key', key])).toMatchObject({
      code: 0,
      notes: '',
      out: expect.stringMatching(/^OK: 3 entries/),
    });
    const since = await write('since', await headOf(entries.slice(0, 2)));
    expect(await runWith(['audit', 'verify', copy, '--since', since])).toMatchObject({ code: 0, notes: expect.stringContaining('--key') });
    const bundle = join(copy, tilePath({ level: 'entries', number: 0, width: 3 }));
    const bent = bundleOf(entries);
    bent[40]! ^= 1;
    await writeFile(bundle, bent);
    expect((await runWith(['audit', 'verify', copy, '--key', key])).notes).toBe('error: log.example: entry 1 is not what tile 0/0 says.\n');
    await rm(bundle);
    expect(await runWith(['audit', 'verify', copy, '--key', key])).toMatchObject({
      code: 1,
      out: '',
      notes: `error: ${bundle} is not there, or cannot be read.\n`,
    });
  });

  it('reads the evidence of a month, and a folder of evidence, and names file and line of what does not fit', async () => {
    const months = join(folder, 'evidence');
    await mkdir(months);
    const dated = { ...record, timestamp: '2026-11-05T10:00:00.000000Z' };
    const head = await headOf([entryOf(dated, salt)]);
    const header = JSON.stringify({ format: monthFormat, month: '2026-11', records: 1, checkpoint: head });
    const line = JSON.stringify({ record: dated, salt: salt.toString('base64'), index: 0, proof: [] });
    const file = join(months, 'evidence-2026-11.jsonl');
    await writeFile(file, `${header}\n${line}\n`);
    expect(await runWith(['audit', 'verify', file, '--key', key])).toMatchObject({
      code: 0,
      out: 'OK: 1 record of 2026-11 in log.example\n',
    });
    expect(await runWith(['audit', 'verify', months, '--key', key])).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 file of evidence'),
    });
    await writeFile(file, `${header}\n${line.replace('disabled', 'enabled')}\n`);
    expect(await runWith(['audit', 'verify', months, '--key', key])).toMatchObject({
      code: 1,
      out: '',
      notes: `error: ${file}: line 2: record AUD-1 is not entry 0 of log.example.\n`,
    });
    await writeFile(file, `${header}\n${line.slice(0, 30)}`);
    expect((await runWith(['audit', 'verify', file, '--key', key])).notes).toContain('line 2 is no evidence of a record');
    await writeFile(file, `${header}\n`);
    expect((await runWith(['audit', 'verify', file, '--key', key])).notes).toContain('the header says 1 records, and there are 0');
  });

  it.each([
    [['nowhere.json', '--key', key], /^error: nowhere\.json is not there, or cannot be read\.\n$/],
    [['nowhere.json', '--key', 'no-such-file'], /^error: nowhere\.json is not there/],
    [[import.meta.filename, '--key', key], /^error: .* is no evidence file\.\n$/],
    [[import.meta.filename, '--key', key, '--since', import.meta.filename], /^error: .* is no checkpoint\.\n$/],
    [[join(import.meta.dirname), '--key', key], /^error: .* holds neither a log .* nor evidence/],
    [['http://127.0.0.1:1/audit/log', '--key', key], /^error: http:\/\/127\.0\.0\.1:1\/audit\/log\/checkpoint cannot be read: .*\n$/],
  ])('says in one sentence what is wrong with %j', async (args, notes) => {
    expect(await runWith(['audit', 'verify', ...args])).toMatchObject({ code: 1, out: '', notes: expect.stringMatching(notes) });
  });

  it('does not take a kept checkpoint for evidence, which cannot be held against it', async () => {
    const since = await write('kept-too', await headOf(entries));
    const file = await write('any.json', '{}');
    expect((await runWith(['audit', 'verify', file, '--key', key, '--since', since])).notes).toMatch(/^error: --since is for a log/);
  });

  it('asks the operator’s half about this installation', async () => {
    const verified = { checkpoint: { origin, size: 3, root: Buffer.alloc(32) }, fault: 'record AUD-2, entry 1, is gone' };
    const ran = await runWith(['audit', 'verify'], { operator: { verifyAudit: async () => verified } });
    expect(ran).toMatchObject({ code: 1, out: '', notes: expect.stringContaining('log.example: record AUD-2, entry 1, is gone.') });
  });
});

describe('audit retain', () => {
  it('says of whom how many records went, and what they left empty; a dry run only asks', async () => {
    const ran = await runWith(['audit', 'retain']);
    expect(ran).toMatchObject({ code: 0, notes: 'Empty months dropped: 2026-07\n', calls: [['retainAudit', { dryRun: false }]] });
    expect(ran.out.split('\n')[1]).toMatch(/^ACC-1 +Harbour Group +12 +2026-08-24T00:00:00\.000000Z$/);
    expect((await runWith(['audit', 'retain', '--dry-run'])).calls).toEqual([['retainAudit', { dryRun: true }]]);
    expect(JSON.parse((await runWith(['audit', 'retain', '--json'])).out)).toMatchObject({
      erased: [{ records: 12 }],
      months: ['2026-07'],
    });
  });

  it('says that nothing has expired', async () => {
    const ran = await runWith(['audit', 'retain'], { operator: { retainAudit: async () => ({ erased: [], months: [] }) } });
    expect(ran).toMatchObject({ code: 0, out: '', notes: 'Nothing has expired.\n' });
  });
});

describe('audit rotate-key', () => {
  it('prints the new verifier key alone, and retires the old ones only when told', async () => {
    const ran = await runWith(['audit', 'rotate-key', '--retire-old']);
    expect(ran).toMatchObject({ code: 0, out: 'log.example+1a2b3c4d+AAAA\n', calls: [['rotateAuditKey', { retireOld: true }]] });
    expect(ran.notes).toContain('99887766');
    expect((await runWith(['audit', 'rotate-key'])).calls).toEqual([['rotateAuditKey', { retireOld: false }]]);
  });
});
