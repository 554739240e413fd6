import type { Filter, FilterName, TimeSpan } from '../../../../machines/chat/gallery/filter.ts';
import type { Language } from '../../../../machines/chat/types.ts';
import { inHtml, type Say } from '../../words.ts';
import { briefDay, capitalised, cut, dayWords, monthWords, shapeWords } from '../captions.ts';
import type { GalleryData } from '../data.ts';

/** Longer search words are told in part. */
const WORDS_CHARACTERS = 60;

const ICONS: Readonly<Record<FilterName, string>> = {
  words: '🔎',
  kind: '✏️',
  look: '🎨',
  avatarId: '🙂',
  shape: '📐',
  favourites: '⭐',
  albumId: '📁',
  time: '📅',
};

// Guarantee: the record above has a key for each filter and no other, in the order of telling.
const names = Object.keys(ICONS) as readonly FilterName[];

/** The filters that are on, in the order in which they are told. */
export const activeNames = (filter: Filter): readonly FilterName[] =>
  names.filter((name) => filter[name] !== undefined);

/** A mark for each filter that is on. */
export const iconsOf = (filter: Filter): string =>
  activeNames(filter)
    .map((name) => ICONS[name])
    .join('');

export function timeWords(time: TimeSpan, language: Language, t: Say): string {
  if ('last' in time) return t(`time-${time.last}`);
  if ('month' in time) return monthWords(time.month, language);
  const [from, until] = [time.from, time.until].map((day) => dayWords(day, language));
  return from === until ? `${from}` : t('filter-range', { from: `${from}`, until: `${until}` });
}

/** A time short enough for a button: a range within a year does without the year. */
export function briefTime(time: TimeSpan, language: Language, t: Say): string {
  if (!('from' in time)) return capitalised(timeWords(time, language, t));
  const { from, until } = time;
  if (from === until) return briefDay(from);
  const isOneYear = from.slice(0, 4) === until.slice(0, 4);
  const [first, last] = [from, until].map((day) => briefDay(day).slice(0, isOneYear ? 5 : 10));
  return t('filter-range', { from: `${first}`, until: `${last}` });
}

/** What is filtered by, without what kind of filter it is: "Square", "May 2026". */
export function valueWords(
  name: FilterName,
  { filter, lookTitleKey, album, avatar }: GalleryData,
  language: Language,
  t: Say,
): string {
  const { kind, shape, time, words = '' } = filter;
  switch (name) {
    case 'words':
      return t('button-words', { words: cut(words, WORDS_CHARACTERS) });
    case 'kind':
      return kind ? t(`kind-${kind}`) : '';
    case 'look':
      return lookTitleKey ? t(lookTitleKey) : t('button-filter-look');
    case 'avatarId':
      return avatar?.name || t('button-filter-avatar');
    case 'shape':
      return shape ? shapeWords(t, shape) : '';
    case 'favourites':
      return t('button-favourites');
    case 'albumId':
      return album?.title ?? t('button-filter-album');
    case 'time':
      return time ? briefTime(time, language, t) : '';
  }
}

/** One filter as part of a sentence, in HTML. */
function told(name: FilterName, gallery: GalleryData, language: Language, t: Say): string {
  const say = inHtml(t);
  const value = valueWords(name, gallery, language, t);
  switch (name) {
    case 'words':
      return say('filter-words', { words: cut(gallery.filter.words ?? '', WORDS_CHARACTERS) });
    case 'look':
      return say('filter-look', { look: value });
    case 'avatarId':
      return gallery.avatar ? say('filter-avatar', { avatar: value }) : t('filter-avatar-gone');
    case 'albumId':
      return say('filter-album', { album: value });
    case 'favourites':
      return t('filter-favourites');
    case 'time':
      return gallery.filter.time ? timeWords(gallery.filter.time, language, t) : '';
    default:
      return value;
  }
}

/** What is shown, in words and in HTML; null: everything is. */
export function shownWords(gallery: GalleryData, language: Language, t: Say): string | null {
  const filters = activeNames(gallery.filter).map((name) => told(name, gallery, language, t));
  return filters.length > 0 ? t('shown', { filters: filters.join(', ') }) : null;
}
