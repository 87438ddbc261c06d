import { describe, expect, it } from 'vitest';
import type { Operator } from '../src/operator.ts';
import { runWith } from './fake-terminal.ts';

const difference = { object: 'buyer', change: 'created', id: 'EX-CON-1', name: 'Har\u001bbour', detail: '' };
const pullErp: Operator['pullErp'] = async (_env, _request, tell) => {
  tell(difference);
  return { counts: { broken: 2 }, errors: [{ line: 4, message: 'is not JSON' }] };
};

describe('tenantry erp pull', () => {
  it('reads the ERP, only telling what would change when asked so', async () => {
    const ran = await runWith(['erp', 'pull']);
    expect(ran).toMatchObject({ code: 0, notes: '' });
    expect(ran.out).toMatch(/^created +1$/m);
    expect(ran.calls[0]!.slice(0, 2)).toEqual(['pullErp', { dryRun: false }]);
    expect((await runWith(['erp', 'pull', '--dry-run'])).calls[0]!.slice(0, 2)).toEqual(['pullErp', { dryRun: true }]);
  });

  it('prints each change on a line that moves no cursor, and fails with the lines that were left out', async () => {
    const ran = await runWith(['erp', 'pull', '--dry-run'], { operator: { pullErp } });
    expect(ran).toMatchObject({ code: 1, out: expect.stringMatching(/^buyer {2}created {2}EX-CON-1 {2}Harbour\n/) });
    expect(ran.notes).toContain('line 4: is not JSON\n');
    expect(ran.notes).toContain('2 lines of the feed were left out; the others were read.');
  });

  it('prints JSON lines when asked so', async () => {
    const ran = await runWith(['erp', 'pull', '--json'], { operator: { pullErp } });
    const [first, second] = ran.out.trimEnd().split('\n');
    expect(JSON.parse(first!)).toEqual(difference);
    expect(JSON.parse(second!)).toMatchObject({ counts: { broken: 2 } });
  });
});
