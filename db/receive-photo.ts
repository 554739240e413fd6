import { MOST_PHOTOS, photosOf } from './avatar-photos.ts';
import { lockAvatar } from './avatars.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { AvatarPhoto, Millis } from './schema.ts';

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
