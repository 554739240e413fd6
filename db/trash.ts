import { sql } from 'kysely';
import { compileEachForm, slot } from './compile-once.ts';
import { doom } from './doomed-objects.ts';
import { forgetWordsOfDeleted } from './forget-words.ts';
import { MOST_COUNTED } from './gallery.ts';
import { type Capped, capped } from './gallery-query.ts';
import { type Handle, inTransaction } from './handle.ts';
import { objectKeys } from './images.ts';
import type { Image, Millis } from './schema.ts';
import { forgetIndexed, indexWords } from './word-index.ts';

/**
 * Moves images from the gallery to the trash and returns those that were moved. They are no longer
 * found, and come back into their albums if they are restored.
 */
export async function trashImages(
  db: Handle,
  personId: string,
  imageIds: readonly string[],
  now: Millis,
): Promise<Image[]> {
  if (imageIds.length === 0) return [];
  return inTransaction(db, async (tx) => {
    await lockImages(tx, imageIds);
    const images = await tx
      .updateTable('images')
      .set({ trashed_at: now })
      .where('id', 'in', imageIds)
      .where('person_id', '=', personId)
      .where('trashed_at', 'is', null)
      .returningAll()
      .execute();
    await hideInAlbums(tx, images, now);
    await forgetIndexed(
      tx,
      images.map((image) => image.sort_key),
    );
    return images;
  });
}

/** Brings images back from the trash and returns those that came back. */
export async function restoreImages(
  db: Handle,
  personId: string,
  imageIds: readonly string[],
): Promise<Image[]> {
  if (imageIds.length === 0) return [];
  return inTransaction(db, async (tx) => {
    await lockImages(tx, imageIds);
    const images = await tx
      .updateTable('images')
      .set({ trashed_at: null })
      .where('id', 'in', imageIds)
      .where('person_id', '=', personId)
      .where('trashed_at', 'is not', null)
      .where('deleted_at', 'is', null)
      .returningAll()
      .execute();
    await hideInAlbums(tx, images, null);
    await indexAgain(tx, images);
    return images;
  });
}

