import { acceptAttempt, beginAttempt, refuseAttempt } from '../../../db/attempts.ts';
import { generationById } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt, Generation } from '../../../db/schema.ts';
import type { Count, Shape } from '../../../machines/chat/types.ts';
import type { Submitted } from '../../../machines/generation.ts';
import { findModel } from '../../fal/catalogue.ts';
import type { FalError } from '../../fal/errors.ts';
import type { FalQueue } from '../../fal/queue.ts';
import { failureOf } from './fal-answer.ts';

export interface SubmitNeeds {
  readonly db: Handle;
  readonly queue: FalQueue;
  readonly now: () => number;
  /** FAL shall give up what it has not started by then. */
  readonly startWithinSeconds: number;
  /** Where FAL shall report to; null: it is only polled. */
  readonly webhookUrl: (generationId: string, attempt: number) => Promise<string | null>;
  /** The operator's key or billing failed, or FAL dropped the model. */
  readonly onRefused: (error: FalError, generation: Generation) => Promise<void>;
  /** FAL takes orders: whatever was out is over. */
  readonly onAccepted: () => Promise<void>;
}

/** Posts an attempt, once: it is written down before the POST, and its addresses after it. */
export function createSubmit(needs: SubmitNeeds) {
  const { db, queue, now } = needs;

  const post = async (generation: Generation, n: number): Promise<Submitted> => {
    const { id, description, shape, count } = generation;
    const model = findModel(generation.model);
    if (!model) return declined('model-gone');
    const key = { orderId: id, n };
    const begun = await beginAttempt(db, { ...key, endpoint: model.endpoint, now: now() });
    if (begun.kind === 'exists') return earlier(begun.attempt);
    // Guarantee: rows are written from a parsed draft only.
    const order = { description, shape: shape as Shape, count: count as Count };
    const webhookUrl = await needs.webhookUrl(id, n);
    const submitted = await queue.submit({
      endpoint: model.endpoint,
      input: model.input(order),
      startWithinSeconds: needs.startWithinSeconds,
      ...(webhookUrl === null ? {} : { webhookUrl }),
    });
    switch (submitted.kind) {
      case 'unknown':
        return { kind: 'unknown' };
      case 'refused':
        await refuseAttempt(db, {
          ...key,
          errorCode: submitted.error.code,
          errorDetail: submitted.error.message,
        });
        await needs.onRefused(submitted.error, generation);
        return declined(submitted.error.code);
      case 'accepted':
        await acceptAttempt(db, { ...key, ...submitted });
        await cancelIfOver(id, submitted.cancelUrl);
        await needs.onAccepted();
        return { kind: 'accepted' };
    }
  };

  /** The person may have cancelled while the POST was under way. */
  const cancelIfOver = async (id: string, cancelUrl: string) => {
    const generation = await generationById(db, id);
    if (generation?.end_state) await queue.cancel(cancelUrl);
  };

  return async ({ id, attempt }: { id: string; attempt: number }): Promise<Submitted> => {
    const generation = await generationById(db, id);
    if (!generation || generation.end_state !== null) return declined('internal');
    return post(generation, attempt);
  };
}

const declined = (code: string): Submitted => ({ ...failureOf(code), kind: 'declined' });

/** A POST that this or another process has begun before: its row tells how far it came. */
function earlier({ state, error_code }: Attempt): Submitted {
  if (state === 'refused') return declined(error_code ?? 'provider-failed');
  return { kind: state === 'posting' ? 'unknown' : 'accepted' };
}
