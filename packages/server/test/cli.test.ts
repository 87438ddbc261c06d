import { spawn } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from './harness.ts';

const bin = resolve(import.meta.dirname, '../../cli/bin/tenantry.mjs');

let app: TestApp;
let url: string;
beforeAll(async () => {
  app = await createTestApp();
  await app.app.http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(app.app.http.server.address() as AddressInfo).port}`;
});
afterAll(() => app.close());

interface Ran {
  code: number | null;
  out: string;
  notes: string;
}

/** Runs the command as a process of its own, with the token of the client account unless told otherwise. */
function tenantry(args: string[], more: { token?: string; input?: string; url?: string } = {}): Promise<Ran> {
  const env = { PATH: process.env.PATH, TENANTRY_URL: more.url ?? url, TENANTRY_TOKEN: more.token ?? app.world.client.token };
  const child = spawn(process.execPath, [bin, ...args], { env });
  const ran: Ran = { code: null, out: '', notes: '' };
  child.stdout.on('data', (chunk) => {
    ran.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ran.notes += chunk;
  });
  child.stdin.end(more.input ?? '');
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ ...ran, code }));
  });
}

describe('the command line against the real server', () => {
  it('lists as a table, with nothing but rows on standard output', async () => {
    const ran = await tenantry(['api-tokens', 'list', '--order', 'name', '--filter', "eq(status,'Active')"]);
    expect([ran.code, ran.notes]).toEqual([0, '']);
    const [heading, ...rows] = ran.out.trimEnd().split('\n');
    expect(heading).toMatch(/^ID +NAME +STATUS/);
    expect(rows.map((row) => row.split(/ {2,}/)[1])).toEqual(['All modules', 'No module']);
  });

  it('creates from standard input, changes and deletes, each recorded', async () => {
    await app.newEvents();
    const made = await tenantry(['api-tokens', 'create', '--body', '-', '--json'], { input: '{"name":"From the terminal"}' });
    expect([made.code, made.notes]).toEqual([0, '']);
    const { id, token } = JSON.parse(made.out) as { id: string; token: string };
    expect(token).toMatch(/^idt:/);
    const changed = await tenantry(['api-tokens', 'update', id, '--description', 'x']);
    expect(changed.out).toMatch(/^description +x$/m);
    expect(changed.out).not.toContain(token);
    const agents = await app.rows(`select distinct request #>> '{api,userAgent}' as agent from events where object_id = $1`, [id]);
    expect(agents).toEqual([{ agent: expect.stringMatching(/^tenantry\/\d/) }]);
    expect(await tenantry(['api-tokens', 'delete', id])).toEqual({ code: 0, out: '', notes: '' });
    expect(await app.newEvents()).toEqual(['created', 'updated', 'deleted'].map((action) => `platform.accounts.api_token.${action}`));
  });

  it('says on standard error what is wrong with each field, and changes nothing', async () => {
    await app.newEvents();
    const ran = await tenantry(['user-groups', 'create', '--name', '']);
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.notes).toBe('Bad Request: Some fields are not valid.\n  modules: Must be given.\n  name: Must not be empty.\n');
    expect(await app.newEvents()).toEqual([]);
  });

  it('ends with 1 and a sentence when nobody is known, nobody answers or the command is wrong', async () => {
    const unknown = await tenantry(['me', 'get'], { token: 'idt:nobody' });
    expect(unknown.notes).toMatch(/^Authentication Failed: .*\nGive a token with --token or TENANTRY_TOKEN\.\n$/);
    const down = await tenantry(['me', 'get'], { url: 'http://127.0.0.1:1' });
    expect(down.notes).toBe('No server answers at http://127.0.0.1:1: is it running, and is --url right?\n');
    const badBody = await tenantry(['api-tokens', 'create', '--body', '{x']);
    expect(badBody.notes).toMatch(/^error: --body is not valid JSON/);
    const badCommand = await tenantry(['api-token', 'list']);
    expect(badCommand.notes).toMatch(/^error: unknown command 'api-token'\n\(Did you mean api-tokens\?\)/);
    const badOption = await tenantry(['api-tokens', 'list', '--limt', '5']);
    expect(badOption.notes).toMatch(/^error: unknown option '--limt'\n\(Did you mean --limit\?\)/);
    for (const { code, out } of [unknown, down, badBody, badCommand, badOption]) expect([code, out]).toEqual([1, '']);
  });

  it('explains itself without a server', async () => {
    const ran = await tenantry(['--help'], { url: 'http://127.0.0.1:1' });
    expect([ran.code, ran.notes]).toEqual([0, '']);
    expect(ran.out).toMatch(/api-tokens +Machine credentials of an account/);
  });
});
