/** Times this near to each other are rung for once. */
const GRAIN_MS = 20;

/** Rings again and again, and never while the ring before is still being answered. */
export interface Alarm {
  /** Rings at once, and from then on. */
  start(): void;
  /** One ring more, no sooner than in so many milliseconds. */
  ringIn(ms: number): void;
  /** Rings no more; resolves when the last ring is answered. */
  stop(): Promise<void>;
}

/** Rings `everyMs` after the last ring was answered, or sooner where `ringIn` asked for it. */
export function createAlarm(everyMs: number, ring: () => Promise<void>): Alarm {
  const asked = new Set<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let nextAt = Number.POSITIVE_INFINITY;
  let answering: Promise<void> | undefined;
  let isOn = false;

  const set = (at: number) => {
    clearTimeout(timer);
    nextAt = at;
    timer = setTimeout(go, Math.max(0, at - Date.now()));
  };

  const go = () => {
    const now = Date.now();
    for (const at of asked) if (at <= now) asked.delete(at);
    answering = ring().finally(() => {
      answering = undefined;
      if (isOn) set(Math.min(Date.now() + everyMs, ...asked));
    });
  };

  return {
    start: () => {
      isOn = true;
      set(Date.now());
    },
    ringIn: (ms) => {
      const at = (Math.floor((Date.now() + ms) / GRAIN_MS) + 1) * GRAIN_MS;
      asked.add(at);
      if (isOn && !answering && at < nextAt) set(at);
    },
    stop: async () => {
      isOn = false;
      clearTimeout(timer);
      await answering;
    },
  };
}
