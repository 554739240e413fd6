import type { Handle } from '../../db/open.ts';
import { outages as openOutages } from '../../db/outages.ts';
import { ConfigError } from '../config.ts';
import type { Outages } from '../effects/outages.ts';
import type { FalQueue, KeyCheck } from '../fal/queue.ts';
import type { Condition } from '../http/health.ts';
import { createLookedLately } from '../http/looked-lately.ts';

export interface FalWatchNeeds {
  readonly db: Handle;
  readonly queue: Pick<FalQueue, 'checkKey'>;
  readonly outages: Pick<Outages, 'heed'>;
  readonly now: () => number;
  /** FAL did not answer at two looks in a row (false), or does so again (true). */
  readonly onTurn: (answers: boolean) => void;
}

/** Whether FAL can be reached and takes the operator's key. */
export interface FalWatch {
  /** @throws ConfigError when FAL refuses the key; one out of reach may come back. */
  assertKey(): Promise<void>;
  /** Asks once more; an outage of the key ends when it is taken again. */
  look(): Promise<void>;
  /** Never `down`: people are served without FAL, and are told. Answers within 2 s. */
  readonly condition: () => Promise<Condition>;
}

/** Shorter than the patience of whoever asks for the condition. */
const ANSWER_MS = 2_000;
/** One look that fails may be a hiccup of the network. */
const LOOKS_UNTIL_TOLD = 2;

const hanging: Condition = { state: 'degraded', detail: 'no answer in time' };

const conditionOf = (check: KeyCheck): Condition =>
  check === 'unreachable' ? { state: 'degraded', detail: 'out of reach' } : { state: 'ok' };

export function createFalWatch(needs: FalWatchNeeds): FalWatch {
  const { db, queue, outages, now, onTurn } = needs;
  const lately = createLookedLately({
    now,
    look: async () => conditionOf(await queue.checkKey()),
  });
  let inVain = 0;

  const ask = async () => {
    const check = await queue.checkKey();
    lately.note(conditionOf(check));
    return check;
  };

  const notice = (check: KeyCheck) => {
    const wasTold = inVain >= LOOKS_UNTIL_TOLD;
    inVain = check === 'unreachable' ? inVain + 1 : 0;
    if (inVain === LOOKS_UNTIL_TOLD) onTurn(false);
    if (wasTold && inVain === 0) onTurn(true);
  };

  return {
    assertKey: async () => {
      if ((await ask()) === 'refused')
        throw new ConfigError([
          'FAL_KEY is refused by FAL: make a new one in the dashboard of fal.ai',
        ]);
    },
    look: async () => {
      const check = await ask();
      notice(check);
      await outages.heed(check);
    },
    condition: async () => {
      const [outage] = await openOutages(db);
      if (outage) return { state: 'degraded', detail: `${outage.subject} at FAL` };
      return soon(lately.condition());
    },
  };
}

async function soon(asked: Promise<Condition>): Promise<Condition> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Condition>((resolve) => {
    timer = setTimeout(resolve, ANSWER_MS, hanging);
  });
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
