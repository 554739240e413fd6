import { createLimiter } from '../../src/telegram/limiter.ts';

/** A test's second passes in a moment, so that nobody waits for Telegram's rates. */
const TIMES_FASTER = 1000;

/** The real limiter with a clock that runs fast. */
export const quickLimiter = () =>
  createLimiter({
    clock: {
      now: () => performance.now() * TIMES_FASTER,
      setTimer: (run, ms) => {
        const timer = setTimeout(run, ms / TIMES_FASTER);
        return () => clearTimeout(timer);
      },
    },
  });
