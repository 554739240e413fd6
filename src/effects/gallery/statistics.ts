import type { Day, Month } from '../../../machines/chat/gallery/filter.ts';
import { dayAround, monthAt, monthBefore, type Wall } from './time-span.ts';

/** How many pictures were made in the quarter of an hour that begins at `at`: no zone cuts one. */
export interface Bucket {
  readonly at: number;
  readonly n: number;
}

/** So many months are drawn. */
const MONTHS = 12;

/** The days with pictures. Buckets of one day stand together, so a day is looked up once. */
export function foldDays(
  buckets: readonly Bucket[],
  { timeZone }: Pick<Wall, 'timeZone'>,
): ReadonlyMap<Day, number> {
  const days = new Map<Day, number>();
  let around = { day: '', from: 0, until: 0 };
  for (const { at, n } of buckets) {
    if (at < around.from || at >= around.until) around = dayAround(at, timeZone);
    days.set(around.day, (days.get(around.day) ?? 0) + n);
  }
  return days;
}

/** The last twelve months, oldest first, those without pictures included. */
export function foldMonths(
  days: ReadonlyMap<Day, number>,
  { timeZone, now }: Wall,
): readonly { readonly month: Month; readonly n: number }[] {
  const sums = new Map<Month, number>();
  for (const [day, n] of days) {
    const month = day.slice(0, 'YYYY-MM'.length);
    sums.set(month, (sums.get(month) ?? 0) + n);
  }
  const present = monthAt(now, timeZone);
  return Array.from({ length: MONTHS }, (_, at) => {
    const month = monthBefore(present, MONTHS - 1 - at);
    return { month, n: sums.get(month) ?? 0 };
  });
}

/** The day with the most pictures, the latest of equals; null: there are none. */
export function busiestDay(
  days: ReadonlyMap<Day, number>,
): { readonly day: Day; readonly n: number } | null {
  const [busiest] = [...days]
    .map(([day, n]) => ({ day, n }))
    .sort((a, b) => b.n - a.n || b.day.localeCompare(a.day));
  return busiest ?? null;
}
