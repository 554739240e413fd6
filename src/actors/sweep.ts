/** One thing that the sweep looks after. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
}

export interface SweepNeeds {
  readonly chores: readonly Chore[];
  /** True while this instance is the one that sweeps. */
  readonly isLeader: () => Promise<boolean>;
  readonly now: () => number;
  readonly onError: (chore: string, error: unknown) => void;
}

export interface Sweep {
  start(): void;
  /** Ends after the chores under way. */
  stop(): Promise<void>;
}

const TICK_MS = 1000;

/**
 * Does chores at their times, beside the work queue and never behind it. One that fails, or takes
 * long, holds up no other.
 */
export function createSweep({ chores, isLeader, now, onError }: SweepNeeds): Sweep {
  const lastRun = new Map<string, number>();
  const underWay = new Map<string, Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ticking: Promise<void> = Promise.resolve();
  let stopped = false;

  const isDue = ({ name, everyMs }: Chore) =>
    !underWay.has(name) && now() - (lastRun.get(name) ?? Number.NEGATIVE_INFINITY) >= everyMs;

  const begin = ({ name, run }: Chore) => {
    lastRun.set(name, now());
    const done = Promise.resolve()
      .then(run)
      .catch((error: unknown) => onError(name, error))
      .finally(() => underWay.delete(name));
    underWay.set(name, done);
  };

  const tick = async () => {
    try {
      const isOurs = await isLeader();
      if (isOurs && !stopped) for (const chore of chores.filter(isDue)) begin(chore);
    } catch (error) {
      onError('leadership', error);
    }
    if (!stopped) timer = setTimeout(next, TICK_MS);
  };

  const next = () => {
    ticking = tick();
  };

  return {
    start: () => {
      if (!stopped) next();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await ticking;
      await Promise.all(underWay.values());
    },
  };
}
