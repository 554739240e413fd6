import { DbError } from './errors.ts';
import { type Handle, inTransaction } from './handle.ts';
import { availableBalance, heldAccount, holdReference, transfer, userAccount } from './ledger.ts';
import { lockPerson } from './lock-person.ts';
import type { Millis } from './schema.ts';

export { markDelivered } from './deliveries.ts';
export { type Settlement, type Settling, settle } from './settle.ts';

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
  /** Until when it may wait in our line. */
  waitUntil: Millis;
  now: Millis;
  newId: () => string;
};

export type Started =
  | { kind: 'started' }
  | { kind: 'already' }
  | { kind: 'insufficient'; needs: number; has: number };

/**
 * Starts a generation and holds its price, both or neither. Throws `person_unknown` for someone who
 * is not there or was erased.
 */
export async function startGeneration(db: Handle, order: Order): Promise<Started> {
  return inTransaction(db, async (tx) => {
    const person = await lockPerson(tx, order.personId);
    if (!person || person.erased_at !== null)
      throw new DbError('person_unknown', `no person ${order.personId}`);
    if (await isStarted(tx, order.id)) return { kind: 'already' };
    const needs = order.unitPrice * order.count;
    if (!(await moveToHeld(tx, order, needs))) {
      return { kind: 'insufficient', needs, has: await availableBalance(tx, order.personId) };
    }
    await insertGeneration(tx, order);
    await insertHold(tx, order, needs);
    return { kind: 'started' };
  });
}

async function isStarted(tx: Handle, id: string) {
  const row = await tx
    .selectFrom('generations')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}

async function moveToHeld(tx: Handle, order: Order, amount: number): Promise<boolean> {
  if (amount === 0) return true;
  const outcome = await transfer(tx, {
    debit: userAccount(order.personId),
    credit: heldAccount(order.personId),
    amount,
    kind: 'hold',
    reference: holdReference(order.id),
    now: order.now,
    newId: order.newId,
  });
  if (outcome === 'repeated') throw new DbError('inconsistent', `a hold without a generation`);
  return outcome === 'done';
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
      created_at: order.now,
      wait_until: order.waitUntil,
    })
    .execute();
}

async function insertHold(tx: Handle, order: Order, amount: number) {
  await tx
    .insertInto('holds')
    .values({
      id: order.id,
      person_id: order.personId,
      unit: order.unitPrice,
      count: order.count,
      amount,
      created_at: order.now,
    })
    .execute();
}
