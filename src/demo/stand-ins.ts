import { createBotApi } from './bot-api/bot-api.ts';
import { createFal } from './fal/create-fal.ts';
import { TRAINING_FAULTS } from './fal/job.ts';

/** A token and a key of nobody, for the stand-ins alone. */
const TOKEN = '7000000:demo-token-for-the-local-stand-in';
const FAL_KEY = 'demo:demo';

/** How the demo makes pictures and avatars: quick enough to be fun, slow enough to watch. */
const STAGES = { queueMs: 2000, renderMs: 4000 };

export interface StandInsNeeds {
  readonly now: () => number;
  readonly concurrency: number;
  /** How long an avatar takes once it is begun. */
  readonly trainSeconds: number;
}

/** Telegram and FAL as local stand-ins, with what the bot must be told to talk to them. */
export function createStandIns({ now, concurrency, trainSeconds }: StandInsNeeds) {
  const stages = { ...STAGES, trainMs: trainSeconds * 1000 };
  const fal = createFal({ keys: [FAL_KEY], now, stages, concurrency });
  const trouble = {
    kinds: TRAINING_FAULTS,
    next: fal.faults.nextTraining,
    order: (kind: string) => {
      const fault = TRAINING_FAULTS.find((one) => one === kind);
      fal.faults.spoilNextTraining('none');
      if (fault) fal.faults.spoilNextTraining(fault);
    },
  };
  const telegram = createBotApi({ token: TOKEN, now, trouble });
  return {
    telegram: telegram.app.fetch,
    fal: fal.app.fetch,
    token: TOKEN,
    falKey: FAL_KEY,
    /** From the moment that FAL takes one. */
    trainingSeconds: (stages.queueMs + stages.trainMs) / 1000,
    close: () => {
      telegram.close();
      fal.close();
    },
  };
}
