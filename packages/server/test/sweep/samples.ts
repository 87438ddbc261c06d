import { randomBytes } from 'node:crypto';
import type { Operation } from '@tenantry/contract';
import type { TestApp } from '../harness.ts';
import type { CallerName, SweepCaller } from './callers.ts';
import type { Makers } from './makers.ts';
import { parametersOf, type Swept } from './operations.ts';
import { exceptions } from './sample-exceptions.ts';

export interface Sample {
  params: Record<string, string>;
  body?: unknown;
}

export interface Ground {
  app: TestApp;
  make: Makers;
}

/** What an operation needs to be told beyond the contract. Nothing, for most. */
export interface SampleException {
  /** Replaces what would be made for the path and the body. */
  sample?(ground: Ground, caller: SweepCaller, account: string): Promise<Partial<Sample>> | Partial<Sample>;
  /** Callers whom the permission lets in and a rule of the operation refuses, with the status. */
  refuses?: Partial<Record<CallerName, number>>;
  /** Why ids of another account are no secret here; the foreign-id check leaves it out. */
  openToAll?: string;
  /** Why what stands in its path is no id: nothing can be unknown there. */
  noId?: string;
}

/** Makes what `{parameter}` of a path stands for, by the part of the path before it. */
const byCollection: Record<string, (make: Makers, account: string) => Promise<Record<string, string>>> = {
  accounts: async (_, account) => ({ '': account }),
  users: async (make, account) => {
    const { user, group } = await make.member(account);
    return { '': user, groups: group };
  },
  'user-groups': async (make, account) => ({ '': await make.group(account) }),
  'api-tokens': async (make, account) => ({ '': await make.token(account) }),
  'user-imports': async (make, account) => ({ '': (await make.userImport(account)).id }),
  records: async (make, account) => ({ '': await make.record(account) }),
  streams: async (make) => ({ '': await make.auditStream() }),
  'event-types': async (make, account) => ({ '': await make.eventType(account) }),
  mails: async (make, account) => ({ '': await make.mail(account) }),
  modules: async () => ({ '': 'MOD-1756' }),
  sellers: async (make) => ({ '': await make.seller() }),
  buyers: async (make, account) => ({ '': (await make.buyer(account)).id }),
  'erp-links': async (make, account) => ({ '': (await make.buyer(account)).link }),
  'erp-runs': async (make) => ({ '': await make.erpRun() }),
  licensees: async (make, account) => ({ '': (await make.licensee(account)).id }),
  'cloud-tenants': async (make, account) => ({ '': await make.cloudTenant(account) }),
};

/** Parameters and body of a call that ought to succeed for this caller, on objects of `account` made for it. */
export async function sampleFor(
  ground: Ground,
  { id, operation }: Swept,
  caller: SweepCaller,
  account = accountOf(ground, caller),
): Promise<Sample> {
  const given = (await exceptions[id]?.sample?.(ground, caller, account)) ?? {};
  const params = given.params ?? (await paramsFor(ground, operation, account));
  const body = 'body' in given ? given.body : operation.body ? await bodyFor(ground, operation, account) : undefined;
  return body === undefined ? { params } : { params, body };
}

export const accountOf = (ground: Ground, caller: SweepCaller): string => caller.party?.account ?? ground.app.world.client.account;

async function paramsFor({ make }: Ground, { path }: Operation, account: string): Promise<Record<string, string>> {
  const parts = path.split('/');
  const made: Record<string, string> = {};
  // What came along with an earlier parameter, such as the group of a member.
  let along: Record<string, string> = {};
  for (const name of parametersOf(path)) {
    const collection = parts[parts.indexOf(`{${name}}`) - 1]!;
    if (along[collection]) made[name] = along[collection];
    else {
      const maker = byCollection[collection];
      if (!maker)
        throw new Error(`The sweep cannot make what stands below /${collection}/: add it to byCollection, or give ${path} a sample.`);
      along = await maker(make, account);
      made[name] = along['']!;
    }
  }
  return made;
}

async function bodyFor({ make }: Ground, operation: Operation, account: string): Promise<unknown> {
  const example = (operation.body as { examples?: unknown[] }).examples?.[0];
  if (example === undefined) throw new Error(`${operation.method} ${operation.path} has no example in the contract, and no sample here.`);
  const text = JSON.stringify(example);
  const group = text.includes('UGR-') ? await make.group(account) : '';
  const buyer = text.includes('BUY-') ? await make.buyer(account) : undefined;
  const home = /buyer|licensee/.test(operation.path) ? await make.clientFor(account) : account;
  const seller = buyer?.seller ?? (text.includes('SEL-') ? await make.seller() : '');
  return JSON.parse(
    text
      .replaceAll(/BUY-1234-5678/g, buyer?.id ?? '')
      .replaceAll(/SEL-1234-5678/g, seller)
      .replaceAll(/EX_CH/g, `EX_${randomBytes(4).toString('hex')}`)
      .replaceAll(/EX-(CON|SCU)-000001/g, `EX-$1-${randomBytes(4).toString('hex')}`)
      .replaceAll(/UGR-1234-5678/g, group)
      .replaceAll(/ACC-1234-5678/g, home)
      .replaceAll('ada.roth@', `ada.${randomBytes(4).toString('hex')}@`),
  );
}
