import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../packages/server/src/app.ts';
import { sql } from '../packages/server/src/core/database.ts';
import { startRun, workOff } from '../packages/server/src/erp-runs/index.ts';
import { open } from '../packages/server/src/main.ts';

// How long reading a feed takes, and what it needs: `node scripts/bench-erp.ts [customers]`. Prints figures, asserts nothing.
const customers = Number(process.argv[2] ?? 100_000);
const folder = await mkdtemp(join(tmpdir(), 'tenantry-bench-erp-'));
const path = join(folder, 'customers.jsonl');
const worker = { role: 'worker', account: '', user: '', actor: '' } as const;
const recorder = {
  caller: { kind: 'nobody', id: '', name: 'System', modules: new Set<never>(), isAdministrator: false, buyers: '' },
  origin: { correlationId: 'bench', workerName: 'bench' },
} as const;

/** Three of ten customers stand in the books of two sellers; of every hundredth something differs when `changed`. */
async function writeFeed(changed: boolean): Promise<void> {
  const file = createWriteStream(path);
  for (let n = 0; n < customers; n++) {
    for (const seller of n % 10 < 3 ? ['EX_CH', 'EX_DE'] : ['EX_CH']) {
      const record = {
        companyContact: `EX-CON-${n}`,
        customer: `EX-SCU-${n}`,
        accountExternalId: `EX-CDG-${n % 5000}`,
        seller,
        name: `Customer ${n}${changed && n % 100 === 0 ? ' renamed' : ''}`,
        taxId: `CHE-${n}`,
        address: { addressLine1: `Street ${n}`, addressLine2: 'unknown', postCode: '6300', city: 'Zug', state: 'Zug', country: 'CH' },
      };
      if (!file.write(`${JSON.stringify(record)}\n`)) await once(file, 'drain');
    }
  }
  file.end();
  await once(file, 'finish');
}

const opened = await open(
  { TENANTRY_DATA_DIR: join(folder, 'data'), TENANTRY_LOG_LEVEL: 'warn', TENANTRY_ERP_FILE: path },
  () => undefined,
);
const app = await createApp(opened.config, opened.connection, { jobs: false });
try {
  const { services } = app;
  const query = <T>(statement: string) => services.database.read(worker, (tx) => tx.raw<T>(statement, []));
  await services.database.write(worker, async (tx) => {
    for (const key of ['EX_CH', 'EX_DE']) await tx.query(sql`insert into sellers (name, external_key) values (${key}, ${key})`);
  });
  const changed = async () =>
    (await query<{ n: number }>(`select (select count(*) from events where object_type in ('Buyer', 'ErpLink'))::int as n`))[0]!.n;
  const pull = async (what: string) => {
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const before = await changed();
    const cpu = process.cpuUsage();
    const began = performance.now();
    const run = await services.database.write(worker, (tx) => startRun({ tx, services, recorder }));
    await workOff(services, run.id);
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    clearInterval(watch);
    const [row] = await query<{ status: string; message: string; counts: object }>(
      `select status, message, counts from erp_runs where id = '${run.id}'`,
    );
    process.stdout.write(
      `${what}: ${seconds.toFixed(1)} s, CPU of the process ${((user + system) / 1e6).toFixed(1)} s, peak RSS ${Math.round(peak / 1024 ** 2)} MiB, rows changed ${(await changed()) - before}, ${JSON.stringify(row)}\n`,
    );
  };
  process.stdout.write(`RSS before: ${Math.round(process.memoryUsage().rss / 1024 ** 2)} MiB\n`);
  await writeFeed(false);
  await pull('first run');
  await pull('unchanged');
  await writeFeed(true);
  await pull('1 % changed');
} finally {
  await app.close();
  await opened.stop();
  await rm(folder, { recursive: true, force: true });
}
