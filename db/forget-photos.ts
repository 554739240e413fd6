import { keysOf } from './avatar-photos.ts';
import { lockAvatar } from './avatars.ts';
import { doom } from './doomed-objects.ts';
import { type Handle, inTransaction } from './handle.ts';
import type { Millis } from './schema.ts';

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
