import { generationById, noteSent } from '../../../db/generations.ts';
import type { Generation } from '../../../db/schema.ts';
import type { Submitted } from '../../../machines/generation.ts';
import { findModel, type Model, type Order } from '../../fal/catalogue.ts';
import type { FalError } from '../../fal/errors.ts';
import { createPostAttempt, type Posted, type PostNeeds } from '../attempts/post-attempt.ts';
import { failureOf } from './fal-answer.ts';
import { createPrepareOrder, type PrepareNeeds } from './prepare-order.ts';

export interface SubmitNeeds extends PostNeeds, PrepareNeeds {
  /** The operator's key or billing failed, or FAL dropped the model. */
  readonly onRefused: (error: FalError, generation: Generation) => Promise<void>;
}

/** Posts an attempt of an order of pictures, once. */
export function createSubmit(needs: SubmitNeeds) {
  const { db } = needs;
  const attempts = createPostAttempt(needs);
  const prepare = createPrepareOrder(needs);

  const heed = async (generation: Generation, posted: Posted): Promise<Submitted> => {
    if (posted.kind !== 'refused') return posted;
    if (posted.error) await needs.onRefused(posted.error, generation);
    return declined(posted.code);
  };

  /** The attempt as it was begun before, if it was: then nothing is sent up or posted. */
  const submit = async (generation: Generation, n: number): Promise<Submitted> => {
    const begun = await attempts.begun({ orderId: generation.id, n });
    if (begun) return heed(generation, begun);
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
        return heed(generation, await post(generation, n, model, prepared.order));
    }
  };

  const post = ({ id }: Generation, n: number, model: Model, order: Order): Promise<Posted> =>
    attempts.post({
      orderId: id,
      n,
      endpoint: model.endpoint,
      input: model.input(order),
      isOver: async () => (await generationById(db, id))?.end_state != null,
    });

  return async ({ id, attempt }: { id: string; attempt: number }): Promise<Submitted> => {
    const generation = await generationById(db, id);
    if (!generation || generation.end_state !== null) return declined('internal');
    return submit(generation, attempt);
  };
}

const declined = (code: string): Submitted => ({ ...failureOf(code), kind: 'declined' });
