import { doom, pardon } from './doomed-objects.ts';
import { type Handle, inTransaction } from './handle.ts';
import { objectKeys } from './images.ts';
import { insertImages, type StoredImage } from './insert-images.ts';
import { medianOf, RECENT_SUCCESSES } from './median-seconds.ts';
import { leftFalIn, setCardIn } from './orders.ts';
import type { Generation, Millis } from './schema.ts';

export { admit, placeInLine, waitingLine } from './admission.ts';
export type { StoredImage } from './insert-images.ts';

/** Whoever it belongs to; for a person's press use `generationOf`. */
export async function generationById(db: Handle, id: string): Promise<Generation | undefined> {
  return db.selectFrom('generations').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The person's generation, or undefined if it is not theirs. */
export async function generationOf(
  db: Handle,
  personId: string,
  id: string,
): Promise<Generation | undefined> {
  return db
    .selectFrom('generations')
    .selectAll()
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

const openGenerations = (db: Handle) =>
  db
    .selectFrom('generations')
    .selectAll()
    .where('end_state', 'is', null)
    .orderBy('created_at')
    .orderBy('id');

/** Everything open, oldest first. */
export async function allOpen(db: Handle): Promise<Generation[]> {
  return openGenerations(db).execute();
}

/** What is open for this person, oldest first. */
export async function openOf(db: Handle, personId: string): Promise<Generation[]> {
  return openGenerations(db).where('person_id', '=', personId).execute();
}

/** Everything open that was ordered before `before`, oldest first. */
export async function openOlderThan(db: Handle, before: Millis): Promise<Generation[]> {
  return openGenerations(db).where('created_at', '<', before).execute();
}

/** Which deadline an open generation is under. */
export type Stage = 'waiting' | 'making' | 'delivering';

export const stageOf = (generation: Generation): Stage => {
  if (generation.stored_at !== null) return 'delivering';
  return generation.admitted_at === null ? 'waiting' : 'making';
};

/** Open generations whose deadline has come, with the stage that took too long. */
export async function overdue(
  db: Handle,
  now: Millis,
): Promise<Array<Generation & { stage: Stage }>> {
  const rows = await openGenerations(db)
    .where((eb) =>
      eb.or([
        eb.and([eb('admitted_at', 'is', null), eb('wait_until', '<=', now)]),
        eb.and([eb('stored_at', 'is', null), eb('deadline_at', '<=', now)]),
        eb('deliver_by', '<=', now),
      ]),
    )
    .execute();
  return rows.map((row) => ({ ...row, stage: stageOf(row) }));
}

/** Its place at FAL is free again. False if it was already, or never had one. */
export const leftFal = (db: Handle, id: string, now: Millis): Promise<boolean> =>
  leftFalIn(db, 'generations', id, now);

export type Storing = {
  id: string;
  images: readonly StoredImage[];
  deliverBy: Millis;
  now: Millis;
};

/**
 * Writes down a generation's pictures, all or none. A repeat changes nothing and is `repeated`;
 * `over` if the generation has ended or never was, and then the objects are nobody's, and doomed.
 */
export async function stored(
  db: Handle,
  { id, images, deliverBy, now }: Storing,
): Promise<'stored' | 'repeated' | 'over'> {
  return inTransaction(db, async (tx) => {
    const generation = await lockOpen(tx, id);
    if (!generation) {
      await doom(tx, images.flatMap(objectKeys), now);
      return 'over';
    }
    if (generation.stored_at !== null) return 'repeated';
    await insertImages(tx, generation, images, now);
    await pardon(tx, images.flatMap(objectKeys));
    await tx
      .updateTable('generations')
      .set({ stored_at: now, deliver_by: deliverBy })
      .where('id', '=', id)
      .execute();
    return 'stored';
  });
}

async function lockOpen(tx: Handle, id: string): Promise<Generation | undefined> {
  return tx
    .selectFrom('generations')
    .selectAll()
    .where('id', '=', id)
    .where('end_state', 'is', null)
    .forUpdate()
    .executeTakeFirst();
}

/** The words that FAL is about to receive. */
export async function noteSent(db: Handle, id: string, sent: string): Promise<void> {
  await db.updateTable('generations').set({ sent }).where('id', '=', id).execute();
}

/** The job's silent card; null: there is none any more. */
export const setCard = (db: Handle, id: string, messageId: number | null): Promise<void> =>
  setCardIn(db, 'generations', id, messageId);

/** The message that carries the result's buttons. */
export async function setResultMessage(
  db: Handle,
  id: string,
  messageId: number | null,
): Promise<void> {
  await db
    .updateTable('generations')
    .set({ result_message_id: messageId })
    .where('id', '=', id)
    .execute();
}

/** How long this model took lately from admission to stored, in seconds; null: nothing known. */
export async function medianSeconds(db: Handle, model: string): Promise<number | null> {
  const rows = await db
    .selectFrom('generations')
    .select(['admitted_at', 'stored_at'])
    .where('model', '=', model)
    .where('end_state', '=', 'succeeded')
    .orderBy('ended_at', 'desc')
    .limit(RECENT_SUCCESSES)
    .execute();
  return medianOf(rows);
}
