import type { Handle } from './handle.ts';
import type { DeadUpdatesTable, Millis } from './schema.ts';

/** Keeps an update that nobody could take; one that is kept already stays as it was. */
export async function keepDeadUpdate(db: Handle, update: DeadUpdatesTable): Promise<void> {
  await db
    .insertInto('dead_updates')
    .values(update)
    .onConflict((conflict) => conflict.column('update_id').doNothing())
    .execute();
}

/** Forgets at most `limit` updates kept before `before`, the oldest first, and tells how many. */
export async function pruneDeadUpdates(db: Handle, before: Millis, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('dead_updates')
    .where('update_id', 'in', (eb) =>
      eb
        .selectFrom('dead_updates')
        .select('update_id')
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
