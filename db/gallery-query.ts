import { type RawBuilder, sql } from 'kysely';
import { compileEachForm, type Slots, slot } from './compile-once.ts';
import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';
import { searchFor, wordIndexOf } from './word-index.ts';

export { wordsOf } from './words.ts';

/** What of a gallery is shown; all that is named must hold. */
export type GalleryQuery = {
  kind?: 'described' | 'avatar';
  /** A model's id. */
  look?: string;
  shape?: string;
  avatarId?: string;
  favourites?: true;
  albumId?: string;
  from?: Millis;
  /** Exclusive. */
  until?: Millis;
  /** Beginnings of words, as `wordsOf` gives them, in any order; none: it does not matter. */
  words?: readonly string[];
};

/** A number that is not counted beyond a limit. */
export type Capped = { count: number; isMore: boolean };

/** Positions and totals are counted up to here, so that a huge gallery costs what a small one does. */
export const MOST_COUNTED = 1000;

/** As much of a search: its words must be looked at one by one. */
const MOST_FOUND = 200;

/** How far positions and totals of a query are counted. */
export const mostCounted = ({ words }: GalleryQuery): number =>
  words?.length ? MOST_FOUND : MOST_COUNTED;

/** Images of the largest page. */
export const MOST_ON_PAGE = 24;

type Sql = RawBuilder<unknown>;

/** Sort keys: 1024 to the millisecond. */
export const SLOTS = 1024;

/** Beyond every sort key, and still exact. */
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** Which statement a query needs: the filters it names, and whose values they take. */
export type GalleryForm = readonly (keyof GalleryQuery | 'described' | 'avatar')[];

const nameOf = (form: GalleryForm) => form.join(' ');

function formOf({ kind, words, ...query }: GalleryQuery): GalleryForm {
  const names = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [name as keyof GalleryQuery],
  );
  return [
    ...names.sort(),
    ...(kind === undefined ? [] : [kind]),
    ...(words?.length ? (['words'] as const) : []),
  ];
}

/** SQLite gets numbers as floating-point ones, which its full-text index would not seek by. */
export const keySlot = (name: string) => sql`cast(${slot(name)} as bigint)`;

const keyAt = (at: Millis | undefined) => (at === undefined ? null : at * SLOTS);

const slotsOf = (db: Handle, personId: string, query: GalleryQuery): Slots => ({
  person: personId,
  look: query.look ?? null,
  shape: query.shape ?? null,
  avatar: query.avatarId ?? null,
  album: query.albumId ?? null,
  from: keyAt(query.from),
  until: keyAt(query.until),
  words: query.words?.length ? searchFor(db, personId, query.words, query) : null,
});

/** Prepares a statement about a gallery: `build` writes it with the fragments it is given. */
export function galleryStatement<Row, More extends Slots>(
  build: (fragments: Fragments) => RawBuilder<Row>,
) {
  const ask = compileEachForm(nameOf, (db, form: GalleryForm) =>
    build(readingFrom(sourceOf(db, form))),
  );
  return (db: Handle, personId: string, query: GalleryQuery, more: More) =>
    ask(db, formOf(query), { ...slotsOf(db, personId, query), ...more });
}

/** As `galleryStatement`, for what lies around a spot, which the slot `image` names. */
export function spotStatement<Row, More extends Slots & { image: string | null }>(
  build: (fragments: SpotFragments) => RawBuilder<Row>,
) {
  const ask = compileEachForm(nameOf, (db, form: GalleryForm) => build(aroundSpot(db, form)));
  return (db: Handle, personId: string, query: GalleryQuery, more: More) =>
    ask(db, formOf(query), { ...slotsOf(db, personId, query), ...more });
}

/** What statements about a gallery are written with: sort keys of what is shown, nearest first. */
export type Fragments = {
  newer: (than: Sql, limit: Sql) => Sql;
  older: (than: Sql, limit: Sql) => Sql;
  /** As `newer` and `older`, with the key itself. */
  newerFrom: (key: Sql, limit: Sql) => Sql;
  olderFrom: (key: Sql, limit: Sql) => Sql;
  /** Any of what is shown. */
  any: (limit: Sql) => Sql;
};

export type SpotFragments = Fragments & {
  /** How far positions and totals are counted. */
  cap: Sql;
  /** Tables of a `with` that the others refer to: `spot`, of one sort key, and what they read. */
  spot: Sql;
};

function readingFrom({ from, key, where }: Source): Fragments {
  const keys = (condition: Sql, direction: Sql, limit: Sql) => sql`
    select ${key} as sort_key from ${from} where ${where} ${condition}
    order by ${key} ${direction} limit ${limit}`;
  return {
    newer: (than, limit) => keys(sql`and ${key} > ${than}`, sql`asc`, limit),
    older: (than, limit) => keys(sql`and ${key} < ${than}`, sql`desc`, limit),
    newerFrom: (than, limit) => keys(sql`and ${key} >= ${than}`, sql`asc`, limit),
    olderFrom: (than, limit) => keys(sql`and ${key} <= ${than}`, sql`desc`, limit),
    any: (limit) => keys(sql``, sql`desc`, limit),
  };
}

