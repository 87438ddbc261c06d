import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Operations, type Resource, resources } from '@tenantry/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runWith } from './fake-terminal.ts';

interface Seen {
  line: string;
  authorization: string | undefined;
  account: string | undefined;
  body: string;
}

let seen: Seen[] = [];
let answer: { status: number; type: string; body: string; broken?: boolean };
let url: string;
let folder: string;

const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  const { authorization, 'tenantry-account': account } = request.headers;
  seen.push({ line: `${request.method} ${request.url}`, authorization, account: account as string | undefined, body });
  response.writeHead(answer.status, { 'content-type': answer.type });
  if (answer.broken) response.write(answer.body, () => response.destroy());
  else response.end(answer.body);
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-cli-'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  seen = [];
  answers({ id: 'TKN-1', name: 'Nightly export' });
});

const answers = (body: unknown, status = 200, type = 'application/json') => {
  answer = { status, type, body: typeof body === 'string' ? body : JSON.stringify(body) };
};
const call = (args: string[], more: Parameters<typeof runWith>[1] = {}) =>
  runWith(args, { env: { TENANTRY_URL: url, TENANTRY_TOKEN: 'idt:secret' }, ...more });
const page = (data: object[], total = data.length) => ({ $meta: { pagination: { limit: 10, offset: 0, total }, omitted: [] }, data });

