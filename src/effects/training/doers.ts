import { trainingById, trainingLeftFal } from '../../../db/trainings.ts';
import type { TrainingAnswer, trainingCommands, trainingJobs } from '../../../machines/avatar.ts';
import type { DoersOf } from '../../actors/doers.ts';
import type { Admission } from '../attempts/admission.ts';
import { createCancelAttempt } from '../attempts/cancel-attempt.ts';
import { createWatchAttempt, type WatchAttemptNeeds } from '../attempts/watch-attempt.ts';
import type { Cards } from '../job-cards.ts';
import { recordTraining, trainingAnswerOf } from './fal-answer.ts';
import { createPack, type PackNeeds } from './pack.ts';
import { createSayTrainingEnd, type SayTrainingEndNeeds } from './say-end.ts';
import { createSettleTraining, type SettleTrainingNeeds } from './settle.ts';
import { createStoreWeights, type StoreWeightsNeeds } from './store-weights.ts';
import { createSubmitTraining, type SubmitTrainingNeeds } from './submit.ts';

export interface TrainingDoersNeeds
  extends PackNeeds,
    SubmitTrainingNeeds,
    StoreWeightsNeeds,
    SettleTrainingNeeds,
    SayTrainingEndNeeds,
    Pick<WatchAttemptNeeds<TrainingAnswer>, 'pace' | 'onStarted'> {
  readonly admission: Admission;
  readonly trainingCards: Cards;
}

export type TrainingDoers = DoersOf<typeof trainingCommands, typeof trainingJobs, 'answer'>;

/** Who carries out what the avatar's chart wishes. */
export function createTrainingDoers(needs: TrainingDoersNeeds): TrainingDoers {
  const { db, now, admission, trainingCards: cards, reach, onMoved } = needs;
  const settle = createSettleTraining(needs);

  return {
    jobs: {
      hold: async ({ id }) => {
        if (!(await trainingById(db, id)))
          throw Object.assign(new Error('There is no such training'), { retryable: false });
        return null;
      },
      pack: createPack(needs),
      submit: createSubmitTraining(needs),
      watch: createWatchAttempt<TrainingAnswer>({
        ...needs,
        answerOf: trainingAnswerOf,
        record: (attempt, outcome) => recordTraining(db, attempt, outcome, now()),
      }),
      store: createStoreWeights(needs),
      settle: async (ending) => {
        const { end } = await settle(ending);
        return { end };
      },
    },
    commands: {
      admit: ({ id }) => admission.ask({ id, kind: 'training' }),
      leave: async ({ id }) => {
        await trainingLeftFal(db, id, now());
        await admission.admitWaiting();
      },
      cancelAtFal: createCancelAttempt(needs),
      showCard: async ({ id }) => {
        cards.show(id);
        const training = await trainingById(db, id);
        const person = training && (await reach.byId(training.person_id));
        if (person) await onMoved(person.telegram_id, training.avatar_id, false);
      },
      closeCard: ({ id }) => cards.close(id),
      sayEnd: createSayTrainingEnd(needs),
    },
  };
}
