import type { Shape } from '../types.ts';

/** How a picture came to be: from words alone, or with an avatar. */
export type Kind = 'described' | 'avatar';

/** A day in the person's own time zone: `2026-05-31`. */
export type Day = string;
/** `2026-05`. */
export type Month = string;

/** When pictures were made, in the person's own time zone. Both days of a range belong to it. */
export type TimeSpan =
  | { readonly last: 'today' | 'yesterday' | 'week' | 'month' }
  | { readonly month: Month }
  | { readonly from: Day; readonly until: Day };

/** What of the gallery is shown. All that is named must hold; what is not named does not matter. */
export interface Filter {
  readonly kind?: Kind;
  /** A model's id of the catalogue. */
  readonly look?: string;
  readonly avatarId?: string;
  readonly shape?: Shape;
  readonly favourites?: true;
  readonly albumId?: string;
  readonly time?: TimeSpan;
  /** Beginnings of words of the description, in any order. */
  readonly words?: string;
}

export type FilterName = keyof Filter;

/** In the order in which they are told and shown. */
export const FILTER_NAMES: readonly FilterName[] = [
  'words',
  'kind',
  'look',
  'avatarId',
  'shape',
  'favourites',
  'albumId',
  'time',
];

/** New values by name; null takes a filter off. */
export type FilterChange = { readonly [Name in FilterName]?: Filter[Name] | null };

export const everything: Filter = {};

/** The filter after a change, its names in their order: equal filters are equal as JSON. */
export function changed(filter: Filter, change: FilterChange): Filter {
  const next: Record<string, unknown> = { ...filter, ...change };
  const kept = FILTER_NAMES.flatMap((name) => {
    const value = next[name];
    return value === null || value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}

export const isSameFilter = (a: Filter, b: Filter): boolean =>
  JSON.stringify(changed(a, {})) === JSON.stringify(changed(b, {}));

/** The filters that are on, in their order. */
export const activeNames = (filter: Filter): readonly FilterName[] =>
  FILTER_NAMES.filter((name) => filter[name] !== undefined);
