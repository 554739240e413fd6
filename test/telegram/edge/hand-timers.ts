import type { Clock } from '../../../src/telegram/limiter.ts';

type Timer = { at: number; run: () => void };

/**
 * A clock with timers that a test moves by hand; nothing ever sleeps. With a `tickMs` it
 * never tells the same time twice, as a real one.
 */
export function handTimers(start = 1_000_000, tickMs = 0) {
  let now = start;
  const timers = new Set<Timer>();

  const nextDue = (until: number) =>
    [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];

  const clock: Clock = {
    now: () => {
      now += tickMs;
      return now;
    },
    setTimer(run, ms) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };

  return {
    ...clock,
    pass(ms: number) {
      const until = now + ms;
      for (let due = nextDue(until); due; due = nextDue(until)) {
        timers.delete(due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = until;
    },
    timers: () => timers.size,
  };
}
