import { generationById } from '../../../db/generations.ts';
import type { Answer } from '../../../machines/generation.ts';
import {
  createWatchAttempt,
  type Pace,
  type WatchAttemptNeeds,
} from '../attempts/watch-attempt.ts';
import { answerOf, recordOutcome } from './fal-answer.ts';

export type { Pace };

export interface WatchNeeds
  extends Pick<WatchAttemptNeeds<Answer>, 'db' | 'queue' | 'now' | 'pace'> {
  readonly onRendering: (id: string, attempt: number) => Promise<void>;
}

/** Asks FAL about an order of pictures until it has answered. */
export const createWatch = (needs: WatchNeeds) =>
  createWatchAttempt<Answer>({
    ...needs,
    answerOf,
    record: async (attempt, outcome) => {
      const generation = await generationById(needs.db, attempt.order_id);
      return generation
        ? recordOutcome(needs.db, generation, attempt.n, outcome, needs.now())
        : null;
    },
    onStarted: needs.onRendering,
  });
