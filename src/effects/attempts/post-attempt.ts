import {
  type AttemptKey,
  acceptAttempt,
  beginAttempt,
  refuseAttempt,
} from '../../../db/attempts.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt } from '../../../db/schema.ts';
import type { FalError } from '../../fal/errors.ts';
import type { FalQueue } from '../../fal/queue.ts';
import { attemptOf } from './outcome.ts';

export interface PostNeeds {
  readonly db: Handle;
  readonly queue: FalQueue;
  readonly now: () => number;
  /** FAL shall give up what it has not started by then. */
  readonly startWithinSeconds: number;
  /** Where FAL shall report to; null: it is only polled. */
  readonly webhookUrl: (orderId: string, attempt: number) => Promise<string | null>;
  /** FAL takes orders: whatever was out is over. */
  readonly onAccepted: () => Promise<void>;
}

export type Posted =
  | { readonly kind: 'accepted' }
  /** The POST may have been taken. */
  | { readonly kind: 'unknown' }
  /** `error` is there the first time that it is told. */
  | { readonly kind: 'refused'; readonly code: string; readonly error?: FalError };

export interface Posting extends AttemptKey {
  readonly endpoint: string;
  readonly input: Record<string, unknown>;
  /** Whether the order has ended meanwhile: then FAL is told. */
  readonly isOver: () => Promise<boolean>;
}

/** Posts an attempt, once: it is written down before the POST, and its addresses after it. */
export function createPostAttempt(needs: PostNeeds) {
  const { db, queue, now } = needs;

  /** What became of an attempt that was begun before, by whoever; null: it was not. */
  const begun = async (key: AttemptKey): Promise<Posted | null> => {
    const attempt = await attemptOf(db, key);
    return attempt ? earlier(attempt) : null;
  };

  const post = async ({ orderId, n, endpoint, input, isOver }: Posting): Promise<Posted> => {
    const key = { orderId, n };
    const begun = await beginAttempt(db, { ...key, endpoint, now: now() });
    if (begun.kind === 'exists') return earlier(begun.attempt);
    const webhookUrl = await needs.webhookUrl(orderId, n);
    const submitted = await queue.submit({
      endpoint,
      input,
      startWithinSeconds: needs.startWithinSeconds,
      ...(webhookUrl === null ? {} : { webhookUrl }),
    });
    switch (submitted.kind) {
      case 'unknown':
        return { kind: 'unknown' };
      case 'refused': {
        const { error } = submitted;
        await refuseAttempt(db, { ...key, errorCode: error.code, errorDetail: error.message });
        return { kind: 'refused', code: error.code, error };
      }
      case 'accepted':
        await acceptAttempt(db, { ...key, ...submitted });
        if (await isOver()) await queue.cancel(submitted.cancelUrl);
        await needs.onAccepted();
        return { kind: 'accepted' };
    }
  };

  return { begun, post };
}

/** A POST that this or another process has begun before: its row tells how far it came. */
function earlier({ state, error_code }: Attempt): Posted {
  if (state === 'refused') return { kind: 'refused', code: error_code ?? 'provider-failed' };
  return { kind: state === 'posting' ? 'unknown' : 'accepted' };
}
