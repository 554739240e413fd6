import type { Handle } from './handle.ts';
import { admittedUnheardIn, closeIn } from './orders.ts';
import type { Generation, Millis } from './schema.ts';

/** What the sweep takes on at a time. */
const BATCH = 200;

/** The person knows the end too: nothing more is owed. */
export const closeGeneration = (db: Handle, id: string, now: Millis): Promise<void> =>
  closeIn(db, 'generations', id, now);

/**
 * Ended before `before`, but the person may not know yet: their actor was lost on the way, or they
 * could not be reached. Who still cannot be is left out.
 */
export async function endedUnclosed(db: Handle, before: Millis): Promise<Generation[]> {
  return db
    .selectFrom('generations')
    .innerJoin('people', 'people.id', 'generations.person_id')
    .selectAll('generations')
    .where('generations.closed_at', 'is', null)
    .where('generations.ended_at', '<', before)
    .where('people.unreachable_at', 'is', null)
    .orderBy('generations.ended_at')
    .limit(BATCH)
    .execute();
}

/** Admitted before `before` without a POST since: their chart did not hear of it. */
export const admittedUnheard = (db: Handle, before: Millis): Promise<string[]> =>
  admittedUnheardIn(db, 'generations', before);

/** Stored before `before` and not delivered since, though the person can be reached. */
export async function undelivered(db: Handle, before: Millis): Promise<string[]> {
  const rows = await db
    .selectFrom('generations')
    .innerJoin('people', 'people.id', 'generations.person_id')
    .select('generations.id')
    .where('generations.end_state', 'is', null)
    .where('generations.stored_at', '<', before)
    .where('people.unreachable_at', 'is', null)
    .orderBy('generations.stored_at', 'desc')
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}
