import { type GalleryQuery, wordsOf } from '../../../db/gallery.ts';
import type { Filter } from '../../../machines/chat/gallery/filter.ts';
import { spanOf, type Wall } from './time-span.ts';

/** What a filter asks of the database: its time as moments, its words as they are indexed. */
export function resolveFilter(filter: Filter, wall: Wall): GalleryQuery {
  const { words, time, ...plain } = filter;
  const tokens = words === undefined ? [] : wordsOf(words);
  return {
    ...plain,
    ...(time && spanOf(time, wall)),
    // Signs alone are no words: they hide nothing.
    ...(tokens.length > 0 && { words: tokens }),
  };
}
