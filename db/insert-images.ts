import { DbError } from './errors.ts';
import { SLOTS } from './gallery-query.ts';
import type { Handle } from './handle.ts';
import type { Generation, Image, Millis } from './schema.ts';
import { indexWords } from './word-index.ts';

/** A picture that lies in the store, to be written down. */
export type StoredImage = Pick<
  Image,
  | 'id'
  | 'place'
  | 'bucket'
  | 'object_key'
  | 'thumbnail_key'
  | 'content_type'
  | 'sha256'
  | 'bytes'
  | 'width'
  | 'height'
>;

type Made = Pick<Generation, 'id' | 'person_id' | 'model' | 'shape' | 'avatar_id' | 'description'>;

/**
 * Writes a generation's pictures into the gallery, and what they are found by. `created_at` is the
 * time less the place, in ms, so that newest first keeps the first one first.
 */
export async function insertImages(
  tx: Handle,
  generation: Made,
  images: readonly StoredImage[],
  now: Millis,
): Promise<void> {
  const { id: generation_id, person_id, model, shape, avatar_id, description } = generation;
  // In one order for everybody: two instances that want the same keys wait, but never for each other.
  for (const image of images.toSorted((a, b) => b.place - a.place)) {
    const created_at = now - image.place;
    const row = { ...image, person_id, generation_id, model, shape, avatar_id, created_at };
    const sort_key = await insertImage(tx, row);
    await indexWords(tx, [{ ...row, sort_key, description }]);
  }
}

type Row = StoredImage &
  Pick<Image, 'person_id' | 'generation_id' | 'model' | 'shape' | 'avatar_id' | 'created_at'>;

/** Takes the first slot of its millisecond that is free, from one on that its order names. */
async function insertImage(tx: Handle, row: Row): Promise<number> {
  const first = firstSlot(`${row.generation_id}:${row.place}`);
  for (let n = 0; n < SLOTS; n++) {
    const sort_key = row.created_at * SLOTS + ((first + n) % SLOTS);
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('images')
      .values({ ...row, sort_key })
      .onConflict((conflict) => conflict.column('sort_key').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return sort_key;
  }
  throw new DbError('inconsistent', `every slot of ${row.created_at} is taken`);
}

/** Spreads images of the same millisecond, so that hardly two want the same slot. */
export function firstSlot(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash % SLOTS;
}
