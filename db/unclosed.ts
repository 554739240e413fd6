import type { Handle } from './handle.ts';
import type { Generation, Millis } from './schema.ts';

/** What the sweep takes on at a time. */
const BATCH = 200;

/** The person knows the end too: nothing more is owed. */
export async function closeGeneration(db: Handle, id: string, now: Millis): Promise<void> {
  await db
    .updateTable('generations')
    .set({ closed_at: now })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}

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
export async function admittedUnheard(db: Handle, before: Millis): Promise<string[]> {
  const rows = await db
    .selectFrom('generations')
    .select('id')
    .where('end_state', 'is', null)
    .where('admitted_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('attempts')
            .select('n')
            .whereRef('attempts.order_id', '=', 'generations.id'),
        ),
      ),
    )
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}

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
