import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import type { DatabaseOptions } from '../src/core/database.ts';
import { openEmbedded } from '../src/core/embedded-database.ts';
import { migrate } from '../src/core/migrations.ts';
import { admin } from './database.ts';

declare module 'vitest' {
  interface ProvidedContext {
    server: DatabaseOptions;
    template: string;
    superuser: DatabaseOptions;
  }
}

// Not the process id alone: a server that stays keeps the roles of earlier runs.
const run = `${process.pid}_${randomBytes(3).toString('hex')}`;
const template = `tenantry_template_${run}`;

/** One PostgreSQL for the whole run: the embedded one, or that of TENANTRY_TEST_DATABASE_URL (a superuser's). Every test file clones the template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TENANTRY_TEST_DATABASE_URL;
  const { superuser, stop } = given ? { superuser: optionsOf(given), stop: async () => undefined } : await embedded();
  // The login that the product uses is no superuser: policies hold for it as they would for any customer's.
  const login = `tenantry_login_${run}`;
  await admin(superuser, `create role ${login} login createrole createdb password 'test'`);
  await admin(superuser, `create database ${template} owner ${login}`);
  await makeSearchFast({ ...superuser, database: template });
  const server = { ...superuser, user: login, password: 'test', isEmbedded: !given };
  await migrate({ ...server, database: template });
  project.provide('server', server);
  project.provide('superuser', superuser);
  project.provide('template', template);
  return async () => {
    await admin(superuser, `drop database if exists ${template} with (force)`).catch(() => undefined);
    await stop();
  };
}

async function embedded() {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-test-'));
  // The data is thrown away, so nothing waits for the disk.
  const settings = { fsync: 'off', full_page_writes: 'off' };
  const database = await openEmbedded({ dataDir: folder, log: () => undefined, settings });
  return {
    superuser: database.superuser,
    stop: async () => {
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeSearchFast(connection: DatabaseOptions): Promise<void> {
  const client = new pg.Client(connection as pg.ClientConfig);
  await client.connect();
  await client.query('alter function pg_catalog.textlike(text, text) leakproof');
  await client.end();
}

function optionsOf(url: string): DatabaseOptions {
  const parsed = new URL(url);
  return {
    host: parsed.searchParams.get('host') ?? parsed.hostname,
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: 'postgres',
  };
}
