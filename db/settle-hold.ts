import { DbError } from './errors.ts';
import type { Handle } from './handle.ts';
import { heldAccount, lockAccounts, transfer, userAccount } from './ledger.ts';
import type { Millis } from './schema.ts';

/** How an order was settled, in coins. */
export type Coins = { captured: number; released: number };

export type HoldSettling = {
  /** The order's id. */
  id: string;
  personId: string;
  /** How many of what was ordered arrived: they are paid for, the rest comes back. */
  delivered: number;
  now: Millis;
  newId: () => string;
};

const REVENUE = 'revenue';

/** Settles an order's hold, in the transaction that ends the order. */
export async function settleHold(
  tx: Handle,
  { id, personId, delivered, now, newId }: HoldSettling,
): Promise<Coins> {
  const hold = await tx
    .selectFrom('holds')
    .select(['unit', 'amount'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const captured = hold.unit * delivered;
  const released = hold.amount - captured;
  const held = heldAccount(personId);
  await lockAccounts(tx, [held, REVENUE, userAccount(personId)]);
  const move = (kind: 'capture' | 'release', credit: string, amount: number) =>
    moveFromHeld(tx, { debit: held, credit, amount, kind, reference: `${kind}:${id}`, now, newId });
  await move('capture', REVENUE, captured);
  await move('release', userAccount(personId), released);
  await tx
    .insertInto('settlements')
    .values({ hold_id: id, captured, released, delivered, created_at: now })
    .execute();
  return { captured, released };
}

async function moveFromHeld(tx: Handle, order: Parameters<typeof transfer>[1]) {
  if (order.amount === 0) return;
  const outcome = await transfer(tx, order);
  if (outcome !== 'done') throw new DbError('inconsistent', `${order.reference}: ${outcome}`);
}

/** How an order that is over was settled. */
export async function settledCoins(tx: Handle, id: string): Promise<Coins & { delivered: number }> {
  return tx
    .selectFrom('settlements')
    .select(['captured', 'released', 'delivered'])
    .where('hold_id', '=', id)
    .executeTakeFirstOrThrow();
}
