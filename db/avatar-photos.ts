import { lockAvatar } from './avatars.ts';
import { doom, pardon } from './doomed-objects.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { ObjectKey } from './images.ts';
import { judgePhotos, type PhotoFinding } from './judge-photos.ts';
import type { AvatarPhoto, Millis } from './schema.ts';

/** A training takes at least so many usable photos, and an avatar has at most so many. */
export const LEAST_PHOTOS = 10;
export const MOST_PHOTOS = 20;

/** Where the files of photos lie. */
export const PHOTO_BUCKET = 'avatars' as const;

const keysOf = (
  photos: readonly Pick<AvatarPhoto, 'object_key' | 'thumbnail_key'>[],
): ObjectKey[] =>
  photos
    .flatMap(({ object_key, thumbnail_key }) => [object_key, thumbnail_key])
    .flatMap((key) => (key === null ? [] : [{ bucket: PHOTO_BUCKET, key }]));

/** All photos of an avatar, those refused too, in the order of their messages. */
export async function photosOf(db: Handle, avatarId: string): Promise<AvatarPhoto[]> {
  return db
    .selectFrom('avatar_photos')
    .selectAll()
    .where('avatar_id', '=', avatarId)
    .orderBy('message_id')
    .orderBy('id')
    .execute();
}

export type UsablePhoto = AvatarPhoto & { object_key: string; thumbnail_key: string };

/** Good, or doubtful and kept all the same. Its file is in the store. */
export const isUsable = (photo: AvatarPhoto): photo is UsablePhoto =>
  photo.object_key !== null &&
  (photo.state === 'good' || (photo.state === 'doubtful' && photo.kept === 1));

/** What is trained on, in the order of their messages. */
export async function usablePhotos(db: Handle, avatarId: string): Promise<UsablePhoto[]> {
  return (await photosOf(db, avatarId)).filter(isUsable);
}

