import { DbError } from './errors.ts';
import { forgetAvatars } from './forget-avatars.ts';
import { openOf } from './generations.ts';
import { type Handle, inTransaction } from './handle.ts';
import { lockPerson } from './lock-person.ts';
import type { Image, Millis, Person } from './schema.ts';
import { type Settlement, settle } from './settle.ts';
import { settleTraining } from './settle-training.ts';
import { openTrainingsOf } from './trainings.ts';
import { forgetImages } from './trash.ts';

export type Erasing = { personId: string; now: Millis; newId: () => string };

export type Erased = {
  /** Their pictures: forget what else goes by these ids. */
  pictures: Array<Pick<Image, 'id' | 'generation_id'>>;
  avatarIds: string[];
  photoIds: string[];
  /** Trainings that were open and are now cancelled. */
  endedTrainings: string[];
  /** Generations that were open and are now cancelled. */
  ended: Array<Settlement & { generationId: string }>;
};

/**
 * Forgets a person: who they were, what they wrote, their pictures and avatars, whose objects are
 * doomed, their albums and the links they shared.
 * What was open is cancelled and settled first. The ledger, what was consented to, and which promo
 * codes were used, stay under the id that means nobody now. A repeat returns the pictures and
 * avatars again, but no photos. Throws `person_unknown`.
 */
export async function erasePerson(db: Handle, erasing: Erasing): Promise<Erased> {
  return inTransaction(db, async (tx) => {
    const person = await lockPerson(tx, erasing.personId);
    if (!person) throw new DbError('person_unknown', `no person ${erasing.personId}`);
    const ended = await cancelOpen(tx, erasing);
    const endedTrainings = await cancelTrainings(tx, erasing);
    const avatarIds = await avatarIdsOf(tx, person.id);
    const photoIds = await forgetAvatars(tx, person.id, erasing.now);
    await forgetOrders(tx, person.id);
    await forgetChat(tx, person);
    await forgetIdentity(tx, person, erasing.now);
    const pictures = await takeImages(tx, person.id, erasing.now);
    return { pictures, avatarIds, photoIds, endedTrainings, ended };
  });
}

async function cancelOpen(tx: Handle, { personId, now, newId }: Erasing) {
  const ended: Erased['ended'] = [];
  for (const { id } of await openOf(tx, personId)) {
    const settlement = await settle(tx, { generationId: id, end: 'cancelled', now, newId });
    ended.push({ ...settlement, generationId: id });
  }
  return ended;
}

async function cancelTrainings(tx: Handle, { personId, now, newId }: Erasing): Promise<string[]> {
  const open = await openTrainingsOf(tx, personId);
  for (const { id } of open)
    await settleTraining(tx, { trainingId: id, end: 'cancelled', now, newId });
  return open.map(({ id }) => id);
}

/** Those deleted before, too. */
async function avatarIdsOf(tx: Handle, personId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('avatars')
    .select('id')
    .where('person_id', '=', personId)
    .execute();
  return rows.map(({ id }) => id);
}

/** Descriptions are theirs; FAL's answers link to the pictures. */
async function forgetOrders(tx: Handle, personId: string) {
  await tx
    .updateTable('attempts')
    .set({ result: null, error_detail: null })
    .where('order_id', 'in', (eb) =>
      eb.selectFrom('generations').select('id').where('person_id', '=', personId),
    )
    .execute();
  await tx
    .updateTable('generations')
    .set({
      description: '',
      sent: null,
      source_message_id: null,
      card_message_id: null,
      result_message_id: null,
    })
    .where('person_id', '=', personId)
    .execute();
  await tx
    .updateTable('trainings')
    .set({ card_message_id: null, archive_url: null })
    .where('person_id', '=', personId)
    .execute();
}

async function forgetChat(tx: Handle, { id, telegram_id }: Person) {
  await tx.deleteFrom('screens').where('person_id', '=', id).execute();
  await tx.deleteFrom('outage_watchers').where('person_id', '=', id).execute();
  await tx.deleteFrom('coin_requests').where('person_id', '=', id).execute();
  // An effect's id bears the chat's.
  await tx
    .updateTable('promo_redemptions')
    .set({ request: null })
    .where('person_id', '=', id)
    .execute();
  if (telegram_id === null) return;
  await tx.deleteFrom('dead_updates').where('telegram_id', '=', telegram_id).execute();
  await tx.deleteFrom('journal').where('actor_key', '=', `chat:${telegram_id}`).execute();
}

async function forgetIdentity(tx: Handle, { id, erased_at }: Person, now: Millis) {
  await tx
    .updateTable('people')
    .set({
      telegram_id: null,
      language: '',
      shape: null,
      count: null,
      look: null,
      time_zone: null,
      start_parameter: null,
      main_avatar_id: null,
      unreachable_at: null,
      erased_at: erased_at ?? now,
    })
    .where('id', '=', id)
    .execute();
}

/** Also dooms what should be gone already. */
async function takeImages(tx: Handle, personId: string, now: Millis): Promise<Erased['pictures']> {
  const rows = await tx
    .updateTable('images')
    .set((eb) => ({
      trashed_at: eb.fn.coalesce('trashed_at', eb.val(now)),
      deleted_at: eb.fn.coalesce('deleted_at', eb.val(now)),
      favourite_at: null,
      message_id: null,
    }))
    .where('person_id', '=', personId)
    .returning(['id', 'generation_id', 'sort_key', 'bucket', 'object_key', 'thumbnail_key'])
    .execute();
  await forgetImages(tx, rows, now);
  await tx.deleteFrom('albums').where('person_id', '=', personId).execute();
  await tx.deleteFrom('shares').where('person_id', '=', personId).execute();
  return rows.map(({ id, generation_id }) => ({ id, generation_id }));
}
