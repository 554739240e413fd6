import type { Condition } from './health.ts';

/** An answer older than this is asked for anew. */
const FRESH_MS = 30_000;

export interface LookedLatelyNeeds {
  readonly look: () => Promise<Condition>;
  readonly now: () => number;
  /** A condition that is not in order is told for so long, in milliseconds; else as any other. */
  readonly troubleMs?: number;
}

/**
 * Asks a service at most twice a minute while it is in order, and once at a time, however often
 * its condition is wanted.
 */
export function createLookedLately({ look, now, troubleMs = FRESH_MS }: LookedLatelyNeeds) {
  let known: Condition | undefined;
  let at = Number.NEGATIVE_INFINITY;
  let asking: Promise<Condition> | undefined;

  const freshMs = ({ state }: Condition) => (state === 'ok' ? FRESH_MS : troubleMs);

  const ask = async (): Promise<Condition> => {
    try {
      known = await look();
      at = now();
      return known;
    } finally {
      asking = undefined;
    }
  };

  return {
    condition: async (): Promise<Condition> => {
      if (known && Math.abs(now() - at) < freshMs(known)) return known;
      asking ??= ask();
      return asking;
    },
    /** Something else has just learned it. */
    note: (condition: Condition): void => {
      known = condition;
      at = now();
    },
  };
}
