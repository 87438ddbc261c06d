import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWith } from './fake-terminal.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-cli-'));
  file = join(folder, 'people.csv');
  await writeFile(file, 'email\nada@example.com\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const nothing = { code: 0, out: '', notes: '' };

describe('the commands of the operator', () => {
  it('serve until told to stop, with or without demo data', async () => {
    expect(await runWith(['serve'])).toEqual({ ...nothing, calls: [['serve', []]] });
    expect((await runWith(['serve', '--empty'])).calls).toEqual([['serve', ['--empty']]]);
  });

  it('print the secret of a new token, and nothing else', async () => {
    const made = await runWith(['tokens', 'create', '--account', 'operations', '--name', 'Nightly export']);
    expect(made).toEqual({
      ...nothing,
      out: 'idt:TKN-1:secret\n',
      calls: [['createToken', { account: 'operations', name: 'Nightly export', modules: 'all' }]],
    });
    const some = await runWith(['tokens', 'create', '--account', 'ACC-1', '--name', 'x', '--modules', 'billing, access-management']);
    expect(some.calls).toEqual([['createToken', { account: 'ACC-1', name: 'x', modules: ['billing', 'access-management'] }]]);
  });

  it('print the password of a new administrator, named as told or after her address', async () => {
    const named = await runWith(['users', 'create-admin', '--email', 'ada@example.com', '--account', 'ACC-1', '--name', 'Ada van Roth']);
    expect(named).toMatchObject({ ...nothing, out: 'generated\n' });
    expect(named.calls).toEqual([['createAdmin', { account: 'ACC-1', email: 'ada@example.com', firstName: 'Ada', lastName: 'van Roth' }]]);
    const unnamed = await runWith(['users', 'create-admin', '--email', 'ada.roth@example.com', '--account', 'operations']);
    expect(unnamed.calls).toEqual([
      ['createAdmin', { account: 'operations', email: 'ada.roth@example.com', firstName: 'ada', lastName: 'roth' }],
    ]);
  });

  it('load the demo and print its password', async () => {
    expect(await runWith(['demo', 'load'])).toEqual({ ...nothing, out: 'demo\n', calls: [['loadDemo']] });
  });

  it('refuse what lacks something, and call nothing', async () => {
    for (const args of [
      ['tokens', 'create', '--account', 'ACC-1'],
      ['users', 'create-admin', '--email', 'a@b.c'],
      ['users', 'import', '--account', 'ACC-1'],
      ['serve', '--nope'],
      ['demo'],
    ]) {
      const ran = await runWith(args);
      expect([args, ran.code, ran.out, ran.calls]).toEqual([args, 1, '', []]);
      expect(ran.notes).not.toBe('');
    }
  });

  it('say in one line what the operator half refuses', async () => {
    const createToken = async () => Promise.reject(new Error('Account ACC-9 was not found.'));
    const ran = await runWith(['tokens', 'create', '--account', 'ACC-9', '--name', 'x'], { operator: { createToken } });
    expect(ran).toMatchObject({ code: 1, out: '', notes: 'error: Account ACC-9 was not found.\n' });
  });
});

describe('importing people', () => {
  const request = {
    account: 'ACC-1',
    fileName: 'people.csv',
    bytes: Buffer.from('email\nada@example.com\n'),
    groups: [],
    createGroups: [],
    createGroupModules: [],
    allowDefaultGroup: false,
    active: false,
    dryRun: false,
  };

  it('allows nothing that was not asked for', async () => {
    const ran = await runWith(['users', 'import', '--file', file, '--account', 'ACC-1']);
    expect(ran).toEqual({ ...nothing, out: 'rows    2\ncreate  2\nerror   0\n', calls: [['importUsers', request]] });
  });

  it('hands on every option', async () => {
    const flags = ['--group', 'UGR-1', 'Finance', '--active', '--dry-run', '--allow-default-group', '--modules', 'billing'];
    const ran = await runWith(['users', 'import', '--file', file, '--account', 'ACC-1', ...flags, '--create-groups', 'Legal']);
    const asked = { groups: ['UGR-1', 'Finance'], createGroups: ['Legal'], createGroupModules: ['billing'] };
    expect(ran.calls).toEqual([['importUsers', { ...request, ...asked, allowDefaultGroup: true, active: true, dryRun: true }]]);
  });

  it('makes all unknown groups when none is named, after a check that tells them', async () => {
    const ran = await runWith(['users', 'import', '--file', file, '--account', 'ACC-1', '--create-groups']);
    expect(ran.calls).toEqual([
      ['importUsers', { ...request, dryRun: true }],
      ['importUsers', { ...request, createGroups: ['Legal'] }],
    ]);
  });

  it('fails when rows were left out, and says which', async () => {
    const faulty = Array.from({ length: 22 }, (_, i) => ({ line: i + 2, message: 'Is not an e-mail address.' }));
    const importUsers = async () => ({ counts: { rows: 22, error: 22 }, faulty, unknownGroups: [] });
    const ran = await runWith(['users', 'import', '--file', file, '--account', 'ACC-1'], { operator: { importUsers } });
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('rows   22\nerror  22\n');
    expect(ran.notes.split('\n').slice(-5)).toEqual([
      'line 20: Is not an e-mail address.',
      'line 21: Is not an e-mail address.',
      'and 2 more, all of them with --json',
      'error: 22 rows of the file cannot be imported.',
      '',
    ]);
  });

  it('says so when there is no such file, before it touches the database', async () => {
    const ran = await runWith(['users', 'import', '--file', join(folder, 'none.csv'), '--account', 'ACC-1']);
    expect(ran).toMatchObject({ code: 1, out: '', notes: `error: There is no file ${join(folder, 'none.csv')}.\n`, calls: [] });
  });
});
