import { isUsable, LEAST_PHOTOS, photosOf } from './avatar-photos.ts';
import { lockAvatar } from './avatars.ts';
import { type Handle, inTransaction } from './handle.ts';
import { holdPrice } from './hold-price.ts';
import { lockLiving } from './lock-person.ts';
import type { Millis } from './schema.ts';
import { countTrainings } from './trainings.ts';

/** An order to train an avatar, as a button that names its price confirmed it. */
export type TrainingOrder = {
  /** For a training that is new. */
  id: string;
  personId: string;
  avatarId: string;
  /** Which training of the avatar the button paid for, 1 the first: so a button pays once. */
  n: number;
  preset: string;
  /** Whole coins. */
  price: number;
  /** Until when it may wait in our line. */
  waitUntil: Millis;
  now: Millis;
  newId: () => string;
};

export type StartedTraining =
  | { kind: 'started'; trainingId: string }
  /** The button was pressed before. */
  | { kind: 'already'; trainingId: string; isOver: boolean }
  | { kind: 'insufficient'; needs: number; has: number }
  /** Too few usable photos, or some are not looked at yet. */
  | { kind: 'too-few' }
  /** The avatar is no draft of the person's, or the button is of another training. */
  | { kind: 'gone' };

/**
 * Starts a training and holds its price, both or neither; the avatar's photos and name are settled
 * from then on. Throws `person_unknown` for someone who is not there or was erased.
 */
export async function startTraining(db: Handle, order: TrainingOrder): Promise<StartedTraining> {
  const { id, personId, avatarId, n, price } = order;
  return inTransaction(db, async (tx) => {
    await lockLiving(tx, personId);
    const avatar = await lockAvatar(tx, personId, avatarId);
    if (!avatar) return { kind: 'gone' };
    const earlier = await trainingOfButton(tx, avatarId, n);
    if (earlier)
      return { kind: 'already', trainingId: earlier.id, isOver: earlier.end_state !== null };
    if (avatar.state !== 'draft' || n !== (await countTrainings(tx, avatarId)) + 1)
      return { kind: 'gone' };
    if (!(await hasEnoughPhotos(tx, avatarId))) return { kind: 'too-few' };
    const held = await holdPrice(tx, { ...order, unitPrice: price, count: 1 });
    if (held.kind === 'insufficient') return held;
    await insertTraining(tx, order);
    await tx.updateTable('avatars').set({ state: 'training' }).where('id', '=', avatarId).execute();
    return { kind: 'started', trainingId: id };
  });
}

const trainingOfButton = (tx: Handle, avatarId: string, n: number) =>
  tx
    .selectFrom('trainings')
    .select(['id', 'end_state'])
    .where('avatar_id', '=', avatarId)
    .where('n', '=', n)
    .executeTakeFirst();

async function hasEnoughPhotos(tx: Handle, avatarId: string): Promise<boolean> {
  const photos = await photosOf(tx, avatarId);
  if (photos.some(({ state }) => state === 'received')) return false;
  return photos.filter(isUsable).length >= LEAST_PHOTOS;
}

async function insertTraining(tx: Handle, order: TrainingOrder) {
  await tx
    .insertInto('trainings')
    .values({
      id: order.id,
      person_id: order.personId,
      avatar_id: order.avatarId,
      n: order.n,
      preset: order.preset,
      price: order.price,
      created_at: order.now,
      wait_until: order.waitUntil,
    })
    .execute();
}
