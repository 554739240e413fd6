import { factsOf } from '../../log.ts';
import { createChores } from './chores.ts';
import type { CoreNeeds } from './core-needs.ts';
import { createGenerationActors } from './generation-actors.ts';
import { hearFal } from './hear-fal.ts';
import { createServices } from './services.ts';
import { createTrainingActors } from './training-actors.ts';
import { createWatchedShell } from './watched-shell.ts';
import { wireChatDoers } from './wire-chat-doers.ts';
import { wireGenerationDoers } from './wire-generation-doers.ts';
import { wireTrainingDoers } from './wire-training-doers.ts';

/** The actors and all that carries their wishes out, without the edges that bring events. */
export function createCore(needs: CoreNeeds) {
  const { places, log, metrics, leaseMs } = needs;
  const shell = createWatchedShell({ store: places.store, log, metrics, leaseMs });
  const actors = createGenerationActors(shell);
  const trainings = createTrainingActors(shell);
  const services = createServices(needs, actors, trainings);
  const { outages, cards, trainingCards, files } = services;
  const parts = { ...needs, shell, actors, trainings, services };
  const doers = {
    chat: wireChatDoers(parts),
    generation: wireGenerationDoers(parts),
    avatar: wireTrainingDoers(parts),
  };

  return {
    shell,
    outages,
    chores: createChores(parts),
    start: () => shell.start(doers),
    stop: async (graceMs: number) => {
      await shell.stop(graceMs);
      await Promise.all([cards.idle(), trainingCards.idle()]);
    },
    takeFalWebhook: hearFal(parts),
    /** A picture's file is not in the store: it is looked for. */
    noticeMissing: (imageId: string) => {
      files
        .notice(imageId)
        .catch((error) => log.error('A missing file was not noted', factsOf(error)));
    },
    /** Orders that wait for this person to be back. */
    wakeAll: (ids: readonly string[]) => {
      for (const id of ids)
        actors.wake(id).catch((error) => log.warn('An order was not woken', factsOf(error)));
    },
  };
}

export type Core = ReturnType<typeof createCore>;