/** In one order for everybody, so that two presses at once wait but never for each other. */
async function lockImages(tx: Handle, imageIds: readonly string[]) {
  await tx
    .selectFrom('images')
    .select('id')
    .where('id', 'in', imageIds)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

async function hideInAlbums(tx: Handle, images: readonly Image[], trashedAt: Millis | null) {
  if (images.length === 0) return;
  await tx
    .updateTable('album_images')
    .set({ trashed_at: trashedAt })
    .where(
      'image_id',
      'in',
      images.map((image) => image.id),
    )
    .execute();
}

async function indexAgain(tx: Handle, images: readonly Image[]) {
  if (images.length === 0) return;
  const described = await tx
    .selectFrom('images')
    .innerJoin('generations', 'generations.id', 'images.generation_id')
    .selectAll('images')
    .select('generations.description')
    .where(
      'images.id',
      'in',
      images.map((image) => image.id),
    )
    .execute();
  await indexWords(tx, described);
}

/** Deletes an image of the trash for good and returns it; undefined if it is not there. */
export async function purgeImage(
  db: Handle,
  personId: string,
  imageId: string,
  now: Millis,
): Promise<Image | undefined> {
  return inTransaction(db, async (tx) => {
    const own = await inTrash(tx, personId).select('id').where('id', '=', imageId).execute();
    const [image] = await purge(tx, own, now);
    return image;
  });
}

/** Deletes for good what the person put into the trash until `until`, at most `limit` at a time. */
export async function purgeAll(
  db: Handle,
  personId: string,
  until: Millis,
  now: Millis,
  limit: number,
): Promise<Image[]> {
  return inTransaction(db, async (tx) => {
    const oldest = await inTrash(tx, personId)
      .select('id')
      .where('trashed_at', '<=', until)
      .orderBy('trashed_at')
      .orderBy('sort_key')
      .limit(limit)
      .execute();
    return purge(tx, oldest, now);
  });
}

/** Deletes for good what anybody put into the trash before `before`, at most `limit` at a time. */
export async function purgeDue(
  db: Handle,
  before: Millis,
  now: Millis,
  limit: number,
): Promise<Image[]> {
  return inTransaction(db, async (tx) => {
    return purge(tx, await dueForPurge(tx, before, limit).execute(), now);
  });
}

/** What anybody put into the trash before `before`, the oldest first. */
export const dueForPurge = (db: Handle, before: Millis, limit: number) =>
  db
    .selectFrom('images')
    .select('id')
    .where('trashed_at', '<', before)
    .where('deleted_at', 'is', null)
    .orderBy('trashed_at')
    .orderBy('id')
    .limit(limit);

const inTrash = (db: Handle, personId: string) =>
  db
    .selectFrom('images')
    .where('person_id', '=', personId)
    .where('trashed_at', 'is not', null)
    .where('deleted_at', 'is', null);

/** The rows stay, so that what is left of the person's can be found from where they were. */
async function purge(
  tx: Handle,
  chosen: readonly Pick<Image, 'id'>[],
  now: Millis,
): Promise<Image[]> {
  if (chosen.length === 0) return [];
  const ids = chosen.map(({ id }) => id);
  await lockOrdersOf(tx, ids);
  await lockImages(tx, ids);
  const images = await tx
    .updateTable('images')
    .set({ deleted_at: now, favourite_at: null })
    .where('id', 'in', ids)
    .where('trashed_at', 'is not', null)
    .where('deleted_at', 'is', null)
    .returningAll()
    .execute();
  await forgetImages(tx, images, now);
  await forgetWordsOfDeleted(tx, [...new Set(images.map((image) => image.generation_id))]);
  return images;
}

/** Two images deleted at once take turns, so that the second one knows it is its order's last. */
async function lockOrdersOf(tx: Handle, imageIds: readonly string[]) {
  await tx
    .selectFrom('generations')
    .select('id')
    .where('id', 'in', (eb) =>
      eb.selectFrom('images').select('generation_id').where('id', 'in', imageIds),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}

/** Whatever led to images that are deleted for good: their files, albums, links and words. */
export async function forgetImages(
  tx: Handle,
  images: readonly Pick<Image, 'id' | 'sort_key' | 'bucket' | 'object_key' | 'thumbnail_key'>[],
  now: Millis,
): Promise<void> {
  await doom(tx, images.flatMap(objectKeys), now);
  for (let from = 0; from < images.length; from += BATCH)
    await forgetLinks(tx, images.slice(from, from + BATCH));
}

/** How many images one statement takes: databases limit the values of a statement. */
const BATCH = 500;

async function forgetLinks(tx: Handle, images: readonly Pick<Image, 'id' | 'sort_key'>[]) {
  const ids = images.map((image) => image.id);
  await tx.deleteFrom('album_images').where('image_id', 'in', ids).execute();
  await tx.deleteFrom('shares').where('image_id', 'in', ids).execute();
  await forgetIndexed(
    tx,
    images.map((image) => image.sort_key),
  );
}

/** An image of the trash with its neighbours, the one deleted last first. */
export type TrashCard = {
  image: Image;
  description: string;
  newerId: string | null;
  olderId: string | null;
  /** 1 for the one deleted last; null: too far back to be counted. */
  index: number | null;
  total: Capped;
};

type TrashRow = Image & {
  description: string;
  newer_id: string | null;
  older_id: string | null;
  before: number;
  after: number;
};

const only = { trash: 'trash' } as const;

const askTrash = compileEachForm(
  (form: typeof only.trash) => form,
  () => {
    const own = sql`person_id = ${slot('person')} and trashed_at is not null and deleted_at is null`;
    const spot = sql`(select trashed_at from spot), (select sort_key from spot)`;
    const shown = sql`(select trashed_at from shown), (select sort_key from shown)`;
    const place = sql`(trashed_at, sort_key)`;
    const newerFirst = sql`order by trashed_at, sort_key`;
    const olderFirst = sql`order by trashed_at desc, sort_key desc`;
    const end = sql.lit(Number.MAX_SAFE_INTEGER);
    const cap = sql.lit(MOST_COUNTED);
    const onTheirOwn = sql`from images where id = ${slot('image')} and person_id = ${slot('person')}`;
    return sql<TrashRow>`
      with spot as materialized (select
        coalesce((select trashed_at ${onTheirOwn}), ${end}) as trashed_at,
        coalesce((select sort_key ${onTheirOwn}), ${end}) as sort_key),
      older as materialized (select trashed_at, sort_key from images
        where ${own} and ${place} <= (${spot}) ${olderFirst} limit 1),
      newer as materialized (select trashed_at, sort_key from images
        where ${own} and ${place} > (${spot}) ${newerFirst} limit 1),
      shown as materialized (select * from older
        union all select * from newer where not exists (select 1 from older)),
      ahead as materialized (select count(*) as n from (select 1 from images
        where ${own} and ${place} > (${shown}) ${newerFirst} limit ${cap}) as counted)
      select i.*, g.description, (select n from ahead) as before,
        (select id from images where ${own} and ${place} > (${shown}) ${newerFirst} limit 1)
          as newer_id,
        (select id from images where ${own} and ${place} < (${shown}) ${olderFirst} limit 1)
          as older_id,
        (select count(*) from (select 1 from images where ${own} and ${place} < (${shown})
          ${olderFirst} limit ${cap} - (select n from ahead)) as counted) as after
      from images as i inner join generations as g on g.id = i.generation_id
      where i.sort_key = (select sort_key from shown)`;
  },
);

/** The image of the trash that is named, or the nearest one; null: the one deleted last. */
export async function trashAt(
  db: Handle,
  personId: string,
  imageId: string | null,
): Promise<TrashCard | undefined> {
  const [row] = await askTrash(db, only.trash, { person: personId, image: imageId });
  if (!row) return undefined;
  const { newer_id, older_id, before, after, description, ...image } = row;
  return {
    image,
    description,
    newerId: newer_id,
    olderId: older_id,
    index: before < MOST_COUNTED ? before + 1 : null,
    total: capped(before + 1 + after, MOST_COUNTED),
  };
}

/** How many images lie in the person's trash, counted up to `cap`. */
export async function countTrash(db: Handle, personId: string, cap: number): Promise<Capped> {
  const { n } = await db
    .selectFrom(
      inTrash(db, personId)
        .select('id')
        .limit(cap + 1)
        .as('counted'),
    )
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return capped(n, cap);
}
