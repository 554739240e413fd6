import { attemptsOf } from '../../../db/attempts.ts';
import type { Handle } from '../../../db/open.ts';
import {
  openTrainingsOlderThan,
  overdueTrainings,
  type TrainingStage,
  trainingsUnheard,
  trainingsUntold,
} from '../../../db/trainings.ts';
import type { TrainingEnd, TrainingEvent, TrainingInput } from '../../../machines/avatar.ts';
import type { Chore } from '../../actors/sweep.ts';
import type { TrainingEnding } from './settle.ts';

/** An actor has so long to take its first step before it counts as lost. */
const LOST_AFTER_MS = 15_000;
/** A settled training is told within this, or told again. */
const UNTOLD_AFTER_MS = 10_000;
/** The runner has given up by then: ten tries take some three minutes. */
const FORGOTTEN_AFTER_MS = 5 * 60_000;
const UNHEARD_AFTER_MS = 3_000;
const BATCH = 200;

export interface ReconcileTrainingsNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly settle: (ending: TrainingEnding) => Promise<{ readonly end: TrainingEnd }>;
  /** Tells an actor, which is begun anew from its rows where it is gone. */
  readonly tell: (event: TrainingEvent, input: TrainingInput) => Promise<{ readonly kind: string }>;
  /** Says an end to the person without the actor, which has taken its last step. */
  readonly sayEnd: (ending: TrainingEnding) => Promise<unknown>;
  readonly isGone: (id: string) => Promise<boolean>;
  readonly begin: (input: TrainingInput) => Promise<unknown>;
  /** One training could not be looked after; the others were. */
  readonly onError: (id: string, error: unknown) => void;
}

/** How a training ends that ran past the deadline of a stage. Weights that are stored are a success. */
const ends: Readonly<Record<TrainingStage, { readonly end: TrainingEnd; readonly code: string }>> =
  {
    waiting: { end: 'timed_out', code: 'wait' },
    training: { end: 'timed_out', code: 'make' },
    storing: { end: 'succeeded', code: 'make' },
  };

/** Keeps the rows and the actors of trainings together, whatever was lost between them. */
export function reconcileTrainings(needs: ReconcileTrainingsNeeds): readonly Chore[] {
  const { db, now, settle, tell, sayEnd, isGone, begin, onError } = needs;

  /** An actor that is rebuilt goes on with the last attempt that was written down. */
  const inputOf = async (id: string): Promise<TrainingInput> => ({
    id,
    attempt: (await attemptsOf(db, id)).at(-1)?.n ?? 1,
  });

  /** One after another; whatever is wrong with one training holds up no other. */
  const forEach = async <Row extends { readonly id: string }>(
    rows: readonly Row[],
    look: (row: Row) => Promise<unknown>,
  ) => {
    for (const row of rows) await look(row).catch((error) => onError(row.id, error));
  };

  /** The row ends first, whether or not the actor can be reached. */
  const endOverdue = async () =>
    forEach(await overdueTrainings(db, now()), async ({ id, stage }) => {
      const { code, end: wanted } = ends[stage];
      const { end } = await settle({ id, end: wanted, code: wanted === 'succeeded' ? null : code });
      await tell({ type: 'expired', end, code }, await inputOf(id));
    });

  /**
   * An actor that is over has nobody left to tell but the person, and wishes for that itself: only
   * when that wish must be a dead letter is it done here.
   */
  const tellUntold = async () =>
    forEach(await trainingsUntold(db, now() - UNTOLD_AFTER_MS, BATCH), async (row) => {
      const { id, ended_at, error_code: code } = row;
      const end = row.end_state ?? 'failed';
      const event = { type: 'expired', end, code: code ?? 'internal' } as const;
      const { kind } = await tell(event, await inputOf(id));
      const isForgotten = now() - (ended_at ?? 0) > FORGOTTEN_AFTER_MS;
      if (kind === 'ignored' && isForgotten) await sayEnd({ id, end, code });
    });

  const rebuildLost = async () =>
    forEach(await openTrainingsOlderThan(db, now() - LOST_AFTER_MS), async ({ id }) => {
      if (await isGone(id)) await begin(await inputOf(id));
    });

  const tellAdmitted = async () => {
    const unheard = await trainingsUnheard(db, now() - UNHEARD_AFTER_MS);
    await forEach(
      unheard.map((id) => ({ id })),
      async ({ id }) => tell({ type: 'admitted' }, await inputOf(id)),
    );
  };

  return [
    { name: 'overdue-trainings', everyMs: 1000, run: endOverdue },
    { name: 'untold-trainings', everyMs: 5000, run: tellUntold },
    { name: 'lost-trainings', everyMs: 5000, run: rebuildLost },
    { name: 'unheard-trainings', everyMs: 1000, run: tellAdmitted },
  ];
}
