/** Runs what is asked for one key after another, and different keys side by side. */
export interface Turns {
  readonly inTurn: <T>(key: string, work: () => Promise<T>) => Promise<T>;
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>;
}

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();

  const inTurn = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(key);
    const mine = before ? before.then(work, work) : work();
    last.set(key, mine);
    const forget = () => {
      if (last.get(key) === mine) last.delete(key);
    };
    mine.then(forget, forget);
    return mine;
  };

  const idle = async () => {
    while (last.size > 0) await Promise.allSettled(last.values());
  };

  return { inTurn, idle };
}
