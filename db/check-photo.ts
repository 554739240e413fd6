import { keysOf, photosOf } from './avatar-photos.ts';
import { lockAvatar } from './avatars.ts';
import { doom, pardon } from './doomed-objects.ts';
import { type Handle, inTransaction } from './handle.ts';
import { judgePhotos, type PhotoFinding } from './judge-photos.ts';
import type { AvatarPhoto, Millis } from './schema.ts';

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
    const judged = await rejudge(tx, avatarId, now);
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

/** Judges an avatar's photos against each other anew, and returns those that are refused by it. */
export async function rejudge(tx: Handle, avatarId: string, now: Millis): Promise<AvatarPhoto[]> {
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
