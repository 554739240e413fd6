import type { Day, Month } from '../../../../machines/chat/gallery/filter.ts';
import type { Press } from '../../press.ts';
import type { Say } from '../../words.ts';
import { back, button, fitting, inRows, labelled, type Row } from '../buttons.ts';
import { capitalised, dayWords, lines, monthWords, paragraphs, weekdays } from '../captions.ts';
import type { Calendar, ScreenData } from '../data.ts';
import type { Button, Picture, Screen } from '../screen.ts';
import { shownWords } from './filter-words.ts';

const DAYS_IN_WEEK = 7;

/** Every day of a month: `2026-05-01` … */
export function daysOf(month: Month): readonly Day[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
}

/** Empty cells before the first day: weeks begin on Monday. */
const emptyBefore = (month: Month): number =>
  (new Date(`${month}-01T00:00:00Z`).getUTCDay() + DAYS_IN_WEEK - 1) % DAYS_IN_WEEK;

const nothing: Press = { do: 'nothing' };

/** The first press chooses where a range begins, the second where it ends, in either order. */
function pressOf(day: Day, { month, from }: Calendar): Press {
  if (from === null) return { do: 'calendar', month, from: day };
  return from < day ? { do: 'byDays', from, until: day } : { do: 'byDays', from: day, until: from };
}

const numberOf = (day: Day): string => String(Number(day.slice(-2)));

function dayButton(day: Day, calendar: Calendar, t: Say): Button {
  const has = calendar.days.some((each) => each.day === day && each.n.count > 0);
  if (day === calendar.from) {
    return labelled(t('calendar-chosen', { day: numberOf(day) }), pressOf(day, calendar));
  }
  return has
    ? labelled(numberOf(day), pressOf(day, calendar))
    : labelled(t('calendar-empty'), nothing);
}

function weeks(calendar: Calendar, t: Say): readonly Row[] {
  const empty = labelled(t('calendar-empty'), nothing);
  const before = Array.from({ length: emptyBefore(calendar.month) }, () => empty);
  const cells = [...before, ...daysOf(calendar.month).map((day) => dayButton(day, calendar, t))];
  const after = Math.ceil(cells.length / DAYS_IN_WEEK) * DAYS_IN_WEEK - cells.length;
  return inRows([...cells, ...Array.from({ length: after }, () => empty)], DAYS_IN_WEEK);
}

type Turn = 'earlier' | 'later';

/** To the nearest month with pictures; the arrow keeps its place where there is none. */
function monthButton(turn: Turn, { before, after, from }: Calendar, data: ScreenData, t: Say) {
  const month = turn === 'earlier' ? before : after;
  const arrow = t(turn === 'earlier' ? 'button-left' : 'button-right');
  if (month === null) return labelled(arrow, nothing);
  const named = t(`button-${turn}-month`, { month: monthWords(month, data.language) });
  return labelled(fitting([named, arrow]), { do: 'calendar', month, from });
}

/** Until a range begins, the whole month can be taken; then another beginning. */
function wholeMonth({ month, from }: Calendar, { language }: ScreenData, t: Say): Button {
  if (from !== null) return button(t, 'button-other-day', { do: 'calendar', month, from: null });
  const words = monthWords(month, language);
  return labelled(fitting([t('button-whole-month', { month: words }), words]), {
    do: 'byMonth',
    month,
  });
}

const banner = (t: Say): Picture => ({
  kind: 'banner',
  scene: 'gallery',
  title: t('calendar-title'),
});

/** A month, its days with pictures as numbers. */
export function calendar(data: ScreenData, t: Say): Screen {
  const { gallery, language } = data;
  const shown = gallery?.calendar;
  if (!gallery || !shown) {
    return { picture: banner(t), caption: t('pick-filter-none'), keyboard: [[back(t)]] };
  }
  const { month, from } = shown;
  return {
    picture: banner(t),
    caption: paragraphs(
      lines(
        t('calendar-caption', { month: capitalised(monthWords(month, language)) }),
        shownWords(gallery, language, t),
      ),
      from === null ? t('calendar-hint') : t('calendar-from', { day: dayWords(from, language) }),
    ),
    keyboard: [
      weekdays(language).map((name) => labelled(name, nothing)),
      ...weeks(shown, t),
      [monthButton('earlier', shown, data, t), monthButton('later', shown, data, t)],
      [wholeMonth(shown, data, t)],
      [back(t)],
    ],
  };
}
