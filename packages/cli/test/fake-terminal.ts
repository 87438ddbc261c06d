import type { Operator } from '../src/operator.ts';
import { run } from '../src/run.ts';

export interface Ran {
  code: number;
  out: string;
  notes: string;
  /** Calls of the operator's functions: name and arguments without the environment. */
  calls: unknown[][];
}

const summary = { counts: { rows: 2, create: 2, error: 0 }, faulty: [], unknownGroups: [{ name: 'Legal' }] };

/** Runs a command line with a made-up operator half; what it prints and calls comes back. */
export async function runWith(
  args: readonly string[],
  more: { env?: Record<string, string>; input?: string; operator?: Partial<Operator>; isInteractive?: boolean } = {},
): Promise<Ran> {
  const ran: Ran = { code: -1, out: '', notes: '', calls: [] };
  const recorded =
    (name: string, answer: unknown) =>
    async (_env: unknown, ...given: unknown[]) => {
      ran.calls.push([name, ...given]);
      return answer;
    };
  const operator = {
    serve: recorded('serve', undefined),
    createToken: recorded('createToken', { secret: 'idt:TKN-1:secret' }),
    createAdmin: recorded('createAdmin', { password: 'generated' }),
    importUsers: recorded('importUsers', summary),
    pullErp: recorded('pullErp', { counts: { read: 2, created: 1, broken: 0 }, errors: [] }),
    retainAudit: recorded('retainAudit', {
      erased: [{ id: 'ACC-1', name: 'Harbour Group', records: 12, before: '2026-08-24T00:00:00.000000Z' }],
      months: ['2026-07'],
    }),
    loadDemo: recorded('loadDemo', { password: 'demo' }),
    rotateAuditKey: recorded('rotateAuditKey', { verifier: 'log.example+1a2b3c4d+AAAA', retired: ['99887766'] }),
    ...more.operator,
  } as Operator;
  ran.code = await run(
    args,
    {
      env: more.env ?? {},
      out: (text) => {
        ran.out += typeof text === 'string' ? text : Buffer.from(text).toString();
      },
      pipe: async (pieces) => {
        for await (const piece of pieces) ran.out += Buffer.from(piece).toString();
      },
      note: (text) => {
        ran.notes += text;
      },
      readInput: async () => more.input ?? '',
      isInteractive: more.isInteractive ?? false,
    },
    async () => operator,
  );
  return ran;
}
