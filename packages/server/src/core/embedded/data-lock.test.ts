import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { takeDataLock } from './data-lock.ts';
import { scratchFolder } from './testing.ts';

it('gives the folder to one holder, and to the next when that one lets go', () => {
  const dataDir = scratchFolder();
  const first = takeDataLock(dataDir);
  expect(() => takeDataLock(dataDir)).toThrow(`already runs on the data folder ${dataDir} as process ${process.pid}`);
  first.release();
  const second = takeDataLock(dataDir);
  // Letting go twice must not let go for the next holder.
  first.release();
  expect(() => takeDataLock(dataDir)).toThrow(/already runs/);
  second.release();
  expect(readdirSync(join(dataDir, 'lock'))).toHaveLength(1);
});

it('is not held by a process that is gone, nor by a later one with the same pid', () => {
  for (const holder of ['4194304 some-boot:1 2020-01-01T00:00:00.000Z', `${process.pid} another-boot:1 2020-01-01T00:00:00.000Z`]) {
    const dataDir = scratchFolder();
    mkdirSync(join(dataDir, 'lock'));
    symlinkSync(holder, join(dataDir, 'lock', '7'));
    takeDataLock(dataDir).release();
    expect(readdirSync(join(dataDir, 'lock'))).toEqual(['9']);
  }
});

it('is won by exactly one of many processes that find a dead holder at the same moment', async () => {
  const dataDir = scratchFolder();
  mkdirSync(join(dataDir, 'lock'));
  symlinkSync('4194304 some-boot:1 2020-01-01T00:00:00.000Z', join(dataDir, 'lock', '1'));
  const source = `
    const { takeDataLock } = await import(${JSON.stringify(new URL('./data-lock.ts', import.meta.url).href)});
    process.stdin.once('data', () => {
      try { takeDataLock(${JSON.stringify(dataDir)}); console.log('held'); } catch (error) { console.log(error.message); }
    }).once('end', () => process.exit());
    console.log('waiting');`;
  const children = Array.from({ length: 6 }, () => {
    const child = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['pipe', 'pipe', 'inherit'] });
    const said: string[] = [];
    let heard = () => {};
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.push(...text.trim().split('\n'));
      heard();
    });
    const hears = (lines: number) =>
      new Promise<void>((resolve) => {
        heard = () => said.length >= lines && resolve();
        heard();
      });
    return { child, said, hears };
  });
  await Promise.all(children.map(({ hears }) => hears(1)));
  for (const { child } of children) child.stdin.write('go\n');
  await Promise.all(children.map(({ hears }) => hears(2)));
  const winners = children.filter(({ said }) => said[1] === 'held');
  expect(winners).toHaveLength(1);
  for (const { said } of children) if (said[1] !== 'held') expect(said[1]).toContain(`as process ${winners[0]!.child.pid} `);
  for (const { child } of children) child.stdin.end();
  await Promise.all(children.map(({ child }) => new Promise((resolve) => child.on('exit', resolve))));
});
