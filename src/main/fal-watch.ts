import type { Handle } from '../../db/open.ts';
import { outages as openOutages } from '../../db/outages.ts';
import { ConfigError } from '../config.ts';
import type { Outages } from '../effects/outages.ts';
import type { FalQueue, KeyCheck } from '../fal/queue.ts';
import type { Condition } from '../http/health.ts';
import { createLookedLately } from '../http/looked-lately.ts';

export interface FalWatchNeeds {
  readonly db: Handle;
  readonly queue: FalQueue;
  readonly outages: Outages;
  readonly now: () => number;
}

/** Whether FAL can be reached and takes the operator's key. */
export interface FalWatch {
  /** @throws ConfigError when FAL refuses the key; one out of reach may come back. */
  assertKey(): Promise<void>;
  /** Asks once more; an outage of the key ends when it is taken again. */
  look(): Promise<void>;
  readonly condition: () => Promise<Condition>;
}

export function createFalWatch({ db, queue, outages, now }: FalWatchNeeds): FalWatch {
  const conditionOf = (check: KeyCheck): Condition =>
    check === 'unreachable' ? { state: 'degraded', detail: 'out of reach' } : { state: 'ok' };
  const lately = createLookedLately({
    now,
    look: async () => conditionOf(await queue.checkKey()),
  });

  const ask = async () => {
    const check = await queue.checkKey();
    lately.note(conditionOf(check));
    return check;
  };

  return {
    assertKey: async () => {
      if ((await ask()) === 'refused')
        throw new ConfigError([
          'FAL_KEY is refused by FAL: make a new one in the dashboard of fal.ai',
        ]);
    },
    look: async () => outages.heed(await ask()),
    condition: async () => {
      const [outage] = await openOutages(db);
      return outage
        ? { state: 'degraded', detail: `${outage.subject} at FAL` }
        : lately.condition();
    },
  };
}