/** The person's photo, or undefined if it is not theirs. */
export async function photoOf(
  db: Handle,
  personId: string,
  photoId: string,
): Promise<AvatarPhoto | undefined> {
  return db
    .selectFrom('avatar_photos')
    .selectAll()
    .where('id', '=', photoId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

export type Receiving = {
  /** For a photo that is new. */
  photoId: string;
  personId: string;
  avatarId: string;
  fileUniqueId: string;
  fileId: string;
  messageId: number;
  now: Millis;
};

export type Received =
  /** To be looked at, whether it is new or was received before. */
  | { kind: 'received'; photo: AvatarPhoto }
  /** This message's photo was looked at before. */
  | { kind: 'known'; photo: AvatarPhoto }
  /** Another message brought the same file, which was not refused. */
  | { kind: 'duplicate' }
  | { kind: 'too-many' }
  /** The avatar is no draft of the person's. */
  | { kind: 'gone' };

/**
 * Writes a photo down before it is looked at. A file that was refused is looked at anew when it is
 * sent again, since what spoke against it may be gone.
 */
export async function receivePhoto(db: Handle, receiving: Receiving): Promise<Received> {
  const { personId, avatarId, fileUniqueId, messageId, now } = receiving;
  return inTransaction(db, async (tx) => {
    const avatar = await lockAvatar(tx, personId, avatarId);
    if (avatar?.state !== 'draft') return { kind: 'gone' };
    const photos = await photosOf(tx, avatarId);
    const same = photos.find((photo) => photo.file_unique_id === fileUniqueId);
    if (same?.message_id === messageId)
      return { kind: same.state === 'received' ? 'received' : 'known', photo: same };
    if (same && same.state !== 'refused') return { kind: 'duplicate' };
    if (photos.filter(({ state }) => state !== 'refused').length >= MOST_PHOTOS)
      return { kind: 'too-many' };
    await tx.updateTable('avatars').set({ touched_at: now }).where('id', '=', avatarId).execute();
    return { kind: 'received', photo: await insertPhoto(tx, receiving, same) };
  });
}

async function insertPhoto(tx: Handle, receiving: Receiving, refused: AvatarPhoto | undefined) {
  const { photoId, personId, avatarId, fileUniqueId, fileId, messageId, now } = receiving;
  if (refused) await tx.deleteFrom('avatar_photos').where('id', '=', refused.id).execute();
  return tx
    .insertInto('avatar_photos')
    .values({
      id: photoId,
      avatar_id: avatarId,
      person_id: personId,
      file_unique_id: fileUniqueId,
      file_id: fileId,
      message_id: messageId,
      state: 'received',
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export type Checking = {
  personId: string;
  avatarId: string;
  photoId: string;
  /** What was found in the photo by itself. */
  found: PhotoFinding;
  now: Millis;
};

export type Checked = {
  /** False: it was looked at before, or is gone. Its objects are then nobody's. */
  taken: boolean;
  /** Photos that are refused now and were not before: the one looked at, or a later equal one. */
  refused: AvatarPhoto[];
};

/**
 * Writes down what was found in a photo, and judges the avatar's photos against each other: it
 * comes to the same whichever was looked at first.
 */
export async function photoChecked(db: Handle, checking: Checking): Promise<Checked> {
  const { personId, avatarId, photoId, found, now } = checking;
  return inTransaction(db, async (tx) => {
    const avatar = await lockAvatar(tx, personId, avatarId);
    if (!avatar) return { taken: false, refused: [] };
    const photo = await writeFinding(tx, avatarId, photoId, found, now);
    if (!photo) return { taken: false, refused: [] };
    if (photo.object_key !== null) await pardon(tx, keysOf([photo]));
    const judged = await judge(tx, avatarId, now);
    return { taken: true, refused: photo.state === 'refused' ? [photo, ...judged] : judged };
  });
}

async function writeFinding(
  tx: Handle,
  avatarId: string,
  photoId: string,
  found: PhotoFinding,
  now: Millis,
): Promise<AvatarPhoto | undefined> {
  const { errors, warnings, file } = found;
  const kept = file && errors.length === 0 ? file : null;
  return tx
    .updateTable('avatar_photos')
    .set({
      state: kept === null ? 'refused' : warnings.length > 0 ? 'doubtful' : 'good',
      issues: JSON.stringify(kept === null ? errors : warnings),
      checked_at: now,
      sha256: file?.sha256 ?? null,
      ...(kept && {
        object_key: kept.objectKey,
        thumbnail_key: kept.thumbnailKey,
        look_hash: kept.lookHash,
        bytes: kept.bytes,
        width: kept.width,
        height: kept.height,
      }),
    })
    .where('id', '=', photoId)
    .where('avatar_id', '=', avatarId)
    .where('state', '=', 'received')
    .returningAll()
    .executeTakeFirst();
}

/** Returns those that are refused by it. */
async function judge(tx: Handle, avatarId: string, now: Millis): Promise<AvatarPhoto[]> {
  const refused: AvatarPhoto[] = [];
  const photos = await photosOf(tx, avatarId);
  for (const { photo, state, issues } of judgePhotos(photos)) {
    const isRefused = state === 'refused';
    if (isRefused) await doom(tx, keysOf([photo]), now);
    const changed = await tx
      .updateTable('avatar_photos')
      .set({
        state,
        issues: JSON.stringify(issues),
        ...(isRefused && { object_key: null, thumbnail_key: null, kept: 0 }),
      })
      .where('id', '=', photo.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    if (isRefused) refused.push(changed);
  }
  return refused;
}

export type PhotoChange = { personId: string; avatarId: string; photoId: string; now: Millis };

/** Removes a photo of the person's draft with its files. False: it is not there. */
export async function removePhoto(
  db: Handle,
  { personId, avatarId, photoId, now }: PhotoChange,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const avatar = await lockAvatar(tx, personId, avatarId);
    if (avatar?.state !== 'draft') return false;
    const photo = await tx
      .deleteFrom('avatar_photos')
      .where('id', '=', photoId)
      .where('avatar_id', '=', avatarId)
      .returningAll()
      .executeTakeFirst();
    if (!photo) return false;
    await doom(tx, keysOf([photo]), now);
    await tx.updateTable('avatars').set({ touched_at: now }).where('id', '=', avatarId).execute();
    await judge(tx, avatarId, now);
    return true;
  });
}

/** Takes a doubtful photo all the same, or not. False: there is no such doubt. */
export async function keepPhoto(
  db: Handle,
  { personId, avatarId, photoId, kept, now }: PhotoChange & { kept: boolean },
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const avatar = await lockAvatar(tx, personId, avatarId);
    if (avatar?.state !== 'draft') return false;
    const { numUpdatedRows } = await tx
      .updateTable('avatar_photos')
      .set({ kept: Number(kept) })
      .where('id', '=', photoId)
      .where('avatar_id', '=', avatarId)
      .where('state', '=', 'doubtful')
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) return false;
    await tx.updateTable('avatars').set({ touched_at: now }).where('id', '=', avatarId).execute();
    return true;
  });
}

/**
 * Forgets an avatar's photos and dooms their files, but for a key that something else shows.
 * Returns their ids: forget what else goes by them.
 */
export async function forgetPhotos(
  tx: Handle,
  avatarId: string,
  now: Millis,
  but: string | null = null,
): Promise<string[]> {
  const photos = await tx
    .deleteFrom('avatar_photos')
    .where('avatar_id', '=', avatarId)
    .returning(['id', 'object_key', 'thumbnail_key'])
    .execute();
  const keys = keysOf(photos).filter(({ key }) => key !== but);
  await doom(tx, keys, now);
  return photos.map(({ id }) => id);
}

/** Forgets the photos of drafts that nobody touched since `before`; as `forgetPhotos` returns. */
export async function forgetIdlePhotos(
  db: Handle,
  before: Millis,
  now: Millis,
  limit: number,
): Promise<string[]> {
  const idle = await db
    .selectFrom('avatars')
    .select(['id', 'person_id'])
    .where('state', '=', 'draft')
    .where('touched_at', '<', before)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('avatar_photos')
          .select('avatar_photos.id')
          .whereRef('avatar_id', '=', 'avatars.id'),
      ),
    )
    .orderBy('touched_at')
    .limit(limit)
    .execute();
  const forgotten: string[] = [];
  for (const { id, person_id } of idle)
    forgotten.push(...(await forgetIfIdle(db, person_id, id, before, now)));
  return forgotten;
}

/** The person may have come back meanwhile. */
const forgetIfIdle = (
  db: Handle,
  personId: string,
  avatarId: string,
  before: Millis,
  now: Millis,
): Promise<string[]> =>
  inTransaction(db, async (tx) => {
    const avatar = await lockAvatar(tx, personId, avatarId);
    if (avatar?.state !== 'draft' || avatar.touched_at >= before) return [];
    return forgetPhotos(tx, avatarId, now);
  });

/**
 * Refuses what was received before `before` and was never looked at: its check was lost, and a
 * training waits for none. Returns those refused.
 */
export async function refuseUnchecked(
  db: Handle,
  before: Millis,
  now: Millis,
): Promise<AvatarPhoto[]> {
  return db
    .updateTable('avatar_photos')
    .set({ state: 'refused', issues: JSON.stringify(['not-fetched']), checked_at: now })
    .where('state', '=', 'received')
    .where('created_at', '<', before)
    .returningAll()
    .execute();
}
