import { sql } from 'kysely';
import { slot } from './compile-once.ts';
import {
  type Capped,
  capped,
  type GalleryQuery,
  galleryStatement,
  keySlot,
  mostCounted,
  SLOTS,
  type SpotFragments,
  spotStatement,
} from './gallery-query.ts';
import type { Handle } from './handle.ts';
import type { Generation, Image, Millis } from './schema.ts';

export {
  type Capped,
  type GalleryQuery,
  MOST_COUNTED,
  MOST_ON_PAGE,
  wordsOf,
} from './gallery-query.ts';

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

const idAt = (key: ReturnType<typeof sql>) =>
  sql`(select id from images where sort_key = (${key}))`;

const countOf = (keys: ReturnType<typeof sql>) => sql`(select count(*) from (${keys}) as counted)`;

const one = sql.lit(1);

/** The image of a spot: the one named, else the next older, else the next newer. */
const shown = ({ spot, olderFrom, newer }: SpotFragments) => sql`
  ${spot},
  shown as materialized (select coalesce(
    (${olderFrom(sql`(select sort_key from spot)`, one)}),
    (${newer(sql`(select sort_key from spot)`, one)})) as sort_key)`;

const shownKey = sql`(select sort_key from shown)`;

type CardRow = Image & Around & { ordered: number; description: string };

const askCard = spotStatement<CardRow, { image: string | null }>((fragments) => {
  const { newer, older, cap } = fragments;
  return sql<CardRow>`
    with ${shown(fragments)},
    newer as materialized (select ${countOf(newer(shownKey, cap))} as n)
    select i.*, g.description, g.count as ordered,
      ${idAt(newer(shownKey, one))} as newer_id,
      ${idAt(older(shownKey, one))} as older_id,
      (select n from newer) as before,
      ${countOf(older(shownKey, sql`${cap} - (select n from newer)`))} as after
    from images as i inner join generations as g on g.id = i.generation_id
    where i.sort_key = ${shownKey} and i.person_id = ${slot('person')}`;
});

/** The image of a spot with its neighbours; undefined where the query shows nothing. */
export async function cardAt(
  db: Handle,
  personId: string,
  query: GalleryQuery,
  imageId: string | null,
): Promise<GalleryCard | undefined> {
  const [row] = await askCard(db, personId, query, { image: imageId });
  if (!row) return undefined;
  const cap = mostCounted(query);
  const { newer_id, older_id, before, after, ordered, description, ...image } = row;
  const { generation_id: id, model, shape } = image;
  return {
    image,
    generation: { id, description, model, shape, count: ordered },
    newerId: newer_id,
    olderId: older_id,
    index: before < cap ? before + 1 : null,
    total: capped(before + 1 + after, cap),
  };
}

/** How many newer ones a page is aligned with: a multiple of its size and one. */
const alignedBelow = (cap: number, size: number) => cap - ((cap - 1) % size);

type PageRow = Image & Around;

type PageSlots = { image: string | null; size: number; aligned: number };

/**
 * Pages begin at multiples of their size where that can be counted; further back a page begins at
 * the image of the spot, and the page before it leaves none out.
 */
const askPage = spotStatement<PageRow, PageSlots>((fragments) => {
  const { newer, newerFrom, older, olderFrom, cap } = fragments;
  const size = sql`cast(${slot('size')} as integer)`;
  const aligned = sql`cast(${slot('aligned')} as integer)`;
  const n = sql`(select n from newer)`;
  const first = sql`(select sort_key from first)`;
  const last = sql`(select min(sort_key) from page)`;
  const intoPage = sql`case when ${n} < ${aligned} then ${n} % ${size} else 0 end + 1`;
  const back = sql`case when ${n} < ${aligned} then 1
    when ${n} < ${aligned} + ${size} then ${n} - ${aligned} + 1 else ${size} end`;
  const rest = sql`case when ${n} < ${cap} then ${cap} - ${n} else 0 end`;
  return sql<PageRow>`
    with ${shown(fragments)},
    newer as materialized (select ${countOf(newer(shownKey, sql`${aligned} + ${size}`))} as n),
    first as materialized (
      select max(sort_key) as sort_key from (${newerFrom(shownKey, intoPage)}) as onwards),
    page as materialized (select sort_key from (${olderFrom(first, size)}) as downwards)
    select i.*,
      ${idAt(sql`select max(sort_key) from (${newer(first, back)}) as onwards`)} as newer_id,
      ${idAt(older(last, one))} as older_id,
      ${n} as before,
      ${countOf(older(shownKey, rest))} as after
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
  const cap = mostCounted(query);
  const aligned = alignedBelow(cap, size);
  const rows = await askPage(db, personId, query, { image: imageId, size, aligned });
  const [row] = rows;
  if (!row) return undefined;
  const { newer_id, older_id, before, after } = row;
  return {
    images: rows.map(({ newer_id: _n, older_id: _o, before: _b, after: _a, ...image }) => image),
    first: before < aligned ? before - (before % size) + 1 : null,
    newerId: newer_id,
    olderId: older_id,
    total: capped(before + 1 + after, cap),
  };
}

const askCount = galleryStatement<{ n: number }, { enough: number }>(
  ({ any }) => sql<{ n: number }>`
    select ${countOf(any(slot('enough')))} as n`,
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
