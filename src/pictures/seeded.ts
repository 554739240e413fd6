/** A source of chance that repeats itself for the same seed. */
export interface Seeded {
  /** From 0 up to 1. */
  next(): number;
  between(low: number, high: number): number;
  pick<T>(from: readonly [T, ...T[]]): T;
}

/** Mixes any text into 32 bits (FNV-1a). */
export function hash(text: string): number {
  let mixed = 0x811c9dc5;
  for (const char of text) mixed = Math.imul(mixed ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return mixed >>> 0;
}

/** Mulberry32: small, quick and even enough for pictures. */
export function seeded(seed: string | number): Seeded {
  let state = typeof seed === 'number' ? seed >>> 0 : hash(seed);
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (low, high) => low + next() * (high - low),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
  };
}
