import { attemptsOf } from '../../../db/attempts.ts';
import { openOlderThan, overdue, type Stage } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';
import { admittedUnheard, endedUnclosed, undelivered } from '../../../db/unclosed.ts';
import type { End, GenerationEvent, GenerationInput } from '../../../machines/generation.ts';
import type { Chore } from '../../actors/sweep.ts';
import type { Ending } from './say-end.ts';
import type { SettleOrder } from './settle.ts';

/** An actor has so long to take its first step before it counts as lost. */
const LOST_AFTER_MS = 15_000;
/** A settled order is told within this, or told again. */
const UNTOLD_AFTER_MS = 10_000;
/** The runner has given up by then: ten tries take some three minutes. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;
const UNHEARD_AFTER_MS = 3_000;
const UNDELIVERED_AFTER_MS = 60_000;

export interface ReconcileNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly settle: (order: SettleOrder) => Promise<{ readonly end: End }>;
  readonly admitWaiting: () => Promise<void>;
  /** Tells an actor, which is begun anew from its rows where it is gone. */
  readonly tell: (
    event: GenerationEvent,
    input: GenerationInput,
  ) => Promise<{ readonly kind: string }>;
  /** Says an end to the person without the actor, which has taken its last step. */
  readonly sayEnd: (ending: Ending) => Promise<unknown>;
  readonly isGone: (id: string) => Promise<boolean>;
  readonly begin: (input: GenerationInput) => Promise<unknown>;
  /** One order could not be looked after; the others were. */
  readonly onError: (id: string, error: unknown) => void;
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
  const { db, now, settle, tell, sayEnd, isGone, begin, admitWaiting, onError } = needs;

  /** An actor that is rebuilt goes on with the last attempt that was written down. */
  const inputOf = async (id: string): Promise<GenerationInput> => ({
    id,
    attempt: (await attemptsOf(db, id)).at(-1)?.n ?? 1,
  });

  /** One after another; whatever is wrong with one order holds up no other. */
  const forEach = async <Row>(
    rows: readonly Row[],
    idOf: (row: Row) => string,
    look: Look<Row>,
  ) => {
    for (const row of rows) await look(row).catch((error) => onError(idOf(row), error));
  };
  const ofRow = ({ id }: { readonly id: string }) => id;
  const itself = (id: string) => id;

  /** The row ends first, whether or not the actor can be reached. */
  const endOverdue = async () =>
    forEach(await overdue(db, now()), ofRow, async ({ id, stage }) => {
      const { code, end: wanted } = ends[stage];
      const { end } = await settle({ id, end: wanted, code: wanted === 'succeeded' ? null : code });
      await tell({ type: 'expired', end, code }, await inputOf(id));
    });

  /**
   * An actor that is over has nobody left to tell but the person, and wishes for that itself: only
   * when that wish must be a dead letter is it done here.
   */
  const tellUntold = async () =>
    forEach(await endedUnclosed(db, now() - UNTOLD_AFTER_MS), ofRow, async (row) => {
      const { id, ended_at, error_code: code } = row;
      const end = row.end_state ?? 'failed';
      const event = { type: 'expired', end, code: code ?? 'internal' } as const;
      const { kind } = await tell(event, await inputOf(id));
      const isForgotten = now() - (ended_at ?? 0) > FORGOTTEN_AFTER_MS;
      if (kind === 'ignored' && isForgotten) await sayEnd({ id, end, code });
    });

  const rebuildLost = async () =>
    forEach(await openOlderThan(db, now() - LOST_AFTER_MS), ofRow, async ({ id }) => {
      if (await isGone(id)) await begin(await inputOf(id));
    });

  const admit = async () => {
    const unheard = await admittedUnheard(db, now() - UNHEARD_AFTER_MS);
    await forEach(unheard, itself, async (id) => tell({ type: 'admitted' }, await inputOf(id)));
    await admitWaiting();
  };

  /** Wakes a delivery whose person came back just while it learned that they were away. */
  const wakeDeliveries = async () =>
    forEach(await undelivered(db, now() - UNDELIVERED_AFTER_MS), itself, async (id) =>
      tell({ type: 'awake' }, await inputOf(id)),
    );

  return [
    { name: 'overdue', everyMs: 1000, run: endOverdue },
    { name: 'untold', everyMs: 5000, run: tellUntold },
    { name: 'lost', everyMs: 5000, run: rebuildLost },
    { name: 'deliveries', everyMs: 30_000, run: wakeDeliveries },
    { name: 'admission', everyMs: 1000, run: admit },
  ];
}

type Look<Row> = (row: Row) => Promise<unknown>;
