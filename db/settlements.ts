import type { Selectable } from 'kysely';
import type { Handle } from './handle.ts';
import type { SettlementsTable } from './schema.ts';

/** How an order was settled, or undefined while it is open. */
export async function settlementOf(
  db: Handle,
  generationId: string,
): Promise<Selectable<SettlementsTable> | undefined> {
  return db
    .selectFrom('settlements')
    .selectAll()
    .where('hold_id', '=', generationId)
    .executeTakeFirst();
}
