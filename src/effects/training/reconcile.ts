import {
  openTrainingsOlderThan,
  overdueTrainings,
  type TrainingStage,
  trainingsUnheard,
  trainingsUntold,
} from '../../../db/trainings.ts';
import type { TrainingEnd } from '../../../machines/avatar.ts';
import type { Chore } from '../../actors/sweep.ts';
import { type OrdersNeeds, reconcileOrders } from '../reconcile-orders.ts';

const BATCH = 200;

/** How a training ends that ran past the deadline of a stage. Weights that are stored are a success. */
const ends: Readonly<Record<TrainingStage, { readonly end: TrainingEnd; readonly code: string }>> =
  {
    waiting: { end: 'timed_out', code: 'wait' },
    training: { end: 'timed_out', code: 'make' },
    storing: { end: 'succeeded', code: 'make' },
  };

/** Keeps the rows and the actors of trainings together, whatever was lost between them. */
export function reconcileTrainings(needs: OrdersNeeds<TrainingEnd>): readonly Chore[] {
  const { db } = needs;
  const { endOverdue, tellUntold, rebuildLost, tellAdmitted } = reconcileOrders(needs, {
    ends,
    overdue: (now) => overdueTrainings(db, now),
    untold: (before) => trainingsUntold(db, before, BATCH),
    openOlderThan: (before) => openTrainingsOlderThan(db, before),
    unheard: (before) => trainingsUnheard(db, before),
  });

  return [
    { name: 'overdue-trainings', everyMs: 1000, run: endOverdue },
    { name: 'untold-trainings', everyMs: 5000, run: tellUntold },
    { name: 'lost-trainings', everyMs: 5000, run: rebuildLost },
    { name: 'unheard-trainings', everyMs: 1000, run: tellAdmitted },
  ];
}
