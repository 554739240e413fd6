import type { Millis } from './schema.ts';

/** Enough to even out a slow one, few enough to follow the day's load. */
export const RECENT_SUCCESSES = 25;

type Made = { admitted_at: Millis | null; stored_at: Millis | null };

/** The median time from admission to stored, in seconds; null: nothing known. */
export function medianOf(orders: readonly Made[]): number | null {
  const seconds = orders.flatMap(({ admitted_at, stored_at }) =>
    admitted_at === null || stored_at === null ? [] : [(stored_at - admitted_at) / 1000],
  );
  const sorted = seconds.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
