import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { findEmbedded, launchEmbedded } from './launch.ts';
import { identityOf } from './process-identity.ts';
import { binariesWithoutLinks, gone, launchInChild, query, quiet, scratchFolder } from './testing.ts';

describe('a first start', () => {
  it('makes a database that answers on a private socket only, and stopping leaves neither process nor socket behind', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const database = await launchEmbedded({ dataDir, ...quiet });
    const [row] = await query(
      database,
      `select current_setting('listen_addresses') as listen, current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
              current_setting('server_encoding') as encoding, lower('ÄÖ') as lowered, 'a' > 'B' as bytewise`,
    );
    expect(row).toEqual({ listen: '', fsync: 'on', checksums: 'on', encoding: 'UTF8', lowered: 'äö', bytewise: true });
    expect(database.reattached).toBe(false);
    expect(statSync(database.host).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDir, 'postgres-password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres')).mode & 0o777).toBe(0o700);
    await expect(query({ ...database, password: 'guessed' }, 'select 1')).rejects.toThrow(/password authentication failed/);

    await database.stop();
    expect(identityOf(database.pid)).toBeUndefined();
    expect(existsSync(database.host)).toBe(false);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new'))).toEqual([]);
  });

  it('keeps what was written for the next start', async () => {
    const dataDir = scratchFolder();
    const first = await launchEmbedded({ dataDir, ...quiet });
    await query(first, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await launchEmbedded({ dataDir, ...quiet });
    expect(await query(second, 'select answer from kept')).toEqual([{ answer: 42 }]);
    expect(second.password).toBe(first.password);
    await second.stop();
  });

  it('works from a path too long for a socket, even where the temporary folder is just as deep', async () => {
    const long = join(scratchFolder(), 'x'.repeat(120), 'y'.repeat(120));
    mkdirSync(join(long, 'tmp'), { recursive: true });
    vi.stubEnv('TMPDIR', join(long, 'tmp'));
    const database = await launchEmbedded({ dataDir: join(long, 'data'), ...quiet });
    vi.unstubAllEnvs();
    expect(dirname(database.host)).toBe('/tmp');
    expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
  });

  it('makes the links between libraries that a skipped install script leaves out', async () => {
    const binaries = binariesWithoutLinks(scratchFolder());
    const database = await launchEmbedded({ dataDir: scratchFolder(), binaries, ...quiet });
    expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
  });
});

describe('a second start on the same data folder', () => {
  it('is refused with the pid of the first, which goes on undisturbed', async () => {
    const dataDir = scratchFolder();
    const first = await launchEmbedded({ dataDir, ...quiet });
    const second = await launchInChild({ dataDir });
    expect(second.error).toMatch(new RegExp(`already runs on the data folder ${dataDir} as process ${process.pid} `));
    expect(second.error).not.toMatch(/\n/);
    second.child.kill();
    await gone(second.child.pid ?? 0);
    await expect(launchEmbedded({ dataDir, ...quiet })).rejects.toThrow(/already runs/);
    expect(await query(first, 'select 1 as one')).toEqual([{ one: 1 }]);
    await first.stop();
  });

  it('can find the running server without taking it over', async () => {
    const dataDir = scratchFolder();
    expect(await findEmbedded(dataDir)).toBeUndefined();
    const running = await launchEmbedded({ dataDir, ...quiet });
    const found = await findEmbedded(dataDir);
    expect(found).toMatchObject({ host: running.host, pid: running.pid });
    expect(await query(found!, 'select 1 as one')).toEqual([{ one: 1 }]);
    await running.stop();
    expect(await findEmbedded(dataDir)).toBeUndefined();
  });
});

describe('what cannot work is one sentence', () => {
  it('a cluster of another major version is refused and left alone', async () => {
    const dataDir = scratchFolder();
    const database = await launchEmbedded({ dataDir, ...quiet });
    await database.stop();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '15\n');
    await expect(launchEmbedded({ dataDir, ...quiet })).rejects.toThrow(
      /made by PostgreSQL 15, and this Tenantry brings PostgreSQL 18: back it up/,
    );
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    // The refusal must not hold the folder either.
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
    const again = await launchEmbedded({ dataDir, ...quiet });
    await again.stop();
  });

  it('a lost password file is named instead of being replaced by one that does not fit', async () => {
    const dataDir = scratchFolder();
    await (await launchEmbedded({ dataDir, ...quiet })).stop();
    const file = join(dataDir, 'postgres-password');
    renameSync(file, `${file}.away`);
    await expect(launchEmbedded({ dataDir, ...quiet })).rejects.toThrow(`The file ${file} with the password`);
    expect(existsSync(file)).toBe(false);
  });

  it('a folder in the cluster’s place that is no cluster is refused and left alone', async () => {
    const dataDir = scratchFolder();
    mkdirSync(join(dataDir, 'postgres'));
    writeFileSync(join(dataDir, 'postgres', 'thesis.txt'), 'mine');
    await expect(launchEmbedded({ dataDir, asUser: undefined as never, ...quiet })).rejects.toThrow(
      /not a PostgreSQL database|belongs to user/,
    );
    expect(readdirSync(join(dataDir, 'postgres'))).toEqual(['thesis.txt']);
  });

  it('a file in the data folder’s place is refused', async () => {
    const file = join(scratchFolder(), 'data');
    writeFileSync(file, '');
    await expect(launchEmbedded({ dataDir: file, ...quiet })).rejects.toThrow(
      `The data folder ${file} is not a folder: choose another data folder.`,
    );
  });

  it('a setting that PostgreSQL rejects is reported in its words, and nothing keeps running', async () => {
    const dataDir = scratchFolder();
    await expect(launchEmbedded({ dataDir, settings: { shared_buffers: 'plenty' }, ...quiet })).rejects.toThrow(
      /did not start: invalid value for parameter "shared_buffers"/,
    );
    expect(existsSync(join(dataDir, 'postgres', 'postmaster.pid'))).toBe(false);
    rmSync(dataDir, { recursive: true });
  });
});
