import { sql } from 'kysely';
import { clockOf } from './clock.ts';
import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';

/**
 * Takes a lease that is free, has run out, or is the owner's own. False if another holds it. It
 * runs by the database's clock, so that an instance whose own is wrong can hold up no other.
 */
export async function takeLock(
  db: Handle,
  name: string,
  owner: string,
  ttlMs: number,
): Promise<boolean> {
  const now = clockOf(db);
  const until = sql<Millis>`${now} + ${sql.lit(Math.ceil(ttlMs))}`;
  const taken = await db
    .insertInto('locks')
    .values({ name, owner, until })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ owner, until })
        .where((eb) => eb.or([eb('locks.until', '<=', now), eb('locks.owner', '=', owner)])),
    )
    .returning('name')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Gives the owner's lease back. */
export async function releaseLock(db: Handle, name: string, owner: string): Promise<void> {
  await db.deleteFrom('locks').where('name', '=', name).where('owner', '=', owner).execute();
}

/** The row that is only written to take turns has no end. */
const NO_END = 0;

/** Forgets leases that instances which were killed have left. Whoever holds one has renewed it. */
export async function pruneLocks(db: Handle): Promise<void> {
  await db
    .deleteFrom('locks')
    .where('until', '>', NO_END)
    .where('until', '<', clockOf(db))
    .execute();
}
