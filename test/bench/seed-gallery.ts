import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { SLOTS } from '../../db/gallery-query.ts';
import { inTransaction, openDatabase } from '../../db/open.ts';
import { indexWords } from '../../db/word-index.ts';
import { MODELS } from '../../src/fal/catalogue.ts';
import type { Backend } from './backend.ts';

export interface SeededGallery {
  readonly personId: string;
  /** Newest first. */
  readonly imageIds: readonly string[];
}

export interface Seeding {
  readonly backend: Backend;
  /** Of the callback data's bot: its file_ids are remembered under it. */
  readonly botId: number;
}

const YEAR_MS = 365 * 86_400_000;
const SHAPES = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
const SUBJECTS = ['кот', 'лиса', 'маяк', 'лодка', 'сад', 'город', 'горы', 'кофе'] as const;
const PLACES = ['на крыше', 'под звёздным небом', 'у моря', 'в тумане', 'зимой'] as const;
const BATCH = 200;
const OBJECT = 'bench/picture.jpg';
const THUMBNAIL = 'bench/picture.thumb.webp';

const describe = (nth: number) =>
  `${SUBJECTS[nth % SUBJECTS.length]} ${PLACES[nth % PLACES.length]}, картина ${nth}`;

/** One picture for all: what is measured is finding it. */
async function writePicture(storage: string): Promise<number> {
  const picture = sharp({
    create: { width: 1024, height: 1024, channels: 3, background: '#d97757' },
  });
  const bytes = await picture.clone().jpeg().toBuffer();
  const thumbnail = await picture.resize(320, 320).webp().toBuffer();
  for (const [key, content] of [
    [OBJECT, bytes],
    [THUMBNAIL, thumbnail],
  ] as const) {
    const path = join(storage, 'imagen4', key);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return bytes.length;
}

const galleryOf = (personId: string, count: number) => {
  const newest = Date.now() - 60_000;
  const apart = Math.floor((2 * YEAR_MS) / count);
  return Array.from({ length: count }, (_, nth) => ({
    id: `${personId.slice(0, 12)}-${nth}`,
    created_at: newest - nth * apart,
    model: MODELS[nth % MODELS.length]?.id ?? '',
    shape: SHAPES[nth % SHAPES.length] ?? '1:1',
    description: describe(nth),
  }));
};

type Seeded = ReturnType<typeof galleryOf>[number];

const ordersOf = (personId: string, some: readonly Seeded[]) =>
  some.map(({ id, created_at, model, shape, description }) => ({
    id,
    person_id: personId,
    model,
    shape,
    description,
    count: 1,
    unit_price: 5,
    created_at,
    wait_until: created_at,
    end_state: 'succeeded' as const,
    ended_at: created_at,
    closed_at: created_at,
  }));

const imagesOf = (personId: string, some: readonly Seeded[], slot: number, bytes: number) =>
  some.map(({ id, created_at, model, shape }, nth) => ({
    id,
    sort_key: created_at * SLOTS + slot,
    person_id: personId,
    generation_id: id,
    model,
    shape,
    place: 0,
    bucket: 'imagen4',
    object_key: OBJECT,
    thumbnail_key: THUMBNAIL,
    content_type: 'image/jpeg',
    sha256: '0'.repeat(64),
    bytes,
    width: 1024,
    height: 1024,
    created_at,
    delivered_at: created_at,
    favourite_at: nth % 10 === 0 ? created_at : null,
  }));

/** Fills a person's gallery with pictures of two years, every tenth a favourite, all sent before. */
export async function seedGallery(
  { backend: { databaseUrl, storage }, botId }: Seeding,
  telegramId: number,
  count: number,
): Promise<SeededGallery> {
  const db = await openDatabase(databaseUrl);
  const bytes = await writePicture(storage);
  const { id: personId } = await db.kysely
    .selectFrom('people')
    .select('id')
    .where('telegram_id', '=', telegramId)
    .executeTakeFirstOrThrow();
  const pictures = galleryOf(personId, count);
  await inTransaction(db.kysely, async (tx) => {
    for (let from = 0; from < count; from += BATCH) {
      const some = pictures.slice(from, from + BATCH);
      const images = imagesOf(personId, some, telegramId % SLOTS, bytes);
      const words = images.map((image, nth) => ({
        ...image,
        avatar_id: null,
        description: some[nth]?.description ?? '',
      }));
      const files = some.map(({ id, created_at }) => ({
        key: `${botId}:image:${id}`,
        file_id: `file-${id}`,
        created_at,
      }));
      await tx.insertInto('generations').values(ordersOf(personId, some)).execute();
      await tx.insertInto('images').values(images).execute();
      await indexWords(tx, words);
      await tx.insertInto('telegram_files').values(files).execute();
    }
  });
  await db.close();
  return { personId, imageIds: pictures.map(({ id }) => id) };
}
