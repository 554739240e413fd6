import type { Handle } from './handle.ts';
import type { Image, Millis } from './schema.ts';

/** Where an object lies; `bucket` is the role, not the configured name. */
export type ObjectKey = { bucket: string; key: string };

/** The objects behind an image: the picture and its thumbnail. */
export const objectKeys = (
  image: Pick<Image, 'bucket' | 'object_key' | 'thumbnail_key'>,
): ObjectKey[] => [
  { bucket: image.bucket, key: image.object_key },
  { bucket: image.bucket, key: image.thumbnail_key },
];

const gallery = (db: Handle, personId: string) =>
  db.selectFrom('images').where('person_id', '=', personId).where('trashed_at', 'is', null);

/** The person's image, or undefined if it is not theirs, in the trash or deleted. */
export async function imageOf(
  db: Handle,
  personId: string,
  imageId: string,
): Promise<Image | undefined> {
  return gallery(db, personId).selectAll().where('id', '=', imageId).executeTakeFirst();
}

/** Those of these images that are in the person's gallery, newest first. */
export async function imagesOf(
  db: Handle,
  personId: string,
  imageIds: readonly string[],
): Promise<Image[]> {
  if (imageIds.length === 0) return [];
  return gallery(db, personId)
    .selectAll()
    .where('id', 'in', imageIds)
    .orderBy('sort_key', 'desc')
    .execute();
}

/** Makes images favourites or not, and returns those of them that are the person's, as they are now. */
export async function setFavourite(
  db: Handle,
  personId: string,
  imageIds: readonly string[],
  on: boolean,
  now: Millis,
): Promise<Image[]> {
  if (imageIds.length === 0) return [];
  return db
    .updateTable('images')
    .set((eb) => ({ favourite_at: on ? eb.fn.coalesce('favourite_at', eb.val(now)) : null }))
    .where('id', 'in', imageIds)
    .where('person_id', '=', personId)
    .where('trashed_at', 'is', null)
    .returningAll()
    .execute();
}

/** The picture that a message of ours brought as a result, or undefined if it is not in the gallery. */
export async function imageByMessage(
  db: Handle,
  personId: string,
  messageId: number,
): Promise<Image | undefined> {
  return gallery(db, personId)
    .selectAll()
    .where('message_id', '=', messageId)
    .limit(1)
    .executeTakeFirst();
}

/** By place, without those in the trash. */
export async function imagesOfGeneration(
  db: Handle,
  personId: string,
  generationId: string,
): Promise<Image[]> {
  return gallery(db, personId)
    .selectAll()
    .where('generation_id', '=', generationId)
    .orderBy('place')
    .execute();
}

/** Whoever it belongs to, also in the trash; for a person's press use `imageOf`. */
export async function imageById(db: Handle, imageId: string): Promise<Image | undefined> {
  return db
    .selectFrom('images')
    .selectAll()
    .where('id', '=', imageId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
}

/** As `imageById`, for several at once, in no order. */
export async function imagesByIds(db: Handle, imageIds: readonly string[]): Promise<Image[]> {
  if (imageIds.length === 0) return [];
  return db
    .selectFrom('images')
    .selectAll()
    .where('id', 'in', imageIds)
    .where('deleted_at', 'is', null)
    .execute();
}

/** How many pictures an order brought, those deleted since included. */
export async function picturesMade(db: Handle, generationId: string): Promise<number> {
  const { made } = await db
    .selectFrom('images')
    .select(({ fn }) => fn.countAll<number>().as('made'))
    .where('generation_id', '=', generationId)
    .executeTakeFirstOrThrow();
  return made;
}

export { countMissing, markFound, markMissing, missingImages } from './missing-images.ts';
