/** Lets a test wait for a state instead of sleeping. */
export interface Watch {
  changed(): void;
  waitFor(predicate: () => boolean, timeoutMs?: number): Promise<void>;
}

export function createWatch(): Watch {
  const waiting = new Set<() => void>();
  return {
    changed: () => {
      for (const look of [...waiting]) look();
    },
    waitFor: (predicate, timeoutMs = 5000) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const give = () => {
        waiting.delete(look);
        reject(new Error(`Not reached in ${timeoutMs} ms: ${predicate}`));
      };
      const timer = setTimeout(give, timeoutMs);
      const look = () => {
        if (!predicate()) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
      return promise;
    },
  };
}
