import type { ActorStore } from '../actors/actor-store.ts';
import type { Condition } from '../http/health.ts';
import { createLookedLately } from '../http/looked-lately.ts';

export interface StoreConditionNeeds {
  readonly store: Pick<ActorStore, 'clock'>;
  /** What the store's settings put at risk. */
  readonly risks: () => Promise<readonly string[]>;
  readonly now: () => number;
}

/** Whether the actors' store answers now; and a warning where its settings may lose some. */
export function createStoreCondition({ store, risks, now }: StoreConditionNeeds) {
  const look = async (): Promise<Condition> => {
    const warning = (await risks()).join('; ');
    return { state: 'ok', ...(warning && { warning }) };
  };
  const lately = createLookedLately({ look, now });
  return async (): Promise<Condition> => {
    await store.clock();
    return lately.condition();
  };
}
