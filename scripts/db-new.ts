// `npm run db:new -- <what changes>`: the next numbered migration, with what a new table needs to keep tenants apart.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../packages/server/migrations');
const words = process.argv
  .slice(2)
  .join('_')
  .toLowerCase()
  .replaceAll(/[^a-z0-9]+/g, '_');
if (!words) {
  console.error('What changes? For example: npm run db:new -- buyers');
  process.exit(1);
}
const last = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
  .at(-1);
const number = String(Number(last?.slice(0, 4) ?? 0) + 1).padStart(4, '0');
const path = join(folder, `${number}_${words}.sql`);
writeFileSync(
  path,
  `-- create sequence things_id maxvalue 99999999;
-- create table things (
--   id text collate "C" primary key default new_id('THG', 2, nextval('things_id')),
--   account_id text collate "C" not null references accounts,
--   revision int not null default 1,
--   audit jsonb not null default '{}',
--   created_at timestamptz not null default now(),
--   updated_at timestamptz not null default now(),
--   unique (account_id, id)
-- );
-- call protect('things', 'account', 'select, insert, update');
`,
  { flag: 'wx' },
);
console.log(path);
