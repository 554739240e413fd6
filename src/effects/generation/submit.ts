import { acceptAttempt, beginAttempt, refuseAttempt } from '../../../db/attempts.ts';
import { generationById, noteSent } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt, Generation } from '../../../db/schema.ts';
import type { Submitted } from '../../../machines/generation.ts';
import { findModel, type Model, type Order } from '../../fal/catalogue.ts';
import type { FalError } from '../../fal/errors.ts';
import type { FalQueue } from '../../fal/queue.ts';
import { attemptOf, failureOf } from './fal-answer.ts';
import { createPrepareOrder, type PrepareNeeds } from './prepare-order.ts';

export interface SubmitNeeds extends PrepareNeeds {
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

  const prepare = createPrepareOrder(needs);

  /** The attempt as it was begun before, if it was: then nothing is sent up or posted. */
  const submitNew = async (generation: Generation, n: number): Promise<Submitted> => {
    const begun = await attemptOf(db, { orderId: generation.id, n });
    if (begun) return earlier(begun);
    const model = findModel(generation.model);
    if (!model) return declined('model-gone');
    const prepared = await prepare(model, generation, n);
    switch (prepared.kind) {
      case 'gone':
        return declined(prepared.code);
      case 'failed':
        await needs.onRefused(prepared.error, generation);
        return declined(prepared.error.code);
      case 'ready':
        if (prepared.sent !== null) await noteSent(db, generation.id, prepared.sent);
        return post(generation, n, model, prepared.order);
    }
  };

  const post = async (
    generation: Generation,
    n: number,
    model: Model,
    order: Order,
  ): Promise<Submitted> => {
    const { id } = generation;
    const key = { orderId: id, n };
    const begun = await beginAttempt(db, { ...key, endpoint: model.endpoint, now: now() });
    if (begun.kind === 'exists') return earlier(begun.attempt);
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
    return submitNew(generation, attempt);
  };
}

const declined = (code: string): Submitted => ({ ...failureOf(code), kind: 'declined' });

/** A POST that this or another process has begun before: its row tells how far it came. */
function earlier({ state, error_code }: Attempt): Submitted {
  if (state === 'refused') return declined(error_code ?? 'provider-failed');
  return { kind: state === 'posting' ? 'unknown' : 'accepted' };
}
