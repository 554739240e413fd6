import { doom, pardon } from './doomed-objects.ts';
import { type Handle, inTransaction } from './handle.ts';
import { medianOf, RECENT_SUCCESSES } from './median-seconds.ts';
import { admittedUnheardIn, closeIn, leftFalIn, setCardIn } from './orders.ts';
import type { Millis, Training } from './schema.ts';

/** Where the files of weights lie. */
export const WEIGHTS_BUCKET = 'avatars' as const;

/** Whoever it belongs to; for a person's press use `trainingOf`. */
export async function trainingById(db: Handle, id: string): Promise<Training | undefined> {
  return db.selectFrom('trainings').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The person's training, or undefined if it is not theirs. */
export async function trainingOf(
  db: Handle,
  personId: string,
  id: string,
): Promise<Training | undefined> {
  return db
    .selectFrom('trainings')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

const openRows = (db: Handle) =>
  db
    .selectFrom('trainings')
    .selectAll()
    .where('end_state', 'is', null)
    .orderBy('created_at')
    .orderBy('id');

/** Everything open, oldest first. */
export async function openTrainings(db: Handle): Promise<Training[]> {
  return openRows(db).execute();
}

/** What is open for this person, oldest first. */
export async function openTrainingsOf(db: Handle, personId: string): Promise<Training[]> {
  return openRows(db).where('person_id', '=', personId).execute();
}

/** Everything open that was ordered before `before`, oldest first. */
export async function openTrainingsOlderThan(db: Handle, before: Millis): Promise<Training[]> {
  return openRows(db).where('created_at', '<', before).execute();
}

/** How many trainings an avatar has had, whatever became of them. */
export async function countTrainings(db: Handle, avatarId: string): Promise<number> {
  const { count } = await db
    .selectFrom('trainings')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('avatar_id', '=', avatarId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Which deadline an open training is under; `storing`: the weights are in our store already. */
export type TrainingStage = 'waiting' | 'training' | 'storing';

const stageOf = ({ admitted_at, stored_at }: Training): TrainingStage => {
  if (stored_at !== null) return 'storing';
  return admitted_at === null ? 'waiting' : 'training';
};

/** Open trainings whose deadline has come, with the stage that took too long. */
export async function overdueTrainings(
  db: Handle,
  now: Millis,
): Promise<Array<Training & { stage: TrainingStage }>> {
  const rows = await openRows(db)
    .where((eb) =>
      eb.or([
        eb.and([eb('admitted_at', 'is', null), eb('wait_until', '<=', now)]),
        eb('deadline_at', '<=', now),
      ]),
    )
    .execute();
  return rows.map((row) => ({ ...row, stage: stageOf(row) }));
}

export const trainingLeftFal = (db: Handle, id: string, now: Millis): Promise<boolean> =>
  leftFalIn(db, 'trainings', id, now);

export const setTrainingCard = (db: Handle, id: string, messageId: number | null): Promise<void> =>
  setCardIn(db, 'trainings', id, messageId);

export const closeTraining = (db: Handle, id: string, now: Millis): Promise<void> =>
  closeIn(db, 'trainings', id, now);

export const trainingsUnheard = (db: Handle, before: Millis): Promise<string[]> =>
  admittedUnheardIn(db, 'trainings', before);

/**
 * Ended before `before`, but the person may not know yet. Who cannot be reached is left out until
 * they can be.
 */
export async function trainingsUntold(
  db: Handle,
  before: Millis,
  limit: number,
): Promise<Training[]> {
  return db
    .selectFrom('trainings')
    .innerJoin('people', 'people.id', 'trainings.person_id')
    .selectAll('trainings')
    .where('trainings.closed_at', 'is', null)
    .where('trainings.ended_at', '<', before)
    .where('people.unreachable_at', 'is', null)
    .orderBy('trainings.ended_at')
    .limit(limit)
    .execute();
}

/** Where FAL reads the photos. False: the training is over. */
export async function setArchive(db: Handle, id: string, url: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('trainings')
    .set({ archive_url: url })
    .where('id', '=', id)
    .where('end_state', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

export type StoredWeights = {
  trainingId: string;
  key: string;
  sha256: string;
  bytes: number;
  now: Millis;
};

/**
 * Writes down that the weights lie in our store. `repeated` changes nothing; `over` if the training
 * has ended, and then the object is nobody's, and doomed.
 */
export async function weightsStored(
  db: Handle,
  { trainingId, key, sha256, bytes, now }: StoredWeights,
): Promise<'stored' | 'repeated' | 'over'> {
  const object = { bucket: WEIGHTS_BUCKET, key };
  return inTransaction(db, async (tx) => {
    const training = await tx
      .selectFrom('trainings')
      .selectAll()
      .where('id', '=', trainingId)
      .forUpdate()
      .executeTakeFirst();
    if (!training || training.end_state !== null) {
      // A success owns its weights; of any other end they are nobody's.
      if (training?.end_state !== 'succeeded') await doom(tx, [object], now);
      return 'over';
    }
    if (training.stored_at !== null) return 'repeated';
    await tx
      .updateTable('avatars')
      .set({ weights_key: key, weights_sha256: sha256, weights_bytes: bytes, weights_url: null })
      .where('id', '=', training.avatar_id)
      .where('state', '=', 'training')
      .execute();
    await tx
      .updateTable('trainings')
      .set({ stored_at: now })
      .where('id', '=', trainingId)
      .execute();
    await pardon(tx, [object]);
    return 'stored';
  });
}

/** How long trainings of this preset took lately, in seconds; null: nothing known. */
export async function medianTrainingSeconds(db: Handle, preset: string): Promise<number | null> {
  const rows = await db
    .selectFrom('trainings')
    .select(['admitted_at', 'stored_at'])
    .where('preset', '=', preset)
    .where('end_state', '=', 'succeeded')
    .orderBy('ended_at', 'desc')
    .limit(RECENT_SUCCESSES)
    .execute();
  return medianOf(rows);
}
