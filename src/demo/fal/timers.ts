/** Timeouts that end together, so that closing leaves nothing behind. */
export interface Timers {
  after(ms: number, run: () => void): void;
  pause(ms: number): Promise<void>;
  close(): void;
}

export function createTimers(): Timers {
  const running = new Set<ReturnType<typeof setTimeout>>();
  let closed = false;
  const after = (ms: number, run: () => void) => {
    if (closed) return;
    const timer = setTimeout(() => {
      running.delete(timer);
      run();
    }, ms);
    running.add(timer);
  };
  return {
    after,
    pause: (ms) => new Promise((resolve) => after(ms, resolve)),
    close: () => {
      closed = true;
      for (const timer of running) clearTimeout(timer);
      running.clear();
    },
  };
}
