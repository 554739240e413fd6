import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';

/** Takes a lease that is free, has run out, or is the owner's own. False if another holds it. */
export async function takeLock(
  db: Handle,
  name: string,
  owner: string,
  ttlMs: number,
  now: Millis,
): Promise<boolean> {
  const until = now + ttlMs;
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