describe('the commands of the API', () => {
  it('exist for every operation of the contract', async () => {
    for (const { name, summary, operations } of Object.values(resources) as unknown as Resource<Operations>[]) {
      const { code, out } = await runWith([name, '--help']);
      expect(code).toBe(0);
      expect(out.replaceAll(/\s+/g, ' ')).toContain(summary.replace(/\.$/, ''));
      for (const operation of Object.keys(operations))
        expect(out).toMatch(new RegExp(`^  ${operation.replaceAll(/[A-Z]/g, (char) => `-${char.toLowerCase()}`)} \\[`, 'm'));
    }
    expect(seen).toEqual([]);
  });

  it('are listed with their resources’ summaries', async () => {
    const { out } = await runWith(['--help']);
    for (const { name } of Object.values(resources)) expect(out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    expect(out).toContain('Machine credentials of an account');
  });

  it('send the list language, the token and the account', async () => {
    answers(page([]));
    const query = ['--limit', '5', '--offset', '10', '--order', '-name', '--select', '+audit', '--filter', 'eq(status,Active)'];
    const ran = await call(['api-tokens', 'list', ...query, '--account', 'ACC-1']);
    expect(seen).toEqual([
      {
        line: 'GET /public/v1/accounts/api-tokens?limit=5&offset=10&order=-name&select=%2Baudit&eq(status,Active)',
        authorization: 'Bearer idt:secret',
        account: 'ACC-1',
        body: '',
      },
    ]);
    expect(ran).toMatchObject({ code: 0, out: '', notes: 'Nothing found.\n' });
  });

  it('take address and token from the command line before the environment', async () => {
    const ran = await runWith(['me', 'get', '--url', `${url}/public/v1/`, '--token', 'idt:other'], {
      env: { TENANTRY_URL: 'http://127.0.0.1:1', TENANTRY_TOKEN: 'idt:secret' },
    });
    expect(ran.code).toBe(0);
    expect(seen.map(({ line, authorization }) => [line, authorization])).toEqual([['GET /public/v1/me', 'Bearer idt:other']]);
  });

  it('take the parameters of the path in their order', async () => {
    await call(['account-users', 'get-group', 'ACC-1', 'USR-1', 'UGR-1']);
    expect(seen[0]!.line).toBe('GET /public/v1/accounts/accounts/ACC-1/users/USR-1/groups/UGR-1');
  });

  it('read every page of a list with --all', async () => {
    answers(page([{ id: 'TKN-1' }], 2));
    const ran = await call(['api-tokens', 'list', '--all', '--json']);
    expect(JSON.parse(ran.out)).toEqual([{ id: 'TKN-1' }, { id: 'TKN-1' }]);
    expect(seen.map(({ line }) => line.split('?')[1])).toEqual(['limit=100&offset=0', 'limit=100&offset=1']);
  });
});

describe('a body', () => {
  const create = async (...args: string[]) => {
    const ran = await call(['api-tokens', 'create', ...args], { input: '{"name":"from input"}' });
    return { ...ran, sent: seen.map(({ body }) => JSON.parse(body) as unknown) };
  };

  it('comes from the command line, a file or standard input, single fields over it', async () => {
    await writeFile(join(folder, 'body.json'), '{"name":"from a file"}');
    expect((await create('--body', '{"name":"x","modules":[]}')).sent).toEqual([{ name: 'x', modules: [] }]);
    seen = [];
    expect((await create('--body', `@${join(folder, 'body.json')}`)).sent).toEqual([{ name: 'from a file' }]);
    seen = [];
    expect((await create('--body', '-', '--description', 'd')).sent).toEqual([{ name: 'from input', description: 'd' }]);
    seen = [];
    expect((await create('--name', 'y', '--expires-at', '2030-01-01T00:00:00Z')).sent).toEqual([
      { name: 'y', expiresAt: '2030-01-01T00:00:00Z' },
    ]);
    seen = [];
    expect((await create()).sent).toEqual([{}]);
  });

  it('knows numbers, words and switches', async () => {
    await call(['user-imports', 'create', 'ACC-1', '--active', '--allow-default-group', 'false']);
    expect(JSON.parse(seen[0]!.body)).toEqual({ active: true, allowDefaultGroup: false });
    const wrong = await call(['accounts', 'create', '--name', 'x', '--type', 'Nobody']);
    expect([wrong.code, wrong.notes]).toEqual([1, expect.stringContaining('Allowed choices are Client, Vendor, Operations.')]);
    expect(seen).toHaveLength(1);
  });

  it('is not sent when it cannot be read', async () => {
    const refused = [
      await create('--body', '{x'),
      await create('--body', `@${join(folder, 'none.json')}`),
      await create('--body', '[]', '--name', 'x'),
    ];
    expect(refused.map(({ code, out }) => [code, out])).toEqual([
      [1, ''],
      [1, ''],
      [1, ''],
    ]);
    expect(refused[0]!.notes).toMatch(/^error: --body is not valid JSON: .*\n$/);
    expect(refused[1]!.notes).toBe(`error: There is no file ${join(folder, 'none.json')}.\n`);
    expect(seen).toEqual([]);
  });

  it('has no option for a password, which other people of the machine could read', async () => {
    expect((await runWith(['users', 'set-password', '--help'])).out).not.toMatch(/--\S*password/);
  });

  it('goes with a file as multipart', async () => {
    await writeFile(join(folder, 'logo.png'), 'PNG');
    for (const file of [join(folder, 'logo.png'), `logo=${join(folder, 'logo.png')}`]) {
      seen = [];
      await call(['accounts', 'update', 'ACC-1', '--name', 'Harbour', '--file', file]);
      expect(seen[0]!.body).toMatch(/name="logo"; filename="logo.png"[\s\S]*PNG[\s\S]*name="account"[\s\S]*\{"name":"Harbour"\}/);
    }
  });
});

describe('what is printed', () => {
  it('is a table for a list, and where in the list it is goes beside it', async () => {
    const account = { id: 'ACC-1', name: 'Harbour' };
    answers(
      page(
        [
          {
            icon: '/x',
            status: 'Active',
            name: 'Nightly',
            id: 'TKN-1',
            account,
            address: { city: 'x' },
            modules: [account, { id: 'MOD-1' }],
          },
        ],
        7,
      ),
    );
    expect(await call(['api-tokens', 'list'])).toMatchObject({
      code: 0,
      out: 'ID     NAME     STATUS  ACCOUNT  MODULES\nTKN-1  Nightly  Active  Harbour  Harbour, MOD-1\n',
      notes: '1 to 1 of 7\n',
    });
  });

  it('is a field a line for an object, and the whole answer with --json', async () => {
    answers({ id: 'TKN-1', icon: '/x', address: { city: 'Manchester' }, modules: [{ id: 'MOD-1', name: 'Billing' }], expiresAt: null });
    expect((await call(['api-tokens', 'get', 'TKN-1'])).out).toBe(
      'id            TKN-1\naddress.city  Manchester\nmodules       Billing (MOD-1)\nexpiresAt\n',
    );
    expect(JSON.parse((await call(['api-tokens', 'get', 'TKN-1', '--json'])).out)).toMatchObject({ icon: '/x', expiresAt: null });
  });

  it('cannot steer the terminal, whatever a name holds', async () => {
    answers({ id: 'x', name: '\u001b[2J\u009b31mred\r\n\u202eevil' });
    expect((await call(['me', 'get'])).out).toBe('id    x\nname   [2J 31mred evil\n');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is the guarantee
    expect((await call(['me', 'get', '--json'])).out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('is nothing for a deletion, and the bytes of a picture unless a person would see them', async () => {
    answers('', 204);
    expect(await call(['api-tokens', 'delete', 'TKN-1'])).toMatchObject({ code: 0, out: '', notes: '' });
    answers('<svg/>', 200, 'image/svg+xml');
    expect((await call(['accounts', 'icon', 'ACC-1'])).out).toBe('<svg/>');
    expect(await call(['accounts', 'icon', 'ACC-1'], { env: { TENANTRY_URL: url }, isInteractive: true })).toMatchObject({
      code: 1,
      out: '',
    });
  });

  it('is a stream as it comes, into a file and never onto the screen of a person', async () => {
    answers('a;b\r\n', 200, 'text/csv; charset=utf-8');
    const args = ['audit-records', 'export-csv', '--delimiter', ';', '--filter', "eq(id,'AUD-1')", '--order', 'timestamp'];
    expect(await call(args)).toMatchObject({ code: 0, out: 'a;b\r\n', notes: '' });
    expect(seen[0]!.line).toBe('GET /public/v1/audit/records/export.csv?order=timestamp&delimiter=%3B&eq(id,%27AUD-1%27)');
    expect(await call(args, { env: { TENANTRY_URL: url }, isInteractive: true })).toMatchObject({ code: 1, out: '' });
    expect(await call(['audit-records', 'export-csv', '--limit', '5'])).toMatchObject({ code: 1, out: '' });
    answers('{}\n', 200, 'application/jsonl; charset=utf-8');
    expect(await call(['audit-records', 'export-jsonl'])).toMatchObject({ code: 0, out: '{}\n' });
  });

  it('fails when a stream breaks off, so that nobody takes a part for the whole', async () => {
    answers('half', 200, 'text/csv; charset=utf-8');
    answer.broken = true;
    expect(await call(['audit-records', 'export-csv'])).toMatchObject({
      code: 1,
      notes: 'error: The connection broke off: what was written is not whole.\n',
    });
  });
});

describe('a failure', () => {
  const problem = {
    type: '/problems/x',
    title: 'Bad Request',
    status: 400,
    detail: 'Some fields are not valid.',
    instance: '/',
    traceId: '00',
  };

  it('says title, detail and every field on standard error', async () => {
    answers({ ...problem, errors: { name: ['Must not be empty.'], 'address.city': ['Must be given.'] } }, 400, 'application/problem+json');
    expect(await call(['api-tokens', 'create'])).toMatchObject({
      code: 1,
      out: '',
      notes: 'Bad Request: Some fields are not valid.\n  name: Must not be empty.\n  address.city: Must be given.\n',
    });
  });

  it('does not say a broken rule twice', async () => {
    const errors = [{ message: problem.detail, properties: [], id: 'x', parameters: {} }];
    answers({ ...problem, title: 'Conflict', status: 409, errors }, 409, 'application/problem+json');
    expect((await call(['api-tokens', 'disable', 'TKN-1'])).notes).toBe('Conflict: Some fields are not valid.\n');
  });

  it('is the whole problem with --json', async () => {
    answers(problem, 400, 'application/problem+json');
    const ran = await call(['me', 'get', '--json']);
    expect([ran.code, ran.out, JSON.parse(ran.notes)]).toEqual([1, '', problem]);
  });

  it('names the address when no server answers', async () => {
    const ran = await runWith(['me', 'get', '--url', 'http://127.0.0.1:1']);
    expect(ran).toMatchObject({ code: 1, out: '', notes: 'No server answers at http://127.0.0.1:1: is it running, and is --url right?\n' });
  });

  it('is a wrong command, option or number, and sends nothing', async () => {
    for (const args of [
      ['nope'],
      ['api-tokens', 'nope'],
      ['api-tokens', 'list', '--nope'],
      ['api-tokens', 'list', '--limit', 'x'],
      ['api-tokens', 'get'],
      [],
    ]) {
      const ran = await call(args);
      expect([args, ran.code, ran.out]).toEqual([args, 1, '']);
      expect(ran.notes).not.toBe('');
    }
    expect(seen).toEqual([]);
  });
});
