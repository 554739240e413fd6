import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const dayOf = (now: Millis) => Math.floor(now / DAY_MS);

/** Whether the person has asked today (UTC). */
export async function hasRequestedCoins(
  db: Handle,
  { personId, now }: { personId: string; now: Millis },
): Promise<boolean> {
  const row = await db
    .selectFrom('coin_requests')
    .select('day')
    .where('person_id', '=', personId)
    .where('day', '=', dayOf(now))
    .executeTakeFirst();
  return row !== undefined;
}

/** Remembers that the operator was asked. False if the person has asked today (UTC). */
export async function requestCoins(
  db: Handle,
  { personId, now }: { personId: string; now: Millis },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('coin_requests')
    .values({ person_id: personId, day: dayOf(now), created_at: now })
    .onConflict((conflict) => conflict.columns(['person_id', 'day']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
