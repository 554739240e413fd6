import { type Consent, consentsOf } from './consents.ts';
import { DbError } from './errors.ts';
import type { Handle } from './handle.ts';
import { type Balances, balances, type Operation, operations } from './ledger.ts';
import type {
  AlbumRow,
  Avatar,
  AvatarPhoto,
  Generation,
  Image,
  Person,
  Share,
  Training,
} from './schema.ts';

/** Everything that is kept about a person, as plain data. */
export type PersonExport = {
  profile: Person & { coins: Balances };
  /** Newest first. */
  operations: Operation[];
  /** Oldest first. */
  generations: Generation[];
  /**
   * Oldest first, those in the trash (`trashed_at`) and favourites (`favourite_at`) among them,
   * without those deleted for good; their files are in the store.
   */
  images: Image[];
  /** By title, with the ids of the images in them. */
  albums: Array<Pick<AlbumRow, 'id' | 'title' | 'created_at'> & { images: string[] }>;
  /** Links that lead to their descriptions, oldest first. */
  shares: Array<Pick<Share, 'token' | 'image_id' | 'created_at'>>;
  /** Oldest first, as are the rest; their previews and weights are in the store. */
  avatars: Avatar[];
  /** Those refused too; the files of the others are in the store. */
  photos: AvatarPhoto[];
  trainings: Training[];
  /** Also for avatars that are deleted. */
  consents: Consent[];
};

/** Throws `person_unknown`. */
export async function exportPerson(db: Handle, personId: string): Promise<PersonExport> {
  const person = await db
    .selectFrom('people')
    .selectAll()
    .where('id', '=', personId)
    .executeTakeFirst();
  if (!person) throw new DbError('person_unknown', `no person ${personId}`);
  return {
    profile: { ...person, coins: await balances(db, personId) },
    operations: await allOperations(db, personId),
    generations: await db
      .selectFrom('generations')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    images: await db
      .selectFrom('images')
      .selectAll()
      .where('person_id', '=', personId)
      .where('deleted_at', 'is', null)
      .orderBy('sort_key')
      .execute(),
    albums: await albumsWithImages(db, personId),
    shares: await db
      .selectFrom('shares')
      .select(['token', 'image_id', 'created_at'])
      .where('person_id', '=', personId)
      .orderBy('created_at')
      .orderBy('token')
      .execute(),
    avatars: await db
      .selectFrom('avatars')
      .selectAll()
      .where('person_id', '=', personId)
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    photos: await db
      .selectFrom('avatar_photos')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('avatar_id')
      .orderBy('message_id')
      .orderBy('id')
      .execute(),
    trainings: await db
      .selectFrom('trainings')
      .selectAll()
      .where('person_id', '=', personId)
      .orderBy('created_at')
      .orderBy('id')
      .execute(),
    consents: await consentsOf(db, personId),
  };
}

async function albumsWithImages(db: Handle, personId: string): Promise<PersonExport['albums']> {
  const albums = await db
    .selectFrom('albums')
    .select(['id', 'title', 'created_at'])
    .where('person_id', '=', personId)
    .orderBy('title_key')
    .execute();
  const held = await db
    .selectFrom('album_images')
    .innerJoin('albums', 'albums.id', 'album_images.album_id')
    .select(['album_id', 'image_id'])
    .where('person_id', '=', personId)
    .orderBy('sort_key')
    .execute();
  return albums.map((album) => ({
    ...album,
    images: held.flatMap(({ album_id, image_id }) => (album_id === album.id ? [image_id] : [])),
  }));
}

const PAGE = 500;

async function allOperations(db: Handle, personId: string): Promise<Operation[]> {
  const all: Operation[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await operations(db, personId, { limit: PAGE, ...(last && { before: last }) });
    all.push(...page);
    if (page.length < PAGE) return all;
  }
}
