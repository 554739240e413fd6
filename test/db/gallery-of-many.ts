import { sql } from 'kysely';
import type { Db } from '../../db/open.ts';
import { indexWords } from '../../db/word-index.ts';
import { START, somebody } from './people-with-coins.ts';

const LOOKS = ['m0', 'm1', 'm2', 'm3'];
const SHAPES = ['1:1', '3:4', '4:3'];
const BATCH = 200;

/**
 * Somebody with so many images, one a minute, each of its own order, and an album of every third:
 * ids are `<name>-0`, `<name>-1`, … from the oldest on. Fast, since it skips what money needs.
 */
export async function somebodyWithMany(db: Db, name: string, count: number) {
  const { id: person_id } = await somebody(db);
  const albumId = `album-${name}`;
  const title = { title: name, title_key: name, request: `naming ${name}` };
  const album = { id: albumId, person_id, ...title, created_at: START };
  await db.kysely.insertInto('albums').values(album).execute();
  const all = Array.from({ length: count }, (_, n) => imageOf(name, person_id, n));
  for (let from = 0; from < count; from += BATCH) {
    const some = all.slice(from, from + BATCH);
    await db.kysely.transaction().execute(async (tx) => {
      await tx.insertInto('generations').values(some.map(orderOf)).execute();
      await tx
        .insertInto('images')
        .values(some.map(({ description: _, ...row }) => row))
        .execute();
      await indexWords(tx, some);
      const held = some.flatMap(({ id, sort_key }, n) =>
        n % 3 === 0 ? [{ album_id: albumId, image_id: id, sort_key }] : [],
      );
      await tx.insertInto('album_images').values(held).execute();
    });
  }
  // SQLite is never analysed: its plans must be good without.
  if (db.dialect === 'postgres') await sql`analyze`.execute(db.kysely);
  return { personId: person_id, albumId };
}

/** `common` is in each description, `rare` in one of a hundred. */
function imageOf(name: string, person_id: string, n: number) {
  const id = `${name}-${n}`;
  const created_at = START + n * 60_000 + name.length;
  return {
    id,
    sort_key: created_at * 1024 + (n % 1024),
    person_id,
    generation_id: `order-${id}`,
    model: LOOKS[n % LOOKS.length] ?? '',
    shape: SHAPES[n % SHAPES.length] ?? '',
    avatar_id: n % 50 === 0 ? `avatar${(n / 50) % 2}` : null,
    place: 0,
    bucket: 'imagen4',
    object_key: `${id}.png`,
    thumbnail_key: `${id}.webp`,
    content_type: 'image/png',
    sha256: 'f'.repeat(64),
    bytes: 1000,
    width: 1024,
    height: 1024,
    created_at,
    favourite_at: n % 20 === 0 ? created_at : null,
    description: n % 100 === 0 ? 'common and rare' : `common number${n}`,
  };
}

const orderOf = (image: ReturnType<typeof imageOf>) => ({
  id: image.generation_id,
  person_id: image.person_id,
  model: image.model,
  shape: image.shape,
  count: 1,
  unit_price: 0,
  description: image.description,
  created_at: image.created_at,
  wait_until: image.created_at,
  end_state: 'succeeded' as const,
  ended_at: image.created_at,
  closed_at: image.created_at,
});
