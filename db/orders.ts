import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';

/** Orders of pictures, and orders to train an avatar. */
export type OrderTable = 'generations' | 'trainings';

/** Guarantee: this file names no column that one of the two tables does not have. */
const common = (table: OrderTable) => table as 'generations';

/** What the sweep takes on at a time. */
const BATCH = 200;

/** Its place at FAL is free again. False if it was already, or never had one. */
export async function leftFalIn(
  db: Handle,
  table: OrderTable,
  id: string,
  now: Millis,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable(common(table))
    .set({ left_fal_at: now })
    .where('id', '=', id)
    .where('admitted_at', 'is not', null)
    .where('left_fal_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The job's silent card; null: there is none any more. */
export async function setCardIn(
  db: Handle,
  table: OrderTable,
  id: string,
  messageId: number | null,
): Promise<void> {
  await db
    .updateTable(common(table))
    .set({ card_message_id: messageId })
    .where('id', '=', id)
    .execute();
}

/** The person knows the end too: nothing more is owed. */
export async function closeIn(
  db: Handle,
  table: OrderTable,
  id: string,
  now: Millis,
): Promise<void> {
  await db
    .updateTable(common(table))
    .set({ closed_at: now })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .execute();
}

/** Admitted before `before` without a POST since: their chart did not hear of it. */
export async function admittedUnheardIn(
  db: Handle,
  table: OrderTable,
  before: Millis,
): Promise<string[]> {
  const rows = await db
    .selectFrom(common(table))
    .select('id')
    .where('end_state', 'is', null)
    .where('admitted_at', '<', before)
    .where(({ not, exists, selectFrom, ref }) =>
      not(
        exists(
          selectFrom('attempts')
            .select('n')
            .where('attempts.order_id', '=', ref(`${common(table)}.id`)),
        ),
      ),
    )
    .limit(BATCH)
    .execute();
  return rows.map(({ id }) => id);
}
