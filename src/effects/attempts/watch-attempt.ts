import { noteStatus } from '../../../db/attempts.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt } from '../../../db/schema.ts';
import type { Work } from '../../actors/doers.ts';
import { type FalError, falError } from '../../fal/errors.ts';
import type { FalQueue } from '../../fal/queue.ts';
import { attemptOf, type CallOutcome } from './outcome.ts';
import { pause } from './pause.ts';

/** How often FAL is asked, in milliseconds: from `firstMs`, half as long again each time. */
export interface Pace {
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface WatchAttemptNeeds<Answer> {
  readonly db: Handle;
  readonly queue: FalQueue;
  readonly now: () => number;
  readonly pace: Pace;
  /** Writes down how it came out, and says it as the chart takes it; null: the order is gone. */
  readonly record: (attempt: Attempt, outcome: CallOutcome) => Promise<Answer | null>;
  /** What a finished attempt says; null while it is open. */
  readonly answerOf: (attempt: Attempt) => Answer | null;
  /** FAL works on it: told with every look. */
  readonly onStarted: (id: string, attempt: number) => Promise<void>;
}

/** Asks FAL until it has answered. A crash costs nothing: the next runner asks on. */
export function createWatchAttempt<Answer>(needs: WatchAttemptNeeds<Answer>) {
  const { db, queue, now, pace, record, answerOf, onStarted } = needs;

  /** The result says more of a failure than the status does; without it the status must do. */
  const finish = async (attempt: Attempt, error?: FalError): Promise<Answer | null> => {
    const result = await queue.result(attempt.response_url ?? '');
    if (result.kind === 'done' || result.kind === 'failed') return record(attempt, result);
    return error ? record(attempt, { kind: 'failed', error }) : null;
  };

  const look = async (attempt: Attempt): Promise<Answer | null> => {
    const status = await queue.status(attempt.status_url ?? '');
    const key = { orderId: attempt.order_id, n: attempt.n };
    switch (status.kind) {
      case 'queued':
        await noteStatus(db, { ...key, queuePosition: status.position });
        return null;
      case 'rendering':
        await started(key, attempt);
        return null;
      case 'completed':
        return finish(attempt, status.error);
      case 'gone':
        return record(attempt, {
          kind: 'failed',
          error: falError('provider-failed', 'the request is unknown to FAL'),
        });
      case 'unreachable':
        return null;
    }
  };

  /** Told each time: the chart takes it once, and one that was rebuilt has not heard of it. */
  const started = async (key: { orderId: string; n: number }, { started_at }: Attempt) => {
    await onStarted(key.orderId, key.n);
    if (started_at === null)
      await noteStatus(db, { ...key, queuePosition: null, startedAt: now() });
  };

  return async (
    { id, attempt: n }: { id: string; attempt: number },
    { signal }: Work,
  ): Promise<Answer> => {
    for (let waitMs = pace.firstMs; ; waitMs = Math.min(waitMs * 1.5, pace.lastMs)) {
      const attempt = await attemptOf(db, { orderId: id, n });
      if (!attempt) throw new Error(`Attempt ${n} of ${id} was never written down`);
      const answer = answerOf(attempt) ?? (await look(attempt));
      if (answer) return answer;
      await pause(waitMs, signal);
    }
  };
}
