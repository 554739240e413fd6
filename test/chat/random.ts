/** Mulberry32: small, quick, and the same for the same seed on every runtime. */
export function createRandom(seed: number) {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    next,
    /** True so often in a hundred times. */
    percent: (chance: number) => next() * 100 < chance,
    pick<T>(from: readonly [T, ...T[]]): T {
      return from[Math.floor(next() * from.length)] ?? from[0];
    },
    /** Null from an empty list. */
    some: <T>(from: readonly T[]): T | null => from[Math.floor(next() * from.length)] ?? null,
  };
}

export type Random = ReturnType<typeof createRandom>;
