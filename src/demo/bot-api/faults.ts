import { ApiError } from './errors.ts';

export type Failure = {
  status: number;
  description: string;
  /** Seconds, told as `parameters.retry_after`. */
  retryAfter?: number;
  times?: number;
};

/** Faults that a test asks for, by method name. */
export function createFaults() {
  const failures = new Map<string, ApiError[]>();
  const hanging = new Map<string, { released: Promise<void>; release: () => void }>();
  const lost = new Map<string, number>();
  let isDown = false;

  return {
    isDown: () => isDown,
    down(on: boolean) {
      isDown = on;
    },
    failNext(method: string, { status, description, retryAfter, times = 1 }: Failure) {
      const error = new ApiError(status, description, retryAfter);
      const waiting = failures.get(method) ?? [];
      failures.set(method, [...waiting, ...Array.from({ length: times }, () => error)]);
    },
    /** Calls of the method stay unanswered, and without effect, until the returned function is called. */
    hang(method: string) {
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      hanging.set(method, { released, release });
      return () => {
        hanging.delete(method);
        release();
      };
    },
    /** The call takes effect, but its answer never reaches the bot. */
    loseAnswer(method: string, times = 1) {
      lost.set(method, times);
    },
    /** Awaits or throws what was asked for, before the call takes effect. */
    async before(method: string) {
      await hanging.get(method)?.released;
      const error = failures.get(method)?.shift();
      if (error) throw error;
    },
    isAnswerLost(method: string): boolean {
      const left = lost.get(method) ?? 0;
      if (left > 0) lost.set(method, left - 1);
      return left > 0;
    },
    releaseAll() {
      for (const { release } of hanging.values()) release();
      hanging.clear();
    },
  };
}

export type Faults = ReturnType<typeof createFaults>;
