import { keysOf } from './avatar-photos.ts';
import { lockAvatar } from './avatars.ts';
import { rejudge } from './check-photo.ts';
import { doom } from './doomed-objects.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { Millis } from './schema.ts';

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
    await rejudge(tx, avatarId, now);
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
