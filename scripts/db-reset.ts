// `npm run db:reset -- --yes`: an empty database again, for development. Only the embedded one; the master key stays.
import pg from 'pg';
import { readConfig } from '../packages/server/src/core/config.ts';
import { openEmbedded } from '../packages/server/src/core/embedded-database.ts';

const config = await readConfig(process.env);
if (config.databaseUrl) fail('DATABASE_URL is set, and a database that is not ours to make is not ours to drop.');
if (!process.argv.includes('--yes'))
  fail(`This deletes all accounts, people and events in ${config.dataDir}. If that is what you want: npm run db:reset -- --yes`);

// Refuses while a server is running on the data folder.
const database = await openEmbedded({ dataDir: config.dataDir, log: console.log }).catch((error: Error) => fail(error.message));
try {
  const client = new pg.Client(database.superuser as pg.ClientConfig);
  await client.connect();
  await client.query('drop database tenantry with (force)');
  await client.end();
} finally {
  await database.stop();
}
console.log('The database is empty. "npm start" makes it anew.');

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
