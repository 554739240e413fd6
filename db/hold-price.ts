import { DbError } from './errors.ts';
import type { Handle } from './handle.ts';
import { availableBalance, heldAccount, holdReference, transfer, userAccount } from './ledger.ts';
import type { Millis } from './schema.ts';

/** What an order costs: of pictures or of a training. */
export type Priced = {
  /** The order's id, which becomes the hold's. */
  id: string;
  personId: string;
  count: number;
  /** Whole coins for one. */
  unitPrice: number;
  now: Millis;
  newId: () => string;
};

export type Held = { kind: 'held' } | { kind: 'insufficient'; needs: number; has: number };

/** Sets an order's price aside, in the transaction that writes the order down. */
export async function holdPrice(tx: Handle, priced: Priced): Promise<Held> {
  const needs = priced.unitPrice * priced.count;
  if (!(await moveToHeld(tx, priced, needs)))
    return { kind: 'insufficient', needs, has: await availableBalance(tx, priced.personId) };
  await insertHold(tx, priced, needs);
  return { kind: 'held' };
}

async function moveToHeld(tx: Handle, order: Priced, amount: number): Promise<boolean> {
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
  if (outcome === 'repeated') throw new DbError('inconsistent', 'a hold without an order');
  return outcome === 'done';
}

async function insertHold(tx: Handle, order: Priced, amount: number) {
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
