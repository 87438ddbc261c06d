import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { launchEmbedded } from './launch.ts';
import { identityOf } from './process-identity.ts';
import { gone, isRoot, kill, launchInChild, query, quiet, scratchFolder, startChild } from './testing.ts';

describe('after a crash', () => {
  it('a server that outlived its killed process is taken over, with its connections and data', async () => {
    const dataDir = scratchFolder();
    const { child, database } = await launchInChild({ dataDir });
    await query(database!, 'create table kept as select 42 as answer');
    await kill(child.pid!);
    expect(identityOf(database!.pid)).toBeDefined();

    const again = await launchEmbedded({ dataDir, ...quiet });
    expect(again.reattached).toBe(true);
    expect(again.pid).toBe(database!.pid);
    expect(await query(again, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await again.stop();
    expect(identityOf(again.pid)).toBeUndefined();
    expect(existsSync(again.host)).toBe(false);
  });

  it('what was committed is there when process and server were both killed', async () => {
    const dataDir = scratchFolder();
    const { child, database } = await launchInChild({ dataDir });
    await query(database!, 'create table kept (answer int)');
    await query(database!, 'insert into kept values (42)');
    await kill(child.pid!);
    await kill(database!.pid);
    const again = await launchEmbedded({ dataDir, ...quiet });
    expect(again.reattached).toBe(false);
    expect(again.pid).not.toBe(database!.pid);
    expect(await query(again, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await again.stop();
  });

  it('a server whose socket folder was cleaned away is replaced, because nobody could reach it any more', async () => {
    const dataDir = scratchFolder();
    const { child, database } = await launchInChild({ dataDir });
    await kill(child.pid!);
    spawn('rm', ['-r', database!.host]);
    while (existsSync(database!.host)) await new Promise((resolve) => setTimeout(resolve, 5));
    const again = await launchEmbedded({ dataDir, ...quiet });
    expect(again.reattached).toBe(false);
    expect(identityOf(database!.pid)).toBeUndefined();
    expect(await query(again, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.stop();
  });

  it('a half-made cluster is thrown away and made anew', async () => {
    const dataDir = join(scratchFolder(), 'data');
    const child = startChild({ dataDir });
    const isUnderWay = () =>
      existsSync(dataDir) &&
      readdirSync(dataDir).some((name) => name.startsWith('postgres.new') && existsSync(join(dataDir, name, 'cluster', 'PG_VERSION')));
    while (!isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 2));
    await kill(child.pid!);
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);

    const database = await launchEmbedded({ dataDir, ...quiet });
    expect(await query(database, 'select 1 as one')).toEqual([{ one: 1 }]);
    await database.stop();
    await (await launchEmbedded({ dataDir, ...quiet })).stop();
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.new'))).toEqual([]);
  });

  it('a pid that a crashed server left behind and another program now has does not stop the start, nor is that program touched', async () => {
    const dataDir = scratchFolder();
    const first = await launchEmbedded({ dataDir, ...quiet });
    await first.stop();
    const cluster = join(dataDir, 'postgres');
    const { uid, gid } = statSync(cluster);
    const stranger = spawn('sleep', ['600'], isRoot ? { uid, gid } : {});
    writeFileSync(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n1700000000\n5432\n${first.host}\n\n  12345 0\nready   \n`);
    if (isRoot) chownSync(join(cluster, 'postmaster.pid'), uid, gid);
    const again = await launchEmbedded({ dataDir, ...quiet });
    expect(again.reattached).toBe(false);
    expect(await query(again, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(identityOf(stranger.pid!)).toBeDefined();
    await again.stop();
    stranger.kill('SIGKILL');
  });
});

it('a process that exits in order without stopping the server does not leave it running', async () => {
  const dataDir = scratchFolder();
  const { database } = await launchInChild({ dataDir }, { thenExit: true });
  await gone(database!.pid);
  const again = await launchEmbedded({ dataDir, ...quiet });
  expect(again.reattached).toBe(false);
  await again.stop();
});

it('a stranger’s folder in the place of the socket is not used', async () => {
  const dataDir = scratchFolder();
  const first = await launchEmbedded({ dataDir, ...quiet });
  await first.stop();
  mkdirSync(first.host);
  // Root can make it somebody else's; an ordinary user can at least open it to others.
  if (isRoot) chownSync(first.host, 12345, 12345);
  else spawn('chmod', ['777', first.host]);
  const again = await launchEmbedded({ dataDir, ...quiet });
  expect(again.host).not.toBe(first.host);
  expect(dirname(again.host)).toBe(dirname(first.host));
  expect(readdirSync(first.host)).toEqual([]);
  await again.stop();
  expect(existsSync(first.host)).toBe(true);
  await new Promise((resolve) => spawn('rmdir', [first.host]).on('exit', resolve));
});
