import type { Problem } from './problem.ts';

/**
 * Two callers may check the same name at the same moment; the unique index decides, and this says so in words.
 * `refusals` are by the name of the index.
 */
export async function unlessTaken<T>(work: Promise<T>, refusals: Readonly<Record<string, () => Problem>>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string };
    const refusal = code === '23505' && constraint !== undefined ? refusals[constraint] : undefined;
    throw refusal ? refusal() : error;
  }
}
