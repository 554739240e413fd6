import type { Day, Month, TimeSpan } from '../../../machines/chat/gallery/filter.ts';

/** Milliseconds since 1970; `until` is the first that no longer belongs to it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** A clock on the wall: days and months begin where the person lives. */
export interface Wall {
  /** IANA zone. */
  readonly timeZone: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

type LastDays = Extract<TimeSpan, { last: string }>['last'];

/** The days before today with which a span begins and ends. */
const LAST: Readonly<Record<LastDays, readonly [first: number, last: number]>> = {
  today: [0, 0],
  yesterday: [1, 1],
  week: [6, 0],
  month: [29, 0],
};

/** Where a day's midnight is skipped, it begins with the first moment after. */
const beginOf = (day: Temporal.PlainDate, timeZone: string): number =>
  day.toZonedDateTime({ timeZone }).epochMilliseconds;

const daysBetween = (
  first: Temporal.PlainDate,
  last: Temporal.PlainDate,
  timeZone: string,
): Span => ({
  from: beginOf(first, timeZone),
  until: beginOf(last.add({ days: 1 }), timeZone),
});

const dateAt = (at: number, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();

type DaySpan = Span & { readonly day: Day };

const spanOfDay = (day: Temporal.PlainDate, timeZone: string): DaySpan => ({
  day: day.toString(),
  ...daysBetween(day, day, timeZone),
});

/** The day of a moment. */
export const dayAround = (at: number, timeZone: string): DaySpan =>
  spanOfDay(dateAt(at, timeZone), timeZone);

export const monthAt = (at: number, timeZone: string): Month =>
  dateAt(at, timeZone).toPlainYearMonth().toString();

/** The month so many months before, the month itself with 0. */
export const monthBefore = (month: Month, months: number): Month =>
  Temporal.PlainYearMonth.from(month).subtract({ months }).toString();

const firstOf = (month: Month) => Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });

export function spanOfMonth(month: Month, timeZone: string): Span {
  const first = firstOf(month);
  return { from: beginOf(first, timeZone), until: beginOf(first.add({ months: 1 }), timeZone) };
}

/** Every day of the month with its span, in order. */
export function daysOf(month: Month, timeZone: string): readonly DaySpan[] {
  const first = firstOf(month);
  return Array.from({ length: first.daysInMonth }, (_, days) =>
    spanOfDay(first.add({ days }), timeZone),
  );
}

/** When a filter's time begins and ends on this wall. A range may be told from either end. */
export function spanOf(time: TimeSpan, { timeZone, now }: Wall): Span {
  if ('month' in time) return spanOfMonth(time.month, timeZone);
  if ('last' in time) {
    const today = dateAt(now, timeZone);
    const [first, last] = LAST[time.last];
    return daysBetween(today.subtract({ days: first }), today.subtract({ days: last }), timeZone);
  }
  const [first, last] = [time.from, time.until].sort().map((day) => Temporal.PlainDate.from(day));
  if (!first || !last) throw new RangeError('A range has two days');
  return daysBetween(first, last, timeZone);
}
