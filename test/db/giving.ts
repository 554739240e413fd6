import { balances, transfer } from '../../db/ledger.ts';
import type { Db } from '../../db/open.ts';
import { eventually } from '../eventually.ts';
import { newId, START } from './people-with-coins.ts';

export interface Giving {
  /** Coins of the account that it is given to. */
  arrived(): Promise<number>;
  /** Resolves when this many more gifts were answered. */
  given(count: number): Promise<void>;
  /** The longest time without any gift answered, since it began, in ms. */
  longestPauseMs(): number;
  /** Ends the load; resolves with the number of gifts that were answered as given. */
  stop(): Promise<number>;
}

/**
 * Gives coins to a person of its own by `givers` at once, each until the answer is known, as a lease does:
 * who gets an error asks again under the same reference.
 */
export function startGiving(db: Db, givers = 16): Giving {
  const person = newId();
  let next = 0;
  let answered = 0;
  let isOn = true;
  let longestPauseMs = 0;
  let lastAt = performance.now();

  const give = async (n: number) => {
    const gift = { debit: 'grants', credit: `user:${person}`, amount: 1, kind: 'grant' };
    await eventually(
      () =>
        transfer(db.kysely, { ...gift, reference: `gift:${person}:${n}`, now: START, newId }).then(
          () => true,
        ),
      { timeoutMs: 60_000, everyMs: 20 },
    );
    const at = performance.now();
    longestPauseMs = Math.max(longestPauseMs, at - lastAt);
    lastAt = at;
    answered += 1;
  };
  const giver = async () => {
    while (isOn) await give(next++);
  };
  const all = Promise.all(Array.from({ length: givers }, giver));

  return {
    arrived: async () => (await balances(db.kysely, person)).available,
    given: async (count) => {
      const goal = answered + count;
      await eventually(() => (answered >= goal ? true : undefined), { timeoutMs: 60_000 });
    },
    longestPauseMs: () => Math.max(longestPauseMs, performance.now() - lastAt),
    stop: async () => {
      isOn = false;
      await all;
      return answered;
    },
  };
}
