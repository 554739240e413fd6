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

/** Prepares a statement about a gallery: `build` writes it with the fragments it is given. */
export function galleryStatement<Row, More extends Slots>(
  build: (fragments: Fragments) => RawBuilder<Row>,
) {
  const ask = compileEachForm(nameOf, (db, form: GalleryForm) => build(fragmentsOf(db, form)));
  return (db: Handle, personId: string, query: GalleryQuery, more: More) =>
    ask(db, formOf(query), {
      person: personId,
      look: query.look ?? null,
      shape: query.shape ?? null,
      album: query.albumId ?? null,
      from: keyAt(query.from),
      until: keyAt(query.until),
      words: query.words?.length ? searchFor(db, personId, query.words, query) : null,
      ...more,
    });
}

/** What statements about a gallery are written with. */
export type Fragments = {
  /** Sort keys of what is shown, newer than a key, nearest first. */
  newer: (than: Sql, limit: Sql) => Sql;
  /** Sort keys of what is shown, older than a key, nearest first. */
  older: (than: Sql, limit: Sql) => Sql;
  /** As `newer` and `older`, with the key itself. */
  newerFrom: (key: Sql, limit: Sql) => Sql;
  olderFrom: (key: Sql, limit: Sql) => Sql;
  /** Any of what is shown. */
  any: (limit: Sql) => Sql;
};

function fragmentsOf(db: Handle, form: GalleryForm): Fragments {
  const { from, key, where } = sourceOf(db, form);
  const keys = (comparison: Sql, direction: Sql, limit: Sql) => sql`
    select ${key} as sort_key from ${from} where ${where} and ${key} ${comparison}
    order by ${key} ${direction} limit ${limit}`;
  return {
    newer: (than, limit) => keys(sql`> ${than}`, sql`asc`, limit),
    older: (than, limit) => keys(sql`< ${than}`, sql`desc`, limit),
    newerFrom: (than, limit) => keys(sql`>= ${than}`, sql`asc`, limit),
    olderFrom: (than, limit) => keys(sql`<= ${than}`, sql`desc`, limit),
    any: (limit) => sql`
      select ${key} as sort_key from ${from} where ${where}
      order by ${key} desc limit ${limit}`,
  };
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
  if (form.includes('albumId')) return ofAlbum(filters);
  return { ...gallery, where: all([gallery.where, ...filters]) };
}

/** The whole gallery, in its order. */
const gallery: Source = {
  from: sql`images as i`,
  key: sql`i.sort_key`,
  where: sql`i.person_id = ${slot('person')} and i.trashed_at is null`,
};

/** Look, shape and kind are sought as words are. */
function byWords(db: Handle, form: GalleryForm): Source {
  const filters = form.includes('favourites') ? [favourite] : [];
  const { key, matches, own } = wordIndexOf(db);
  const inAlbum = form.includes('albumId') ? [holds(ofAlbum([]), key)] : [];
  const where = all([...own, matches(slot('words')), ...inAlbum, ...havingImage(key, filters)]);
  return { from: sql`image_words as w`, key, where };
}

function ofAlbum(filters: readonly Sql[]): Source {
  const key = sql`a.sort_key`;
  const own = sql`select id from albums where id = ${slot('album')} and person_id = ${slot('person')}`;
  const inIt = [sql`a.album_id = (${own})`, sql`a.trashed_at is null`];
  return { from: sql`album_images as a`, key, where: all([...inIt, ...havingImage(key, filters)]) };
}

/** Not `exists`, which a planner may turn round: the source that leads is the one to be read. */
const holds = (source: Source, key: Sql) =>
  sql`(select 1 from ${source.from} where ${source.where} and ${source.key} = ${key}) = 1`;

/** Nothing to look up where nothing of the image is asked. */
const havingImage = (key: Sql, filters: readonly Sql[]): readonly Sql[] =>
  filters.length === 0 ? [] : [holds({ ...gallery, where: all([gallery.where, ...filters]) }, key)];

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
  favourites: favourite,
  described: sql`i.avatar_id is null`,
  avatar: sql`i.avatar_id is not null`,
};

/** The sort key of the spot that an image names; of the newest, where it is not the person's. */
export const spotKey = sql`coalesce(
  (select sort_key from images where id = ${slot('image')} and person_id = ${slot('person')}),
  ${sql.lit(END_OF_TIME)})`;

/** Of two capped halves of a gallery around an image. */
export const capped = (counted: number, cap: number): Capped => ({
  count: Math.min(counted, cap),
  isMore: counted > cap,
});
