import { sql } from 'kysely';
import { doom } from './doomed-objects.ts';
import { forgetWordsOfDeleted } from './forget-words.ts';
import { type Handle, inTransaction } from './handle.ts';
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

/** What of the gallery is shown. */
export type GalleryFilter = { favourites?: boolean };

/** A place in the gallery, which an image keeps after it was deleted. */
export type GalleryPlace = Pick<Image, 'id' | 'created_at'>;

const gallery = (db: Handle, personId: string, { favourites = false }: GalleryFilter = {}) =>
  db
    .selectFrom('images')
    .where('person_id', '=', personId)
    .where('deleted_at', 'is', null)
    .$if(favourites, (query) => query.where('favourite_at', 'is not', null));

const newerThan = (place: GalleryPlace) =>
  sql<boolean>`(created_at, id) > (${place.created_at}, ${place.id})`;

const olderThan = (place: GalleryPlace) =>
  sql<boolean>`(created_at, id) < (${place.created_at}, ${place.id})`;

const newestFirst = (db: Handle, personId: string, filter?: GalleryFilter) =>
  gallery(db, personId, filter).orderBy('created_at', 'desc').orderBy('id', 'desc');

const oldestFirst = (db: Handle, personId: string, filter?: GalleryFilter) =>
  gallery(db, personId, filter).orderBy('created_at').orderBy('id');

/** The person's image, or undefined if it is not theirs or was deleted. */
export async function imageOf(
  db: Handle,
  personId: string,
  imageId: string,
): Promise<Image | undefined> {
  return gallery(db, personId).selectAll().where('id', '=', imageId).executeTakeFirst();
}

export type Neighbours = {
  newerId: string | null;
  olderId: string | null;
  /** 1 for the newest. */
  index: number;
  total: number;
};

/** What lies around an image, newest first; also around a place whose image is filtered out. */
export async function neighbours(
  db: Handle,
  personId: string,
  place: GalleryPlace,
  filter?: GalleryFilter,
): Promise<Neighbours> {
  const newer = oldestFirst(db, personId, filter).where(newerThan(place));
  const older = newestFirst(db, personId, filter).where(olderThan(place));
  const count = gallery(db, personId, filter).select(({ fn }) => fn.countAll<number>().as('n'));
  const row = await db
    .selectNoFrom([
      newer.select('id').limit(1).as('newerId'),
      older.select('id').limit(1).as('olderId'),
      count.where(newerThan(place)).as('newerCount'),
      count.as('total'),
    ])
    .executeTakeFirstOrThrow();
  const { newerId, olderId, newerCount, total } = row;
  return { newerId, olderId, index: (newerCount ?? 0) + 1, total: total ?? 0 };
}

/** The newest image of the gallery, or undefined if it is empty. */
export async function newest(
  db: Handle,
  personId: string,
  filter?: GalleryFilter,
): Promise<Image | undefined> {
  return newestFirst(db, personId, filter).selectAll().limit(1).executeTakeFirst();
}

/** What to show where an image was: the next older one, else the next newer, else nothing. */
export async function nearestAfterDelete(
  db: Handle,
  personId: string,
  place: GalleryPlace,
  filter?: GalleryFilter,
): Promise<Image | undefined> {
  const older = newestFirst(db, personId, filter).where(olderThan(place));
  const newer = oldestFirst(db, personId, filter).where(newerThan(place));
  return (
    (await older.selectAll().limit(1).executeTakeFirst()) ??
    (await newer.selectAll().limit(1).executeTakeFirst())
  );
}

/** Makes the image a favourite or not, and returns it as it is now; undefined if not theirs. */
export async function setFavourite(
  db: Handle,
  personId: string,
  imageId: string,
  on: boolean,
  now: Millis,
): Promise<Image | undefined> {
  return db
    .updateTable('images')
    .set((eb) => ({ favourite_at: on ? eb.fn.coalesce('favourite_at', eb.val(now)) : null }))
    .where('id', '=', imageId)
    .where('person_id', '=', personId)
    .where('deleted_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/**
 * Takes the image out of the gallery and returns it; once. Its objects are doomed, and with the
 * last image of an ended order its description goes too.
 */
export async function softDelete(
  db: Handle,
  personId: string,
  imageId: string,
  now: Millis,
): Promise<Image | undefined> {
  return inTransaction(db, async (tx) => {
    await lockGenerationOf(tx, imageId);
    const image = await tx
      .updateTable('images')
      .set({ deleted_at: now })
      .where('id', '=', imageId)
      .where('person_id', '=', personId)
      .where('deleted_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!image) return undefined;
    await doom(tx, objectKeys(image), now);
    await forgetWordsOfDeleted(tx, image.generation_id);
    return image;
  });
}

/** Two images that are deleted at once take turns, so that the second one knows it is the last. */
async function lockGenerationOf(tx: Handle, imageId: string) {
  await tx
    .selectFrom('generations')
    .select('id')
    .where('id', '=', (eb) =>
      eb.selectFrom('images').select('generation_id').where('id', '=', imageId),
    )
    .forNoKeyUpdate()
    .execute();
}

/** By place, without those deleted. */
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

/** How many images the person has, and how many of them are favourites. */
export async function imageCounts(
  db: Handle,
  personId: string,
): Promise<{ total: number; favourites: number }> {
  return gallery(db, personId)
    .select(({ fn }) => [
      fn.countAll<number>().as('total'),
      fn.count<number>('favourite_at').as('favourites'),
    ])
    .executeTakeFirstOrThrow();
}

/** Whoever it belongs to; for a person's press use `imageOf`. */
export async function imageById(db: Handle, imageId: string): Promise<Image | undefined> {
  return db
    .selectFrom('images')
    .selectAll()
    .where('id', '=', imageId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
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
