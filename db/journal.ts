import type { Selectable } from 'kysely';
import type { Handle } from './handle.ts';
import type { JournalTable, Millis } from './schema.ts';

export type JournalEntry = Selectable<JournalTable>;

/** Copies entries of the actor store's journal; those known already are left as they are. */
export async function appendJournal(db: Handle, entries: readonly JournalEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto('journal')
    .values(entries)
    .onConflict((conflict) => conflict.columns(['actor_key', 'epoch', 'step']).doNothing())
    .execute();
}

/** What an actor went through lately, oldest first: its last `limit` entries. */
export async function timeline(
  db: Handle,
  actorKey: string,
  limit: number,
): Promise<JournalEntry[]> {
  const rows = await db
    .selectFrom('journal')
    .selectAll()
    .where('actor_key', '=', actorKey)
    .orderBy('at', 'desc')
    .orderBy('step', 'desc')
    .limit(limit)
    .execute();
  return rows.reverse();
}

/** Forgets at most `limit` entries older than `before`, the oldest first, and tells how many. */
export async function pruneJournal(db: Handle, before: Millis, limit: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('journal')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('actor_key', 'epoch', 'step'),
        'in',
        selectFrom('journal')
          .select(['actor_key', 'epoch', 'step'])
          .where('at', '<', before)
          .orderBy('at')
          .limit(limit)
          .$asTuple('actor_key', 'epoch', 'step'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Forgets an actor's lines (erasure). */
export async function forgetActor(db: Handle, actorKey: string): Promise<void> {
  await db.deleteFrom('journal').where('actor_key', '=', actorKey).execute();
}
