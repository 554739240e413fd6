import type { Handle } from './handle.ts';
import type { ObjectKey } from './images.ts';
import type { AvatarPhoto } from './schema.ts';

/** A training takes at least so many usable photos, and an avatar has at most so many. */
export const LEAST_PHOTOS = 10;
export const MOST_PHOTOS = 20;

/** Where the files of photos lie. */
export const PHOTO_BUCKET = 'avatars' as const;

/** Of a photo's file and thumbnail; of one that was refused there are none. */
export const keysOf = (
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
