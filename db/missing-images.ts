import type { Handle } from './handle.ts';
import type { Image, Millis } from './schema.ts';

/** The image's file is not in the store, since `now` if not earlier. False if that was known. */
export async function markMissing(db: Handle, imageId: string, now: Millis): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('images')
    .set({ missing_at: now })
    .where('id', '=', imageId)
    .where('missing_at', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The image's file is there again. False if it was not missed. */
export async function markFound(db: Handle, imageId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('images')
    .set({ missing_at: null })
    .where('id', '=', imageId)
    .where('missing_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

const missing = (db: Handle) =>
  db.selectFrom('images').where('missing_at', 'is not', null).where('deleted_at', 'is', null);

/** Images whose files are missed, those missed longest first; with `after`, those behind it. */
export async function missingImages(
  db: Handle,
  limit: number,
  after?: Pick<Image, 'missing_at' | 'id'>,
): Promise<Image[]> {
  return missing(db)
    .selectAll()
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('missing_at', 'id'), '>', tuple(after?.missing_at ?? 0, after?.id ?? '')),
      ),
    )
    .orderBy('missing_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** For the operator. */
export async function countMissing(db: Handle): Promise<number> {
  const { n } = await missing(db)
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
