import { importUsers } from '../packages/server/src/operator.ts';

/** Imports people with password hashes through the operator's own command, and says how fast the committed part ran. */
export async function importPeople(env: NodeJS.ProcessEnv, given: { account: string; people: number; group: string }) {
  const hash = '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQxMjM0NTY3OA$KSFoHYJmMQcpxgPRoQmYzJLEBhBEMtYZpDPuCMOGuSY';
  const lines = ['Email,First name,Last name,Password hash'];
  for (let n = 0; n < given.people; n++) lines.push(`imported${n}@import.example,Imported,Person ${n},"${hash}"`);
  const summary = await importUsers(env, {
    account: given.account,
    fileName: 'bench.csv',
    bytes: Buffer.from(lines.join('\n')),
    groups: [given.group],
    active: true,
  });
  return {
    people: summary.counts.done,
    seconds: summary.commitSeconds,
    checkSeconds: summary.checkSeconds,
    perSecond: summary.counts.done / summary.commitSeconds,
  };
}
