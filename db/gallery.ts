import { type RawBuilder, sql } from 'kysely';
import { slot } from './compile-once.ts';
import {
  type Capped,
  capped,
  type Fragments,
  type GalleryQuery,
  galleryStatement,
  keySlot,
  SLOTS,
  spotKey,
} from './gallery-query.ts';
import type { Handle } from './handle.ts';
import type { Generation, Image, Millis } from './schema.ts';

export { type Capped, type GalleryQuery, wordsOf } from './gallery-query.ts';

/** Positions and totals are counted up to here, so that a huge gallery costs what a small one does. */
export const MOST_COUNTED = 1000;

/** What an image's order said. */
export type ImageOrder = Pick<Generation, 'id' | 'description' | 'model' | 'shape' | 'count'>;

/** An image with what lies around it, newest first. */
export type GalleryCard = {
  image: Image;
  generation: ImageOrder;
  newerId: string | null;
  olderId: string | null;
  /** 1 for the newest; null: too far back to be counted. */
  index: number | null;
  total: Capped;
};

export type GalleryPage = {
  /** Newest first. */
  images: Image[];
  /** Place of the first one, 1 for the newest; null: too far back to be counted. */
  first: number | null;
  /** An image of the page before and after; null: there is none. */
  newerId: string | null;
  olderId: string | null;
  total: Capped;
};

type Around = { newer_id: string | null; older_id: string | null; before: number; after: number };

type Sql = RawBuilder<unknown>;

/**
 * The images on both sides of a spot, as far as they are counted, and the one that is shown: the
 * one named, else the next older, else the next newer. All else is read from these, so that a
 * search is made twice and not for each thing that is asked about it. The limits are literal,
 * for PostgreSQL plans by them.
 */
const around = ({ newer, olderFrom }: Fragments, beyond: number) => {
  const limit = sql.lit(MOST_COUNTED + beyond);
  const spot = sql`(select sort_key from spot)`;
  return sql`
    spot as materialized (select ${spotKey} as sort_key),
    ahead as materialized (${listed(newer(spot, limit))}),
    behind as materialized (${listed(olderFrom(spot, limit))}),
    shown as materialized (select coalesce(
      (select max(sort_key) from behind), (select min(sort_key) from ahead)) as sort_key),
    newer as materialized (select count(*) as n from ahead where sort_key > ${shown})`;
};

const listed = (keys: Sql) => sql`select sort_key from (${keys}) as listed`;

const shown = sql`(select sort_key from shown)`;

const before = sql`(select n from newer)`;

const after = sql`(select count(*) from behind where sort_key < ${shown})`;

const idAt = (key: Sql) => sql`(select id from images where sort_key = (${key}))`;

type CardRow = Image & Around & { ordered: number; description: string };

const askCard = galleryStatement<CardRow, { image: string | null }>(
  (fragments) => sql<CardRow>`
    with ${around(fragments, 1)}
    select i.*, g.description, g.count as ordered,
      ${idAt(sql`select min(sort_key) from ahead where sort_key > ${shown}`)} as newer_id,
      ${idAt(sql`select max(sort_key) from behind where sort_key < ${shown}`)} as older_id,
      ${before} as before, ${after} as after
    from images as i inner join generations as g on g.id = i.generation_id
    where i.sort_key = ${shown} and i.person_id = ${slot('person')}`,
);

/** The image of a spot with its neighbours; undefined where the query shows nothing. */
export async function cardAt(
  db: Handle,
  personId: string,
  query: GalleryQuery,
  imageId: string | null,
): Promise<GalleryCard | undefined> {
  const [row] = await askCard(db, personId, query, { image: imageId });
  if (!row) return undefined;
  const { newer_id, older_id, before, after, ordered, description, ...image } = row;
  const { generation_id: id, model, shape } = image;
  return {
    image,
    generation: { id, description, model, shape, count: ordered },
    newerId: newer_id,
    olderId: older_id,
    index: before < MOST_COUNTED ? before + 1 : null,
    total: capped(before + 1 + after, MOST_COUNTED),
  };
}

/** How many newer ones a page is aligned with: a multiple of its size and one. */
const alignedBelow = (size: number) => MOST_COUNTED - ((MOST_COUNTED - 1) % size);

type PageRow = Image & Around;

