import type { Handle } from './handle.ts';
import type { ObjectKey } from './images.ts';
import type { Millis } from './schema.ts';

/** An object that is nobody's any more. */
export type DoomedObject = ObjectKey & {
  /** From when on it may be removed. */
  at: Millis;
};

/** How many rows one statement takes: databases limit the values of a statement. */
const BATCH = 500;

/**
 * Writes objects down for removal from `at` on: in the transaction that makes them nobody's, and
 * before they are put, in case no row ever owns them. So no file outlives its row. One that is
 * doomed already is removed at the new time.
 */
export async function doom(db: Handle, keys: readonly ObjectKey[], at: Millis): Promise<void> {
  for (let from = 0; from < keys.length; from += BATCH)
    await db
      .insertInto('doomed_objects')
      .values(
        keys.slice(from, from + BATCH).map(({ bucket, key }) => ({
          bucket,
          object_key: key,
          due_at: at,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['bucket', 'object_key']).doUpdateSet({ due_at: at }),
      )
      .execute();
}

/** Rows own them now: they stay. */
export async function pardon(db: Handle, keys: readonly ObjectKey[]): Promise<void> {
  for (const { bucket, key } of keys)
    await db
      .deleteFrom('doomed_objects')
      .where('bucket', '=', bucket)
      .where('object_key', '=', key)
      .execute();
}

/** Objects to be removed by now, those due first at the front. */
export async function doomed(db: Handle, limit: number, now: Millis): Promise<DoomedObject[]> {
  return db
    .selectFrom('doomed_objects')
    .select(['bucket', 'object_key as key', 'due_at as at'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('bucket')
    .orderBy('object_key')
    .limit(limit)
    .execute();
}

/** They are removed. One that was doomed again meanwhile may have been put again, and stays. */
export async function forgetDoomed(db: Handle, objects: readonly DoomedObject[]): Promise<void> {
  for (const { bucket, key, at } of objects)
    await db
      .deleteFrom('doomed_objects')
      .where('bucket', '=', bucket)
      .where('object_key', '=', key)
      .where('due_at', '=', at)
      .execute();
}
