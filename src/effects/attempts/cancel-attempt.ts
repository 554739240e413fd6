import type { Handle } from '../../../db/open.ts';
import type { Attempted } from '../../../machines/asking-fal.ts';
import type { FalQueue } from '../../fal/queue.ts';
import { attemptOf } from './outcome.ts';

export interface CancelAttemptNeeds {
  readonly db: Handle;
  readonly queue: FalQueue;
}

/** Tells FAL that an attempt is not wanted any more; nobody, if FAL never said where to. */
export const createCancelAttempt =
  ({ db, queue }: CancelAttemptNeeds) =>
  async ({ id, attempt: n }: Attempted): Promise<void> => {
    const attempt = await attemptOf(db, { orderId: id, n });
    if (attempt?.cancel_url) await queue.cancel(attempt.cancel_url);
  };