type PageSlots = { image: string | null; size: number; aligned: number };

/** The largest page: so many more than are counted are read on either side. */
const MOST_ON_PAGE = 24;

/**
 * Pages begin at multiples of their size where that can be counted; further back a page begins at
 * the image of the spot, and the page before it leaves none out.
 */
const askPage = galleryStatement<PageRow, PageSlots>((fragments) => {
  const size = sql`cast(${slot('size')} as integer)`;
  const aligned = sql`cast(${slot('aligned')} as integer)`;
  const first = sql`(select sort_key from first)`;
  const intoPage = sql`case when ${before} < ${aligned} then ${before} % ${size} else 0 end + 1`;
  const back = sql`case when ${before} < ${aligned} then 1
    when ${before} < ${aligned} + ${size} then ${before} - ${aligned} + 1 else ${size} end`;
  const onwards = (from: Sql, limit: Sql) => sql`select max(sort_key) as sort_key from (
    select sort_key from around where sort_key ${from} order by sort_key limit ${limit}) as onwards`;
  return sql<PageRow>`
    with ${around(fragments, MOST_ON_PAGE)},
    around as materialized (select sort_key from ahead union all select sort_key from behind),
    first as materialized (${onwards(sql`>= ${shown}`, intoPage)}),
    page as materialized (select sort_key from around where sort_key <= ${first}
      order by sort_key desc limit ${size})
    select i.*,
      ${idAt(onwards(sql`> ${first}`, back))} as newer_id,
      ${idAt(sql`select max(sort_key) from behind
        where sort_key < (select min(sort_key) from page)`)} as older_id,
      ${before} as before, ${after} as after
    from images as i
    where i.sort_key in (select sort_key from page) and i.person_id = ${slot('person')}
    order by i.sort_key desc`;
});

/** The page of at most 24 that holds the image of a spot; undefined where nothing is shown. */
export async function pageAt(
  db: Handle,
  personId: string,
  query: GalleryQuery,
  imageId: string | null,
  size: number,
): Promise<GalleryPage | undefined> {
  const aligned = alignedBelow(size);
  const rows = await askPage(db, personId, query, { image: imageId, size, aligned });
  const [row] = rows;
  if (!row) return undefined;
  const { newer_id, older_id, before, after } = row;
  return {
    images: rows.map(({ newer_id: _n, older_id: _o, before: _b, after: _a, ...image }) => image),
    first: before < aligned ? before - (before % size) + 1 : null,
    newerId: newer_id,
    olderId: older_id,
    total: capped(before + 1 + after, MOST_COUNTED),
  };
}

const one = sql.lit(1);

const askCount = galleryStatement<{ n: number }, { enough: number }>(
  ({ any }) => sql<{ n: number }>`
    select count(*) as n from (${any(slot('enough'))}) as counted`,
);

/** How many images the query shows, counted up to `cap`. */
export async function countUpTo(
  db: Handle,
  personId: string,
  query: GalleryQuery,
  cap: number,
): Promise<Capped> {
  const [row] = await askCount(db, personId, query, { enough: cap + 1 });
  return capped(row?.n ?? 0, cap);
}

const askBefore = galleryStatement<{ sort_key: number }, { key: number }>(
  ({ older }) => sql<{ sort_key: number }>`${older(keySlot('key'), one)}`,
);

const askSince = galleryStatement<{ sort_key: number }, { key: number }>(
  ({ newerFrom }) => sql<{ sort_key: number }>`${newerFrom(keySlot('key'), one)}`,
);

const timeOf = (rows: readonly { sort_key: number }[]): Millis | null => {
  const [row] = rows;
  return row ? Math.floor(row.sort_key / SLOTS) : null;
};

/** When the newest image made before a time was made; null: there is none. */
export async function newestBefore(
  db: Handle,
  personId: string,
  query: GalleryQuery,
  at: Millis,
): Promise<Millis | null> {
  return timeOf(await askBefore(db, personId, query, { key: at * SLOTS }));
}

/** When the oldest image made at a time or after it was made; null: there is none. */
export async function oldestSince(
  db: Handle,
  personId: string,
  query: GalleryQuery,
  at: Millis,
): Promise<Millis | null> {
  return timeOf(await askSince(db, personId, query, { key: at * SLOTS }));
}
