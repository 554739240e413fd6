import { generationById } from '../../../db/generations.ts';
import { trainingById } from '../../../db/trainings.ts';
import {
  createTakeWebhook,
  type HeardOf,
  type TakeWebhook,
} from '../../effects/attempts/take-webhook.ts';
import { recordOutcome } from '../../effects/generation/fal-answer.ts';
import { recordTraining } from '../../effects/training/fal-answer.ts';
import type { Parts } from './parts.ts';

/** What FAL's webhooks speak of: an order of pictures, or a training. */
export function hearFal({ services, actors, trainings }: Parts): TakeWebhook {
  const { db, queue, now } = services;

  const pictures = async (id: string): Promise<HeardOf | null> => {
    const generation = await generationById(db, id);
    if (!generation) return null;
    return {
      isOpen: generation.end_state === null,
      heed: async (attempt, outcome) => {
        const answer = await recordOutcome(db, generation, attempt, outcome, now());
        await actors.tell(id, { type: 'answered', attempt, answer });
      },
    };
  };

  const training = async (id: string): Promise<HeardOf | null> => {
    const found = await trainingById(db, id);
    if (!found) return null;
    return {
      isOpen: found.end_state === null,
      heed: async (attempt, outcome) => {
        const answer = await recordTraining(db, { order_id: id, n: attempt }, outcome, now());
        await trainings.tell(id, { type: 'answered', attempt, answer });
      },
    };
  };

  return createTakeWebhook({
    db,
    queue,
    orderOf: async (id) => (await pictures(id)) ?? (await training(id)),
  });
}
