import { seeded } from '../../src/pictures/seeded.ts';

/** Chance that repeats itself for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `count`. */
  below(count: number): number;
  /** Milliseconds. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  /** A source of its own, so that what happens side by side does not mix up the order of choices. */
  fork(name: string): Random;
}

export function createRandom(seed: string | number): Random {
  const { next, between } = seeded(String(seed));
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    between,
    below,
    pick: (from) => {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}
