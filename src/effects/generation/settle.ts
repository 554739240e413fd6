import { DbError, type Handle } from '../../../db/open.ts';
import { type Settlement, settle } from '../../../db/settle.ts';
import type { End } from '../../../machines/generation.ts';

export interface SettleNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly newId: () => string;
  /** An order is over; told once for each. */
  readonly onEnded: (end: End) => void;
}

export type SettleOrder = { readonly id: string; readonly end: End; readonly code: string | null };

/** Ends a generation in SQL, once. */
export function createSettle({ db, now, newId, onEnded }: SettleNeeds) {
  const write = ({ id, end, code }: SettleOrder) =>
    settle(db, {
      generationId: id,
      end,
      now: now(),
      newId,
      ...(code === null ? {} : { errorCode: code }),
    });

  /** Success without a delivered picture is none, whatever the chart believed. */
  const writeTruly = (order: SettleOrder): Promise<Settlement> =>
    write(order).catch((error: unknown) => {
      if (error instanceof DbError && error.code === 'nothing_delivered')
        return write({ ...order, end: 'undeliverable', code: 'deliver' });
      throw error;
    });

  return async (order: SettleOrder): Promise<Settlement> => {
    const settlement = await writeTruly(order);
    if (settlement.won) onEnded(settlement.end);
    return settlement;
  };
}
