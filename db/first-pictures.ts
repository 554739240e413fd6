import type { Handle } from './handle.ts';
import type { GenerationEnd, Millis, Training } from './schema.ts';

/** What fails so often fails for a reason that a fourth try would meet too. */
export const MOST_TRIES = 3;

/**
 * Between a try and the next: FAL's bad minutes are over by then more often than not, and whoever
 * was promised another is still there.
 */
export const TRY_PAUSE_MS = 5 * 60_000;

/** The promise outlives an outage of days; later nobody waits for it any more. */
export const OWED_FOR_MS = 7 * 24 * 60 * 60_000;

/** Ends after which it is not made again: it came, was not wanted, or is offered on return. */
const LAST_ENDS: readonly GenerationEnd[] = ['succeeded', 'cancelled', 'undeliverable'];

/** `given`: also on its way. `given-up`: there was none, and there will be no other try. */
export type FirstPictureState = 'owed' | 'given' | 'given-up';

interface Tries {
  readonly state: FirstPictureState;
  /** How many orders there were. */
  readonly tries: number;
  /** When the last of them ended; null: none has. */
  readonly lastEndedAt: Millis | null;
}

/** What became of the picture that a training's price includes. */
export async function firstPictureOf(db: Handle, trainingId: string, now: Millis): Promise<Tries> {
  const orders = await db
    .selectFrom('generations')
    .select(['end_state', 'ended_at'])
    .where('training_id', '=', trainingId)
    .execute();
  const isGiven = orders.some(({ end_state: end }) => end === null || LAST_ENDS.includes(end));
  const ends = orders.flatMap(({ ended_at }) => ended_at ?? []);
  const lastEndedAt = ends.length > 0 ? Math.max(...ends) : null;
  const tries = orders.length;
  if (isGiven) return { state: 'given', tries, lastEndedAt };
  const nextTryAt = Math.max(now, (lastEndedAt ?? 0) + TRY_PAUSE_MS);
  const isOwed = tries < MOST_TRIES && !(await isTooLate(db, trainingId, nextTryAt));
  return { state: isOwed ? 'owed' : 'given-up', tries, lastEndedAt };
}

async function isTooLate(db: Handle, trainingId: string, at: Millis): Promise<boolean> {
  const forgotten = await db
    .selectFrom('trainings')
    .select('id')
    .where('id', '=', trainingId)
    .where('ended_at', '<=', at - OWED_FOR_MS)
    .executeTakeFirst();
  return forgotten !== undefined;
}

/** Whether a try may begin now; asked while the person is locked, so that only one does. */
export async function mayTryFirstPicture(
  tx: Handle,
  trainingId: string,
  now: Millis,
): Promise<boolean> {
  const { state, lastEndedAt } = await firstPictureOf(tx, trainingId, now);
  return state === 'owed' && (lastEndedAt === null || lastEndedAt <= now - TRY_PAUSE_MS);
}

/** Trainings whose first picture is owed, and may be tried now; oldest first. */
export async function trainingsOwing(db: Handle, now: Millis, limit: number): Promise<Training[]> {
  return db
    .selectFrom('trainings')
    .innerJoin('avatars', 'avatars.id', 'trainings.avatar_id')
    .selectAll('trainings')
    .where('trainings.end_state', '=', 'succeeded')
    .where('trainings.ended_at', '>', now - OWED_FOR_MS)
    .where('avatars.state', '=', 'ready')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('generations')
            .select('generations.id')
            .whereRef('generations.training_id', '=', 'trainings.id')
            .where((eb) =>
              eb.or([
                eb('generations.end_state', 'is', null),
                eb('generations.end_state', 'in', LAST_ENDS),
                eb('generations.ended_at', '>', now - TRY_PAUSE_MS),
              ]),
            ),
        ),
      ),
    )
    .where(
      ({ selectFrom, fn }) =>
        selectFrom('generations')
          .select(fn.countAll<number>().as('tries'))
          .whereRef('generations.training_id', '=', 'trainings.id'),
      '<',
      MOST_TRIES,
    )
    .orderBy('trainings.ended_at')
    .limit(limit)
    .execute();
}
