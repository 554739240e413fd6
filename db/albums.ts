import { sql } from 'kysely';
import { type Capped, capped } from './gallery-query.ts';
import { type Handle, inTransaction } from './handle.ts';
import { lockPerson } from './lock-person.ts';
import type { AlbumRow, Millis } from './schema.ts';

/** Albums of a person. */
export const MOST_ALBUMS = 50;

/** Images of an album are counted up to here. */
const MOST_COUNTED = 1000;

export type Album = Pick<AlbumRow, 'id' | 'title' | 'created_at'> & {
  /** Its images, without those in the trash. */
  n: Capped;
};

const albums = (db: Handle, personId: string) =>
  db
    .selectFrom('albums')
    .select(['id', 'title', 'created_at'])
    .select((eb) =>
      eb
        .selectFrom((eb) =>
          eb
            .selectFrom('album_images')
            .select('sort_key')
            .whereRef('album_id', '=', 'albums.id')
            .where('trashed_at', 'is', null)
            .limit(sql.lit(MOST_COUNTED + 1))
            .as('held'),
        )
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .as('held'),
    )
    .where('person_id', '=', personId);

type Row = Pick<AlbumRow, 'id' | 'title' | 'created_at'> & { held: number | null };

const toAlbum = ({ held, ...album }: Row): Album => ({
  ...album,
  n: capped(held ?? 0, MOST_COUNTED),
});

/** The person's albums, by title. */
export async function albumsOf(db: Handle, personId: string): Promise<Album[]> {
  const rows = await albums(db, personId).orderBy('title_key').execute();
  return rows.map(toAlbum);
}

/** The person's album, or undefined if it is not theirs. */
export async function albumOf(
  db: Handle,
  personId: string,
  albumId: string,
): Promise<Album | undefined> {
  const row = await albums(db, personId).where('id', '=', albumId).executeTakeFirst();
  return row && toAlbum(row);
}

export type Naming = {
  personId: string;
  /** Null: a new one. */
  albumId: string | null;
  /** 1–40 characters, once its blanks are put in order. */
  title: string;
  /** What a new album begins with. */
  imageIds: readonly string[];
  now: Millis;
  newId: () => string;
  /** The effect that asks: its repeat is told the same. */
  request: string;
};

export type Named =
  | { kind: 'named'; albumId: string }
  /** Another of the person's has this title; there are too many; the album is gone. */
  | { kind: 'taken' | 'too-many' | 'gone' };

/** A title as it is shown. */
const tidy = (title: string) => title.normalize('NFC').trim().replace(/\s+/gu, ' ');

/** A title as it is compared. */
const keyOf = (title: string) => tidy(title).normalize('NFKC').toLowerCase().replaceAll('ё', 'е');

/**
 * Makes an album of this name with these images, or gives the one named a new name. Who names two
 * at once takes turns: there are no two of one title, and never too many.
 */
export async function nameAlbum(db: Handle, naming: Naming): Promise<Named> {
  return inTransaction(db, async (tx) => {
    const person = await lockPerson(tx, naming.personId);
    if (!person || person.erased_at !== null) return { kind: 'gone' };
    return naming.albumId === null
      ? makeAlbum(tx, naming)
      : renameAlbum(tx, naming, naming.albumId);
  });
}

async function makeAlbum(tx: Handle, naming: Naming): Promise<Named> {
  const { personId, title, imageIds, now, newId, request } = naming;
  const own = await tx
    .selectFrom('albums')
    .select(['id', 'title_key', 'request'])
    .where('person_id', '=', personId)
    .execute();
  const made = own.find((album) => album.request === request);
  if (made) return { kind: 'named', albumId: made.id };
  if (own.some((album) => album.title_key === keyOf(title))) return { kind: 'taken' };
  if (own.length >= MOST_ALBUMS) return { kind: 'too-many' };
  const id = newId();
  const titles = { title: tidy(title), title_key: keyOf(title) };
  await tx
    .insertInto('albums')
    .values({ id, person_id: personId, ...titles, request, created_at: now })
    .execute();
  await addToAlbum(tx, personId, id, imageIds);
  return { kind: 'named', albumId: id };
}

async function renameAlbum(tx: Handle, naming: Naming, albumId: string): Promise<Named> {
  const { personId, title } = naming;
  const sameTitle = await tx
    .selectFrom('albums')
    .select('id')
    .where('person_id', '=', personId)
    .where('title_key', '=', keyOf(title))
    .where('id', '!=', albumId)
    .executeTakeFirst();
  const own = await tx
    .selectFrom('albums')
    .select('id')
    .where('id', '=', albumId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!own) return { kind: 'gone' };
  if (sameTitle) return { kind: 'taken' };
  await tx
    .updateTable('albums')
    .set({ title: tidy(title), title_key: keyOf(title) })
    .where('id', '=', albumId)
    .execute();
  return { kind: 'named', albumId };
}

/** Deletes the person's album; its images stay. False if it is not theirs, or gone. */
export async function deleteAlbum(db: Handle, personId: string, albumId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('albums')
    .where('id', '=', albumId)
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** Puts images of the person's into their album or takes them out; returns whether it is there. */
export async function putInAlbum(
  db: Handle,
  personId: string,
  albumId: string,
  imageIds: readonly string[],
  added: boolean,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const album = await tx
      .selectFrom('albums')
      .select('id')
      .where('id', '=', albumId)
      .where('person_id', '=', personId)
      .forKeyShare()
      .executeTakeFirst();
    if (!album) return false;
    if (added) await addToAlbum(tx, personId, albumId, imageIds);
    else await takeFromAlbum(tx, albumId, imageIds);
    return true;
  });
}

/** Holds back who would move the images to the trash meanwhile. */
async function addToAlbum(
  tx: Handle,
  personId: string,
  albumId: string,
  imageIds: readonly string[],
) {
  if (imageIds.length === 0) return;
  const images = await tx
    .selectFrom('images')
    .select(['id', 'sort_key'])
    .where('id', 'in', imageIds)
    .where('person_id', '=', personId)
    .where('trashed_at', 'is', null)
    .orderBy('id')
    .forShare()
    .execute();
  if (images.length === 0) return;
  await tx
    .insertInto('album_images')
    .values(images.map(({ id, sort_key }) => ({ album_id: albumId, image_id: id, sort_key })))
    .onConflict((conflict) => conflict.columns(['album_id', 'sort_key']).doNothing())
    .execute();
}

async function takeFromAlbum(tx: Handle, albumId: string, imageIds: readonly string[]) {
  if (imageIds.length === 0) return;
  await tx
    .deleteFrom('album_images')
    .where('album_id', '=', albumId)
    .where('image_id', 'in', imageIds)
    .execute();
}

/** Ids of the person's albums that hold each of these images; none for no images. */
export async function albumsWith(
  db: Handle,
  personId: string,
  imageIds: readonly string[],
): Promise<string[]> {
  const ids = [...new Set(imageIds)];
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('album_images')
    .innerJoin('albums', 'albums.id', 'album_images.album_id')
    .select('albums.id')
    .where('albums.person_id', '=', personId)
    .where('image_id', 'in', ids)
    .groupBy('albums.id')
    .having(({ fn }) => fn.countAll<number>(), '=', ids.length)
    .execute();
  return rows.map((row) => row.id);
}

/** Titles of the albums that an image is in, in their order. */
export async function albumTitlesOf(db: Handle, imageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('album_images')
    .innerJoin('albums', 'albums.id', 'album_images.album_id')
    .select('title')
    .where('image_id', '=', imageId)
    .orderBy('title_key')
    .execute();
  return rows.map((row) => row.title);
}
