/** Where two long texts differ, word by word: what they share before and after it, shortened, and what each has in between. */
export interface TextDifference {
  head: string;
  before: string;
  after: string;
  tail: string;
}

const longFrom = 80;
const contextMax = 60;

/** Nothing for short texts, which are read as a whole, and for those that share nothing. */
export function textDifference(before: string, after: string): TextDifference | undefined {
  if (Math.max(before.length, after.length) < longFrom) return undefined;
  const [was, is] = [words(before), words(after)];
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && was[start] === is[start]) start++;
  let end = 0;
  while (end < most - start && was[was.length - 1 - end] === is[is.length - 1 - end]) end++;
  if (start + end === 0) return undefined;
  const head = was.slice(0, start).join('');
  const tail = was.slice(was.length - end).join('');
  return {
    head: head.length > contextMax ? `…${head.slice(-contextMax)}` : head,
    before: was.slice(start, was.length - end).join(''),
    after: is.slice(start, is.length - end).join(''),
    tail: tail.length > contextMax ? `${tail.slice(0, contextMax)}…` : tail,
  };
}

const words = (text: string): string[] => text.split(/(?<=\s)(?=\S)/);
