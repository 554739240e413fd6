import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import type { Ddl } from './ddl.ts';

/** Filters, the trash, albums, shared links and the search: what the whole gallery needs. */
export const createGallery = (ddl: Ddl) => async (db: Kysely<Database>) => {
  await createImageIndexes(db);
  await createAlbums(db, ddl);
  await createShares(db, ddl);
  for (const statement of ddl.wordIndex) await sql.raw(statement).execute(db);
};

const galleryIndex = (db: Kysely<Database>, name: string, filters: readonly string[] = []) =>
  db.schema
    .createIndex(`images_${name}`)
    .on('images')
    .columns(['person_id', ...filters, 'sort_key'])
    .where(sql.ref('trashed_at'), 'is', null);

const favourites = [
  ['favourites', []],
  ['favourites_by_look', ['model']],
  ['favourites_by_shape', ['shape']],
] as const;

/** One for each way to look at a gallery, so that each is read in its order from any place. */
async function createImageIndexes(db: Kysely<Database>) {
  await galleryIndex(db, 'gallery').execute();
  await galleryIndex(db, 'by_look', ['model']).execute();
  await galleryIndex(db, 'by_shape', ['shape']).execute();
  await galleryIndex(db, 'by_look_and_shape', ['model', 'shape']).execute();
  for (const [name, filters] of favourites)
    await galleryIndex(db, name, filters).where(sql.ref('favourite_at'), 'is not', null).execute();
  await galleryIndex(db, 'described').where(sql.ref('avatar_id'), 'is', null).execute();
  await galleryIndex(db, 'with_avatar').where(sql.ref('avatar_id'), 'is not', null).execute();
  await db.schema
    .createIndex('images_trash')
    .on('images')
    .columns(['person_id', 'trashed_at', 'sort_key'])
    .where(sql.ref('trashed_at'), 'is not', null)
    .where(sql.ref('deleted_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('images_purge')
    .on('images')
    .columns(['trashed_at', 'id'])
    .where(sql.ref('trashed_at'), 'is not', null)
    .where(sql.ref('deleted_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('images_missing')
    .on('images')
    .columns(['missing_at', 'id'])
    .where(sql.ref('missing_at'), 'is not', null)
    .where(sql.ref('deleted_at'), 'is', null)
    .execute();
}

async function createAlbums(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('albums')
    .addColumn('id', id, (c) => c.primaryKey())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('title', 'text', (c) => c.notNull())
    .addColumn('title_key', id, (c) => c.notNull())
    .addColumn('request', id, (c) => c.notNull().unique())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('albums_title', ['person_id', 'title_key'])
    .execute();
  await db.schema
    .createTable('album_images')
    .addColumn('album_id', id, (c) => c.notNull().references('albums.id').onDelete('cascade'))
    .addColumn('image_id', id, (c) => c.notNull().references('images.id'))
    .addColumn('sort_key', 'bigint', (c) => c.notNull())
    .addColumn('trashed_at', 'bigint')
    .addPrimaryKeyConstraint('album_images_key', ['album_id', 'sort_key'])
    .execute();
  await db.schema
    .createIndex('album_images_shown')
    .on('album_images')
    .columns(['album_id', 'sort_key'])
    .where(sql.ref('trashed_at'), 'is', null)
    .execute();
  await db.schema
    .createIndex('album_images_by_image')
    .on('album_images')
    .columns(['image_id', 'album_id'])
    .execute();
}

async function createShares(db: Kysely<Database>, { id }: Ddl) {
  await db.schema
    .createTable('shares')
    .addColumn('token', id, (c) => c.primaryKey())
    .addColumn('person_id', id, (c) => c.notNull().references('people.id'))
    .addColumn('image_id', id, (c) => c.notNull().unique().references('images.id'))
    .addColumn('description', 'text', (c) => c.notNull())
    .addColumn('shape', 'text', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('model', 'text', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('shares_of_person').on('shares').column('person_id').execute();
}
