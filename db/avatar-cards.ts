import type { Handle } from './handle.ts';
import type { Attempt, Avatar, Training } from './schema.ts';

/** An avatar among the person's others: the main one before all, then newest first. */
export type AvatarPlace = {
  avatar: Avatar;
  /** 1 for the first. */
  index: number;
  total: number;
  /** The one before it and the one after it. */
  newerId: string | null;
  olderId: string | null;
};

/** More than a draft without a name, which shows nothing that a person would know it by. */
const shownOf = (db: Handle, personId: string) =>
  db
    .selectFrom('avatars')
    .where('person_id', '=', personId)
    .where('deleted_at', 'is', null)
    .where((eb) => eb.or([eb('state', '<>', 'draft'), eb('name', '<>', '')]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc');

const mainFirst = <Row extends { readonly id: string }>(rows: Row[], mainId: string | null) =>
  rows.toSorted((a, b) => Number(b.id === mainId) - Number(a.id === mainId));

/** The avatar named, else the main one, else the newest; undefined: the person has none. */
export async function avatarAt(
  db: Handle,
  personId: string,
  avatarId: string | null,
  mainId: string | null,
): Promise<AvatarPlace | undefined> {
  const all = mainFirst(await shownOf(db, personId).selectAll().execute(), mainId);
  // The first one stands for one that is gone.
  const at = Math.max(
    0,
    all.findIndex(({ id }) => id === avatarId),
  );
  const avatar = all[at];
  if (!avatar) return undefined;
  return {
    avatar,
    index: at + 1,
    total: all.length,
    newerId: all[at - 1]?.id ?? null,
    olderId: all[at + 1]?.id ?? null,
  };
}

/** The person's avatars that can be used, newest first, the main one before all. */
export async function readyAvatarsOf(
  db: Handle,
  personId: string,
  mainId: string | null,
): Promise<Pick<Avatar, 'id' | 'name'>[]> {
  const ready = await shownOf(db, personId)
    .select(['id', 'name'])
    .where('state', '=', 'ready')
    .execute();
  return mainFirst(ready, mainId);
}

/** The photos of an avatar that lie in the store. */
export async function countPhotos(db: Handle, avatarId: string): Promise<number> {
  const { n } = await db
    .selectFrom('avatar_photos')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('avatar_id', '=', avatarId)
    .where('object_key', 'is not', null)
    .executeTakeFirstOrThrow();
  return n;
}

/** An avatar's last training, under way or over; undefined: there was none. */
export async function lastTraining(db: Handle, avatarId: string): Promise<Training | undefined> {
  return db
    .selectFrom('trainings')
    .selectAll()
    .where('avatar_id', '=', avatarId)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The last attempt of an order; undefined: nothing was posted yet. */
export async function lastAttempt(db: Handle, orderId: string): Promise<Attempt | undefined> {
  return db
    .selectFrom('attempts')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Where a photo lies in the bucket `avatars`; null: it is gone, or not there yet. */
export async function photoObject(db: Handle, photoId: string): Promise<string | null> {
  const photo = await db
    .selectFrom('avatar_photos')
    .select('object_key')
    .where('id', '=', photoId)
    .executeTakeFirst();
  return photo?.object_key ?? null;
}

/** Where the photo that stands for an avatar lies in the bucket `avatars`; null: there is none. */
export async function avatarPreview(db: Handle, avatarId: string): Promise<string | null> {
  const avatar = await db
    .selectFrom('avatars')
    .select('preview_key')
    .where('id', '=', avatarId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return avatar?.preview_key ?? null;
}
