import { PHOTO_BUCKET } from './avatar-photos.ts';
import { lockAvatar } from './avatars.ts';
import { doom } from './doomed-objects.ts';
import { forgetPhotos } from './forget-photos.ts';
import { forgetWordsOfDeleted } from './forget-words.ts';
import { type Handle, inTransaction } from './handle.ts';
import { lockPerson } from './lock-person.ts';
import type { Avatar, Image, Millis } from './schema.ts';
import { type Settlement, settle } from './settle.ts';
import { forgetImages } from './trash.ts';

/** What went with an avatar: forget what else goes by these ids. */
export type ForgottenAvatar = {
  photoIds: string[];
  pictures: Array<Pick<Image, 'id' | 'generation_id'>>;
  /** Orders that were open and are now cancelled. */
  ended: Array<Settlement & { generationId: string }>;
};

export type AvatarDeletion = {
  personId: string;
  avatarId: string;
  images: 'keep' | 'delete';
  now: Millis;
  newId: () => string;
};

/**
 * Forgets an avatar of the person's, and its pictures if they say so. What stays is a row without
 * content, the consent, the ledger and the pictures that are kept. Null: it is gone, not theirs, or
 * in training.
 */
export async function deleteAvatar(
  db: Handle,
  deletion: AvatarDeletion,
): Promise<ForgottenAvatar | null> {
  const { personId, avatarId, images, now } = deletion;
  return inTransaction(db, async (tx) => {
    await lockPerson(tx, personId);
    const avatar = await lockAvatar(tx, personId, avatarId);
    if (!avatar || avatar.state === 'training') return null;
    const ended = images === 'delete' ? await cancelOpen(tx, deletion) : [];
    const pictures = images === 'delete' ? await takeImages(tx, deletion) : [];
    const photoIds = await forgetAvatar(tx, avatar, now);
    await chooseMain(tx, personId, avatarId);
    return { photoIds, pictures, ended };
  });
}

/** Forgets a draft with its photos and returns their ids. Null: it is no draft of the person's. */
export async function dropDraft(
  db: Handle,
  { personId, avatarId, now }: { personId: string; avatarId: string; now: Millis },
): Promise<string[] | null> {
  return inTransaction(db, async (tx) => {
    const avatar = await lockAvatar(tx, personId, avatarId);
    return avatar?.state === 'draft' ? forgetAvatar(tx, avatar, now) : null;
  });
}

/** Forgets every avatar of a person, whose trainings are over, and returns their photos' ids. */
export async function forgetAvatars(tx: Handle, personId: string, now: Millis): Promise<string[]> {
  const avatars = await tx
    .selectFrom('avatars')
    .selectAll()
    .where('person_id', '=', personId)
    .where('deleted_at', 'is', null)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const photoIds: string[] = [];
  for (const avatar of avatars) photoIds.push(...(await forgetAvatar(tx, avatar, now)));
  return photoIds;
}

async function forgetAvatar(tx: Handle, avatar: Avatar, now: Millis): Promise<string[]> {
  const { id, weights_key, preview_key } = avatar;
  const photoIds = await forgetPhotos(tx, id, now);
  const keys = [weights_key, preview_key].flatMap((key) =>
    key === null ? [] : [{ bucket: PHOTO_BUCKET, key }],
  );
  await doom(tx, keys, now);
  await forgetTrainings(tx, id);
  await forgetSent(tx, id);
  await tx
    .updateTable('avatars')
    .set({
      state: 'deleted',
      deleted_at: now,
      name: '',
      who: null,
      preset: null,
      keep_photos: 0,
      // It is unique and never null; this says nothing.
      trigger_phrase: id,
      weights_key: null,
      weights_sha256: null,
      weights_bytes: null,
      weights_url: null,
      preview_key: null,
    })
    .where('id', '=', id)
    .execute();
  return photoIds;
}

/** What FAL was given and gave: links to the photos and to the weights. */
async function forgetTrainings(tx: Handle, avatarId: string) {
  await tx
    .updateTable('attempts')
    .set({ result: null, error_detail: null })
    .where('order_id', 'in', (eb) =>
      eb.selectFrom('trainings').select('id').where('avatar_id', '=', avatarId),
    )
    .execute();
  await tx
    .updateTable('trainings')
    .set({ archive_url: null })
    .where('avatar_id', '=', avatarId)
    .execute();
}

/** The words that were sent hold the trigger phrase. */
const forgetSent = (tx: Handle, avatarId: string) =>
  tx.updateTable('generations').set({ sent: null }).where('avatar_id', '=', avatarId).execute();

/** Its pictures are not wanted, so those under way are not made. */
async function cancelOpen(tx: Handle, { personId, avatarId, now, newId }: AvatarDeletion) {
  const open = await tx
    .selectFrom('generations')
    .select('id')
    .where('person_id', '=', personId)
    .where('avatar_id', '=', avatarId)
    .where('end_state', 'is', null)
    .orderBy('id')
    .execute();
  const ended: ForgottenAvatar['ended'] = [];
  for (const { id } of open) {
    const settlement = await settle(tx, { generationId: id, end: 'cancelled', now, newId });
    ended.push({ ...settlement, generationId: id });
  }
  return ended;
}

async function takeImages(
  tx: Handle,
  { personId, avatarId, now }: AvatarDeletion,
): Promise<ForgottenAvatar['pictures']> {
  const rows = await tx
    .updateTable('images')
    .set((eb) => ({
      trashed_at: eb.fn.coalesce('trashed_at', eb.val(now)),
      deleted_at: now,
      favourite_at: null,
    }))
    .where('person_id', '=', personId)
    .where('avatar_id', '=', avatarId)
    .where('deleted_at', 'is', null)
    .returning(['id', 'generation_id', 'sort_key', 'bucket', 'object_key', 'thumbnail_key'])
    .execute();
  await forgetImages(tx, rows, now);
  await forgetWordsOfDeleted(tx, [...new Set(rows.map(({ generation_id }) => generation_id))]);
  return rows.map(({ id, generation_id }) => ({ id, generation_id }));
}

/** Where the main one goes, the newest of the others takes its place. */
async function chooseMain(tx: Handle, personId: string, goneId: string) {
  const next = await tx
    .selectFrom('avatars')
    .select('id')
    .where('person_id', '=', personId)
    .where('state', '=', 'ready')
    .orderBy('ready_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  await tx
    .updateTable('people')
    .set({ main_avatar_id: next?.id ?? null })
    .where('id', '=', personId)
    .where('main_avatar_id', '=', goneId)
    .execute();
}
