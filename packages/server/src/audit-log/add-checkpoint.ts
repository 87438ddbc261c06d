import { consistencyProof, cosignatureIn, type Subtrees, type Verifier } from '@tenantry/tlog';

/** A signed head that is to be cosigned. */
export interface Head {
  size: number;
  note: string;
}

export interface Cosigned {
  /** The signature line of the note. */
  line: string;
  /** When the witness signed, by its clock. */
  at: Date;
}

/** The witness said no, or what it said is not right; the message is for operators. */
export class WitnessError extends Error {}

const answerMax = 64 * 1024;
const patienceMs = 10_000;
const clockMaxMs = 24 * 3_600_000;

/**
 * Asks a witness to cosign a head, with the proof that it continues what the witness has seen (C2SP tlog-witness). `seen` is what we think
 * that is; a witness that knows otherwise says so, and is asked once more. Throws when it does not cosign.
 */
export async function addCheckpoint(
  url: string,
  witness: Verifier,
  seen: number,
  head: Head,
  subtrees: Subtrees,
  signal: AbortSignal,
): Promise<Cosigned> {
  const first = await send(url, seen, head, subtrees, signal);
  const answer = first.seen === undefined ? first : await send(url, first.seen, head, subtrees, signal);
  if (answer.seen !== undefined)
    throw new WitnessError(`It says that it has cosigned ${answer.seen} entries, and before that ${first.seen}.`);
  const { line, time } = cosignatureIn(answer.text, head.note, witness);
  // Its clock need not be ours, but a signature of next week says nothing of now.
  if (time * 1000 > Date.now() + clockMaxMs) throw new WitnessError('It signed with a time that lies ahead: its clock is wrong.');
  return { line, at: new Date(time * 1000) };
}

/** What the witness answers: its cosignatures, or the size that it has cosigned. */
async function send(
  url: string,
  seen: number,
  head: Head,
  subtrees: Subtrees,
  signal: AbortSignal,
): Promise<{ text: string; seen?: undefined } | { seen: number }> {
  if (seen > head.size)
    throw new WitnessError(
      `It has cosigned ${seen} entries, and this log has ${head.size}: entries were cut off, or an old backup was restored.`,
    );
  const proof = await consistencyProof(subtrees, seen, head.size);
  const body = `old ${seen}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${head.note}`;
  const answer = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
  }).catch((error: Error) => {
    throw new WitnessError(`It cannot be reached: ${(error.cause as Error | undefined)?.message || error.message}.`);
  });
  const text = await textOf(answer);
  if (answer.ok) return { text };
  const size = /^(0|[1-9]\d{0,14})\n$/.exec(text)?.[1];
  if (answer.status === 409 && answer.headers.get('content-type')?.startsWith('text/x.tlog.size') && size) return { seen: Number(size) };
  throw new WitnessError(refusals[answer.status] ?? `It answered ${answer.status}.`);
}

const refusals: Record<number, string> = {
  403: 'It answered 403: it does not know the key of this log. Tell its operator the newest verifier key.',
  404: 'It answered 404: it does not know this log. Tell its operator origin and verifier key.',
  409: 'It answered 409: it has cosigned another tree of the same size. Somebody shows two histories of this log.',
  422: 'It answered 422: the proof that this log continues what it has cosigned does not hold.',
};

/** No more than a few signatures: whatever else comes is not read. */
async function textOf(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.length;
    if (size > answerMax) throw new WitnessError('It answered more than signatures.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
