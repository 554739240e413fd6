import type { Day, Month } from '../../../machines/chat/gallery/filter.ts';
import type { Count, Language, Shape } from '../../../machines/chat/types.ts';
import type { Press } from '../press.ts';
import { inHtml, type Say } from '../words.ts';
import type { Look, SettledDraft } from './data.ts';

/** A caption has 1024; a description takes no more than this, the rest is a button away. */
export const DESCRIPTION_CHARACTERS = 300;

const DAY_MS = 86_400_000;

const graphemes = new Intl.Segmenter('ru', { granularity: 'grapheme' });

/** Cuts where a character ends: no half emoji. Counted in UTF-16 units, as Telegram does. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > length - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** The description does not fit a caption whole. */
export const isLong = (description: string): boolean => description.length > DESCRIPTION_CHARACTERS;

/** The press that brings a draft's words whole; null: the screen shows them whole. */
export const wholeDraft = ({ id, description }: SettledDraft): Press | null =>
  isLong(description) ? { do: 'wholeDraft', draftId: id } : null;

/** A person's description as a caption shows it. */
export const quote = (t: Say, description: string): string =>
  inHtml(t)('description', {
    description: cut(description, DESCRIPTION_CHARACTERS),
  });

type Part = string | false | null | undefined;

/** Parts that belong together, one a line; what is not there takes no line. */
export const lines = (...parts: readonly Part[]): string => parts.filter(Boolean).join('\n');

/** Paragraphs with air between them. */
export const paragraphs = (...parts: readonly Part[]): string => parts.filter(Boolean).join('\n\n');

export const shapeWords = (t: Say, shape: Shape): string => t(`shape-${shape.replace(':', '-')}`);

/** One line a look: what it is like and what it costs. */
export const lookLines = (t: Say, looks: readonly Look[]): string =>
  lines(
    ...looks.map(({ titleKey, hintKey, price }) =>
      t('look-line', { look: t(titleKey), hint: t(hintKey), coins: price }),
    ),
  );

/** One line a count: what so many pictures cost. */
export const countLines = (t: Say, counts: readonly Count[], unit: number): string =>
  lines(...counts.map((pictures) => t('pick-count-line', { pictures, coins: pictures * unit })));

/** How many pictures the coins are enough for. */
export const affordable = (coins: number, unitPrice: number): number =>
  unitPrice > 0 ? Math.floor(coins / unitPrice) : 0;

/** Russian dates end in a year's abbreviation that nobody says aloud. */
const spoken = (date: string): string => date.replace(/\s?г\.?(?=$|\s)/, '');

/** The day, in a time zone. */
export const dayOf = (at: number, language: Language, timeZone: string): string =>
  spoken(new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone }).format(at));

/** The day and the time, in a time zone. */
export const momentOf = (at: number, language: Language, timeZone: string): string =>
  spoken(
    new Intl.DateTimeFormat(localeOf(language), {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone,
    }).format(at),
  );

/** The first moment of a day or a month, for words that do not depend on a zone. */
const beginning = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** `2026-05-03` → `3 мая 2026`. */
export const dayWords = (day: Day, language: Language): string =>
  dayOf(beginning(day), language, 'UTC');

/** `2026-05` → `май 2026`. */
export const monthWords = (month: Month, language: Language): string =>
  spoken(
    new Intl.DateTimeFormat(localeOf(language), {
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    }).format(beginning(`${month}-01`)),
  );

/** `май 2026` → `Май 2026`, where a line or a button begins with it. */
export const capitalised = (text: string): string =>
  text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** `2026-05-03` → `03.05.2026`, for buttons. */
export const briefDay = (day: Day): string => day.split('-').reverse().join('.');

/** `2026-05` → `май`: at most five characters. */
export const shortMonth = (month: Month, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { month: 'short', timeZone: 'UTC' })
    .format(beginning(`${month}-01`))
    .replace('.', '');

/** Monday to Sunday, two or three letters each. */
export const weekdays = (language: Language): readonly string[] => {
  const format = new Intl.DateTimeFormat(localeOf(language), { weekday: 'short', timeZone: 'UTC' });
  const monday = Date.UTC(2026, 0, 5);
  return Array.from({ length: 7 }, (_, day) => format.format(monday + day * DAY_MS));
};

/** The clock of a zone. */
export const clockOf = (at: number, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(localeOf(language), {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at);

/** The day without its year, above pictures: `3 мая`. */
export const shortDayOf = (at: number, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month: 'long', timeZone }).format(
    at,
  );

/** The year, as the zone has it. */
export const yearOf = (at: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { year: 'numeric', timeZone }).format(at);

/** British dates: the day comes first, as in Russian. */
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : 'ru-RU');
