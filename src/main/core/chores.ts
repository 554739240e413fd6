import type { Chore } from '../../actors/sweep.ts';
import { createIdlePhotos } from '../../effects/avatars/idle-photos.ts';
import { createPurge } from '../../effects/gallery/purge.ts';
import { reconciliation } from '../../effects/generation/reconcile.ts';
import { createSayEnd } from '../../effects/generation/say-end.ts';
import { createSettle } from '../../effects/generation/settle.ts';
import { createFileRemoval } from '../../effects/remove-files.ts';
import { createTellWatchers } from '../../effects/tell-watchers.ts';
import { reconcileTrainings } from '../../effects/training/reconcile.ts';
import { createSayTrainingEnd } from '../../effects/training/say-end.ts';
import { createSettleTraining } from '../../effects/training/settle.ts';
import { factsOf } from '../../log.ts';
import { avatarMoved } from './avatar-moved.ts';
import type { Parts } from './parts.ts';

/** What the sweep looks after for the actors and their wishes. */
export function createChores(parts: Parts): readonly Chore[] {
  const { log, shell, services } = parts;
  return [
    ...reconcileOrders(parts),
    ...lookAfterTrainings(parts),
    services.cards.ticking,
    services.trainingCards.ticking,
    services.firstPicture.missed,
    createFileRemoval({
      ...services,
      onError: (object, error) =>
        log.error('A file was not removed yet', { ...object, ...factsOf(error) }),
    }),
    services.files.repairing,
    createPurge(services).overdue,
    createIdlePhotos(services),
    createTellWatchers({
      ...services,
      peek: shell.peek,
      onError: (error) => log.warn('The end of an outage was not told yet', factsOf(error)),
    }),
  ];
}

function lookAfterTrainings({ log, shell, trainings, services }: Parts): readonly Chore[] {
  const sayEnd = createSayTrainingEnd({ ...services, onMoved: avatarMoved(shell) });
  return reconcileTrainings({
    ...services,
    ...trainings,
    settle: createSettleTraining(services),
    tell: (event, input) => trainings.tell(input.id, event, input),
    sayEnd: async (ending) => {
      await services.trainingCards.close(ending.id);
      await sayEnd(ending);
    },
    onError: (id, error) =>
      log.error('A training was not looked after', { training: id, ...factsOf(error) }),
  });
}

function reconcileOrders({ log, actors, services }: Parts): readonly Chore[] {
  const sayEnd = createSayEnd(services);
  return reconciliation({
    ...services,
    ...actors,
    settle: createSettle(services),
    admitWaiting: services.admission.admitWaiting,
    tell: (event, input) => actors.tell(input.id, event, input),
    sayEnd: async (ending) => {
      await services.cards.close(ending.id);
      await sayEnd(ending);
    },
    onError: (id, error) =>
      log.error('An order was not looked after', { generation: id, ...factsOf(error) }),
  });
}
