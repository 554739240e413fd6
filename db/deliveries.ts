import { type Handle, inTransaction } from './handle.ts';
import type { Millis } from './schema.ts';

/**
 * Marks pictures as delivered and returns the ids newly marked. Pictures of a generation that has
 * ended are left alone, so that a late delivery cannot disagree with the coins.
 */
export async function markDelivered(
  db: Handle,
  imageIds: readonly string[],
  now: Millis,
): Promise<string[]> {
  if (imageIds.length === 0) return [];
  return inTransaction(db, async (tx) => {
    const open = await lockOpenGenerationsOf(tx, imageIds);
    if (open.length === 0) return [];
    const rows = await tx
      .updateTable('images')
      .set({ delivered_at: now })
      .where('id', 'in', imageIds)
      .where('generation_id', 'in', open)
      .where('delivered_at', 'is', null)
      .returning('id')
      .execute();
    return rows.map((row) => row.id);
  });
}

async function lockOpenGenerationsOf(tx: Handle, imageIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('generations')
    .select('id')
    .where('id', 'in', (eb) =>
      eb.selectFrom('images').select('generation_id').where('id', 'in', imageIds),
    )
    .where('end_state', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id);
}

/** Notes which messages show the pictures, each by its place in the lists. */
export async function noteMessages(
  db: Handle,
  imageIds: readonly string[],
  messageIds: readonly number[],
): Promise<void> {
  for (const [at, id] of imageIds.entries()) {
    const messageId = messageIds[at];
    if (messageId === undefined) continue;
    await db
      .updateTable('images')
      .set({ message_id: messageId })
      .where('id', '=', id)
      .where('deleted_at', 'is', null)
      .execute();
  }
}
