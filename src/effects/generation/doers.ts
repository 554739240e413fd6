import { generationById, leftFal } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import type { generationCommands, generationJobs } from '../../../machines/generation.ts';
import type { DoersOf } from '../../actors/doers.ts';
import type { FalQueue } from '../../fal/queue.ts';
import type { Admission } from '../attempts/admission.ts';
import { createCancelAttempt } from '../attempts/cancel-attempt.ts';
import type { Cards } from './cards.ts';
import { createDeliver, type DeliverNeeds } from './deliver.ts';
import { createSayEnd, type SayEndNeeds } from './say-end.ts';
import { createSettle, type SettleNeeds } from './settle.ts';
import { createStore, type StoreNeeds } from './store.ts';
import { createSubmit, type SubmitNeeds } from './submit.ts';
import { createWatch, type WatchNeeds } from './watch.ts';

export interface GenerationDoersNeeds
  extends SubmitNeeds,
    WatchNeeds,
    StoreNeeds,
    DeliverNeeds,
    SettleNeeds,
    SayEndNeeds {
  readonly db: Handle;
  readonly queue: FalQueue;
  readonly admission: Admission;
  readonly cards: Cards;
}

export type GenerationDoers = DoersOf<typeof generationCommands, typeof generationJobs, 'answer'>;

/** Who carries out what the generation's chart wishes. */
export function createGenerationDoers(needs: GenerationDoersNeeds): GenerationDoers {
  const { db, now, admission, cards } = needs;
  const settle = createSettle(needs);

  return {
    jobs: {
      hold: async ({ id }) => {
        if (!(await generationById(db, id)))
          throw Object.assign(new Error('There is no such order'), { retryable: false });
        return null;
      },
      submit: createSubmit(needs),
      watch: createWatch(needs),
      store: createStore(needs),
      deliver: createDeliver(needs),
      settle: async (order) => {
        const { end } = await settle(order);
        return { end };
      },
    },
    commands: {
      admit: ({ id }) => admission.ask({ id, kind: 'generation' }),
      leave: async ({ id }) => {
        await leftFal(db, id, now());
        await admission.admitWaiting();
      },
      cancelAtFal: createCancelAttempt(needs),
      showCard: async ({ id }) => cards.show(id),
      closeCard: ({ id }) => cards.close(id),
      sayEnd: createSayEnd(needs),
    },
  };
}
