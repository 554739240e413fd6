import { type Capped, countUpTo, type GalleryQuery } from '../../../db/gallery.ts';
import type { Handle } from '../../../db/open.ts';
import type { Filter, FilterChange } from '../../../machines/chat/gallery/filter.ts';
import { changed } from '../../../machines/chat/gallery/filter.ts';
import { resolveFilter } from './resolve-filter.ts';
import type { Wall } from './time-span.ts';

/** Whose gallery is looked at, through which filter, and when. */
export interface Sight {
  readonly db: Handle;
  readonly personId: string;
  readonly filter: Filter;
  readonly wall: Wall;
}

/** Counts on values go no further: beyond it "99+" says as much. */
export const VALUE_CAP = 99;

/** What is asked for; with a change, what would be. */
export const queryOf = ({ filter, wall }: Sight, change: FilterChange = {}): GalleryQuery =>
  resolveFilter(changed(filter, change), wall);

/** How many images each query would show, in their order, counted up to `cap`. */
export const countEach = (
  { db, personId }: Sight,
  queries: readonly GalleryQuery[],
  cap = VALUE_CAP,
): Promise<readonly Capped[]> =>
  Promise.all(queries.map((query) => countUpTo(db, personId, query, cap)));
