import { newestBefore, oldestSince } from '../../../db/gallery.ts';
import type { Day, Month } from '../../../machines/chat/gallery/filter.ts';
import type { Calendar } from '../../telegram/screens/data.ts';
import { countEach, queryOf, type Sight } from './sight.ts';
import { daysOf, monthAt, spanOfMonth } from './time-span.ts';

export interface CalendarPage {
  /** Null: the present month. */
  readonly month: Month | null;
  readonly from: Day | null;
}

/** The calendar tells whether a day has pictures, not how many. */
const ANY = 1;

/** A month with its days that have pictures under the other filters, and its nearest like. */
export async function loadCalendar(
  sight: Sight,
  { month: asked, from }: CalendarPage,
): Promise<Calendar> {
  const { db, personId, wall } = sight;
  const { timeZone, now } = wall;
  const month = asked ?? monthAt(now, timeZone);
  const others = queryOf(sight, { time: null });
  const days = daysOf(month, timeZone);
  const counts = await countEach(
    sight,
    days.map((day) => ({ ...others, from: day.from, until: day.until })),
    ANY,
  );
  const span = spanOfMonth(month, timeZone);
  const before = await newestBefore(db, personId, others, span.from);
  const after = await oldestSince(db, personId, others, span.until);
  const monthOf = (at: number | null) => (at === null ? null : monthAt(at, timeZone));
  return {
    month,
    from,
    days: days.flatMap(({ day }, at) => {
      const n = counts[at];
      return n && n.count > 0 ? [{ day, n }] : [];
    }),
    before: monthOf(before),
    after: monthOf(after),
  };
}
