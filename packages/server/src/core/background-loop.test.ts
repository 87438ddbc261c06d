import { expect, test, vi } from 'vitest';
import { BackgroundLoop } from './background-loop.ts';

test('looks once more when it was woken while it worked, and is never at work twice', async () => {
  vi.useFakeTimers();
  try {
    let atWork = 0;
    let most = 0;
    const ends: (() => void)[] = [];
    const loop = new BackgroundLoop(async () => {
      most = Math.max(most, ++atWork);
      await new Promise<void>((end) => ends.push(end));
      atWork -= 1;
      return 60_000;
    });
    loop.wake(0);
    loop.wake(5_000);
    await vi.advanceTimersByTimeAsync(10);
    expect(ends.length).toBe(1);
    loop.wake(0);
    await vi.advanceTimersByTimeAsync(10);
    expect(ends.length).toBe(1);
    ends[0]!();
    await vi.advanceTimersByTimeAsync(10);
    expect(ends.length).toBe(2);
    ends[1]!();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(ends.length).toBe(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(ends.length).toBe(3);
    const stopped = loop.stop();
    ends[2]!();
    await stopped;
    loop.wake(0);
    await vi.advanceTimersByTimeAsync(120_000);
    expect([ends.length, most]).toEqual([3, 1]);
  } finally {
    vi.useRealTimers();
  }
});
