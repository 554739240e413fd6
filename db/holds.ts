import { mayTryFirstPicture } from './first-pictures.ts';
import { type Handle, inTransaction } from './handle.ts';
import { holdPrice } from './hold-price.ts';
import { lockLiving } from './lock-person.ts';
import type { EditKind, Millis } from './schema.ts';

/** An order of pictures, as a button that names its price confirmed it. */
export type Order = {
  /** The draft's id, which becomes the generation's: a draft is spent once. */
  id: string;
  personId: string;
  model: string;
  shape: string;
  count: number;
  /** Whole coins for one picture. */
  unitPrice: number;
  description: string;
  sourceMessageId: number | null;
  /** The avatar it shall show: the person's own, and ready. */
  avatarId?: string | null;
  /** A ready style, whose words are sent. */
  style?: string | null;
  /** The image that it changes, and how. */
  parent?: { imageId: string; how: EditKind } | null;
  /** The training whose price includes it: one order at a time, whatever its id. */
  trainingId?: string | null;
  /** Until when it may wait in our line. */
  waitUntil: Millis;
  now: Millis;
  newId: () => string;
};

export type Started =
  | { kind: 'started' }
  | { kind: 'already' }
  /** The avatar is gone, or not ready. */
  | { kind: 'avatar-gone' }
  | { kind: 'insufficient'; needs: number; has: number };

/**
 * Starts a generation and holds its price, both or neither. Throws `person_unknown` for someone who
 * is not there or was erased.
 */
export async function startGeneration(db: Handle, order: Order): Promise<Started> {
  return inTransaction(db, async (tx) => {
    await lockLiving(tx, order.personId);
    if (await isStarted(tx, order)) return { kind: 'already' };
    if (!(await isAvatarReady(tx, order))) return { kind: 'avatar-gone' };
    const held = await holdPrice(tx, order);
    if (held.kind === 'insufficient') return held;
    await insertGeneration(tx, order);
    return { kind: 'started' };
  });
}

/** Asked while the person is locked, so that of several who ask at once one begins. */
async function isStarted(tx: Handle, { id, trainingId = null, now }: Order) {
  const row = await tx
    .selectFrom('generations')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return (
    row !== undefined || (trainingId !== null && !(await mayTryFirstPicture(tx, trainingId, now)))
  );
}

/** A change only names whom its parent shows. */
async function isAvatarReady(tx: Handle, { personId, avatarId = null, parent = null }: Order) {
  if (avatarId === null || parent !== null) return true;
  const row = await tx
    .selectFrom('avatars')
    .select('id')
    .where('id', '=', avatarId)
    .where('person_id', '=', personId)
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return row !== undefined;
}

async function insertGeneration(tx: Handle, order: Order) {
  await tx
    .insertInto('generations')
    .values({
      id: order.id,
      person_id: order.personId,
      model: order.model,
      shape: order.shape,
      count: order.count,
      unit_price: order.unitPrice,
      description: order.description,
      source_message_id: order.sourceMessageId,
      avatar_id: order.avatarId ?? null,
      style: order.style ?? null,
      parent_image_id: order.parent?.imageId ?? null,
      edit: order.parent?.how ?? null,
      training_id: order.trainingId ?? null,
      created_at: order.now,
      wait_until: order.waitUntil,
    })
    .execute();
}
