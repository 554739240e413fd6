import { setTimeout as wait } from 'node:timers/promises';
import { type FalError, falError } from './errors.ts';
import type { FalQueue } from './queue.ts';

export interface Question {
  readonly endpoint: string;
  readonly input: Record<string, unknown>;
}

export type Asked =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly error: FalError };

export interface AskNeeds {
  readonly queue: FalQueue;
  /** Milliseconds until a question is given up. */
  readonly timeoutMs: number;
  /** Milliseconds between looks. */
  readonly everyMs: number;
}

/** Rejects only when the signal is aborted. */
export type Ask = (question: Question, signal: AbortSignal) => Promise<Asked>;

/**
 * Asks a model for words while somebody waits. Such a call costs next to nothing and changes
 * nothing, so unlike an order it is neither written down nor protected from a repeat.
 */
export function createAsk({ queue, timeoutMs, everyMs }: AskNeeds): Ask {
  const outcome = async (statusUrl: string, responseUrl: string): Promise<Asked | null> => {
    const status = await queue.status(statusUrl);
    if (status.kind === 'gone') return failed('provider-failed', 'the request is unknown to FAL');
    if (status.kind !== 'completed') return null;
    const result = await queue.result(responseUrl);
    if (result.kind === 'done') return { kind: 'done', body: result.body };
    if (result.kind === 'failed') return result;
    return status.error ? { kind: 'failed', error: status.error } : null;
  };

  return async ({ endpoint, input }, signal) => {
    const until = Date.now() + timeoutMs;
    const submitted = await queue.submit({
      endpoint,
      input,
      startWithinSeconds: Math.ceil(timeoutMs / 1000),
    });
    if (submitted.kind === 'unknown') return failed('provider-failed', submitted.detail);
    if (submitted.kind === 'refused') return { kind: 'failed', error: submitted.error };
    while (Date.now() < until) {
      const asked = await outcome(submitted.statusUrl, submitted.responseUrl);
      if (asked) return asked;
      await wait(everyMs, undefined, { signal });
    }
    await queue.cancel(submitted.cancelUrl);
    return failed('timeout', 'no answer in time');
  };
}

const failed = (code: FalError['code'], message: string): Asked => ({
  kind: 'failed',
  error: falError(code, message),
});
