import type { Selectable } from 'kysely';
import type { Handle } from './handle.ts';
import type { Millis, OutagesTable } from './schema.ts';

export type Outage = Selectable<OutagesTable>;

/** Every open breaker. */
export async function outages(db: Handle): Promise<Outage[]> {
  return db.selectFrom('outages').selectAll().orderBy('subject').execute();
}

/** A failure. True if it opened the breaker, false if that was open and now knows a later one. */
export async function openOutage(
  db: Handle,
  { subject, detail, now }: { subject: string; detail: string; now: Millis },
): Promise<boolean> {
  const outage = await db
    .insertInto('outages')
    .values({ subject, detail, opened_at: now, failed_at: now })
    .onConflict((conflict) => conflict.column('subject').doNothing())
    .returning('subject')
    .executeTakeFirst();
  if (outage) return true;
  await db
    .updateTable('outages')
    .set({ detail, failed_at: now })
    .where('subject', '=', subject)
    .execute();
  return false;
}

/**
 * Lets one trial through if the last failure was `quietMs` ago: true for one caller, over all
 * instances, and for the others not before another `quietMs`.
 */
export async function claimTrial(
  db: Handle,
  { subject, quietMs, now }: { subject: string; quietMs: number; now: Millis },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outages')
    .set({ failed_at: now })
    .where('subject', '=', subject)
    .where('failed_at', '<=', now - quietMs)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Asks to be told when it works again. False if the person had asked already. */
export async function watchOutage(
  db: Handle,
  { subject, personId, now }: { subject: string; personId: string; now: Millis },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('outage_watchers')
    .values({ subject, person_id: personId, created_at: now })
    .onConflict((conflict) => conflict.columns(['subject', 'person_id']).doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** It works again. True if it had not before. */
export async function closeOutage(db: Handle, subject: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('outages')
    .where('subject', '=', subject)
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}

/** People who wait for news of something that works again. */
export async function watchersOfTheOver(db: Handle, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('outage_watchers')
    .select('person_id')
    .distinct()
    .where('subject', 'not in', (eb) => eb.selectFrom('outages').select('subject'))
    .where('person_id', 'not in', (eb) =>
      eb
        .selectFrom('outage_watchers as still')
        .innerJoin('outages', 'outages.subject', 'still.subject')
        .select('still.person_id'),
    )
    .orderBy('person_id')
    .limit(limit)
    .execute();
  return rows.map(({ person_id }) => person_id);
}

/** They were told. What is out again they still wait for. */
export async function forgetWatcher(db: Handle, personId: string): Promise<void> {
  await db
    .deleteFrom('outage_watchers')
    .where('person_id', '=', personId)
    .where('subject', 'not in', (eb) => eb.selectFrom('outages').select('subject'))
    .execute();
}