/** The sort key of the spot that an image names; of the newest, where it is not the person's. */
const spot = sql`spot as materialized (select coalesce(
  (select sort_key from images where id = ${slot('image')} and person_id = ${slot('person')}),
  ${sql.lit(END_OF_TIME)}) as sort_key)`;

function aroundSpot(db: Handle, form: GalleryForm): SpotFragments {
  const source = sourceOf(db, form);
  const isListed = form.includes('words') && wordIndexOf(db).isUnordered;
  const cap = sql.lit(form.includes('words') ? MOST_FOUND : MOST_COUNTED);
  if (isListed) return { ...readingFromList(readingFrom(source)), cap };
  return { ...readingFrom(source), spot, cap };
}

/**
 * Where the index does not give its rows in their order, what lies around the spot is listed
 * once, as far as it is ever counted, and read from there. The limits are literal, for PostgreSQL
 * chooses by them whether it walks through the gallery or asks the index.
 */
function readingFromList({ newer, olderFrom }: Fragments): Omit<SpotFragments, 'cap'> {
  const limit = sql.lit(MOST_FOUND + MOST_ON_PAGE);
  const at = sql`(select sort_key from spot)`;
  const listed = sql`listed as materialized (
    select sort_key from (${newer(at, limit)}) as ahead
    union all select sort_key from (${olderFrom(at, limit)}) as behind)`;
  const list = { from: sql`listed`, key: sql`sort_key`, where: sql`true` };
  return { ...readingFrom(list), spot: sql`${spot}, ${listed}` };
}

/** Where the sort keys are read from: the index that leads there most directly. */
type Source = { from: Sql; key: Sql; where: Sql };

function sourceOf(db: Handle, form: GalleryForm): Source {
  const source = driverOf(db, form);
  const span = [
    ...(form.includes('from') ? [sql`${source.key} >= ${keySlot('from')}`] : []),
    ...(form.includes('until') ? [sql`${source.key} < ${keySlot('until')}`] : []),
  ];
  return { ...source, where: all([source.where, ...span]) };
}

function all(conditions: readonly Sql[]): Sql {
  return sql`${sql.join([...conditions], sql` and `)}`;
}

function driverOf(db: Handle, form: GalleryForm): Source {
  if (form.includes('words')) return byWords(db, form);
  const filters = imageFilters(form);
  if (form.includes('albumId') && form.includes('favourites')) {
    // There are fewer favourites than images of a large album.
    return { ...gallery, where: all([gallery.where, ...filters, inAlbum(db, gallery.key)]) };
  }
  if (form.includes('albumId')) return ofAlbum(db, filters);
  return { ...gallery, where: all([gallery.where, ...filters]) };
}

/** The whole gallery, in its order. */
const gallery: Source = {
  from: sql`images as i`,
  key: sql`i.sort_key`,
  where: sql`i.person_id = ${slot('person')} and i.trashed_at is null`,
};

/** Look, shape, kind and avatar are sought as words are. */
function byWords(db: Handle, form: GalleryForm): Source {
  const filters = form.includes('favourites') ? [favourite] : [];
  const { key, matches, own } = wordIndexOf(db);
  const album = form.includes('albumId') ? [inAlbum(db, key)] : [];
  const where = all([...own, matches(slot('words')), ...album, ...havingImage(db, key, filters)]);
  return { from: sql`image_words as w`, key, where };
}

function ofAlbum(db: Handle, filters: readonly Sql[]): Source {
  const key = sql`a.sort_key`;
  const own = sql`select id from albums where id = ${slot('album')} and person_id = ${slot('person')}`;
  const inIt = [sql`a.album_id = (${own})`, sql`a.trashed_at is null`];
  return {
    from: sql`album_images as a`,
    key,
    where: all([...inIt, ...havingImage(db, key, filters)]),
  };
}

const holds = (db: Handle, source: Source, key: Sql) =>
  wordIndexOf(db).isThere(
    sql`select 1 from ${source.from} where ${source.where} and ${source.key} = ${key}`,
  );

const inAlbum = (db: Handle, key: Sql) => holds(db, ofAlbum(db, []), key);

/** Nothing to look up where nothing of the image is asked. */
const havingImage = (db: Handle, key: Sql, filters: readonly Sql[]): readonly Sql[] =>
  filters.length === 0
    ? []
    : [holds(db, { ...gallery, where: all([gallery.where, ...filters]) }, key)];

function imageFilters(form: GalleryForm): readonly Sql[] {
  return form.flatMap((name) => {
    const filter = filters[name];
    return filter ? [filter] : [];
  });
}

const favourite = sql`i.favourite_at is not null`;

const filters: Partial<Record<GalleryForm[number], Sql>> = {
  look: sql`i.model = ${slot('look')}`,
  shape: sql`i.shape = ${slot('shape')}`,
  avatarId: sql`i.avatar_id = ${slot('avatar')}`,
  favourites: favourite,
  described: sql`i.avatar_id is null`,
  avatar: sql`i.avatar_id is not null`,
};

/** Of two capped halves of a gallery around an image. */
export const capped = (counted: number, cap: number): Capped => ({
  count: Math.min(counted, cap),
  isMore: counted > cap,
});
