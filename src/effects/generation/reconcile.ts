import { openOlderThan, overdue, type Stage } from '../../../db/generations.ts';
import { admittedUnheard, endedUnclosed, undelivered } from '../../../db/unclosed.ts';
import type { End, GenerationEvent, GenerationInput } from '../../../machines/generation.ts';
import type { Chore } from '../../actors/sweep.ts';
import { type OrdersNeeds, reconcileOrders } from '../reconcile-orders.ts';

const UNDELIVERED_AFTER_MS = 60_000;

export interface ReconcileNeeds extends OrdersNeeds<End> {
  readonly admitWaiting: () => Promise<void>;
  readonly tell: (
    event: GenerationEvent,
    input: GenerationInput,
  ) => Promise<{ readonly kind: string }>;
}

/**
 * How an order ends that ran past the deadline of a stage; the codes have words. Pictures that have
 * arrived, if only without their buttons, are a success: `settle` knows when there are none.
 */
const ends: Readonly<Record<Stage, { readonly end: End; readonly code: string }>> = {
  waiting: { end: 'timed_out', code: 'wait' },
  making: { end: 'timed_out', code: 'make' },
  delivering: { end: 'succeeded', code: 'deliver' },
};

/** Keeps the rows and the actors of generations together, whatever was lost between them. */
export function reconciliation(needs: ReconcileNeeds): readonly Chore[] {
  const { db, now, tell, admitWaiting } = needs;
  const orders = reconcileOrders(needs, {
    ends,
    overdue: (at) => overdue(db, at),
    untold: (before) => endedUnclosed(db, before),
    openOlderThan: (before) => openOlderThan(db, before),
    unheard: (before) => admittedUnheard(db, before),
  });

  const admit = async () => {
    await orders.tellAdmitted();
    await admitWaiting();
  };

  /** Wakes a delivery whose person came back just while it learned that they were away. */
  const wakeDeliveries = async () =>
    orders.forEachId(await undelivered(db, now() - UNDELIVERED_AFTER_MS), (input) =>
      tell({ type: 'awake' }, input),
    );

  return [
    { name: 'overdue', everyMs: 1000, run: orders.endOverdue },
    { name: 'untold', everyMs: 5000, run: orders.tellUntold },
    { name: 'lost', everyMs: 5000, run: orders.rebuildLost },
    { name: 'deliveries', everyMs: 30_000, run: wakeDeliveries },
    { name: 'admission', everyMs: 1000, run: admit },
  ];
}
