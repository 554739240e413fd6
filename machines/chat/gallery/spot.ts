import type { ChatContext, Place, Spot } from '../types.ts';
import { everything, type Filter, isSameFilter } from './filter.ts';

export type SpotPlace = Extract<Place, Spot>;

/** From the whole to the single: going deeper is remembered, coming up again is not. */
const depths = { grid: 0, card: 1, details: 2, edits: 3 } as const;

const depthOf = ({ at }: SpotPlace) => depths[at];

export const isSpot = (place: Place | undefined): place is SpotPlace =>
  place !== undefined && 'filter' in place;

/** The same screen of the same things, whichever of them it shows. */
export function isSamePlace(a: Place, b: Place): boolean {
  if (isSpot(a) && isSpot(b)) return a.at === b.at && isSameFilter(a.filter, b.filter);
  if (a.at === 'album' && b.at === 'album') return a.albumId === b.albumId;
  return a.at === b.at;
}

/** The filter under which the person looks at the gallery; everything, if they do not. */
export const filterAt = ({ place }: ChatContext): Filter =>
  isSpot(place) ? place.filter : everything;

export const imageAt = ({ place }: ChatContext): string | null =>
  isSpot(place) ? place.imageId : null;

/** How many places at the end of the trail are spots under this filter. */
function spotsUnder(filter: Filter, trail: readonly Place[]): number {
  const others = trail.findLastIndex(
    (place) => !isSpot(place) || !isSameFilter(place.filter, filter),
  );
  return trail.length - 1 - others;
}

/**
 * The trail after a move within the gallery. Grid, card and details lie within each other, so Back
 * leads from the details to the card and from the card to the grid it was opened from. They share
 * one filter: a new one holds for those on the way back too.
 */
export function trailWithin(
  place: SpotPlace,
  from: SpotPlace,
  trail: readonly Place[],
): readonly Place[] {
  if (depthOf(place) > depthOf(from)) return [...trail, from];
  const before = trail.length - spotsUnder(from.filter, trail);
  const above = trail
    .slice(before)
    .filter(isSpot)
    .filter((spot) => depthOf(spot) < depthOf(place))
    .map((spot) => ({ ...spot, filter: place.filter }));
  return [...trail.slice(0, before), ...above];
}

/** A place that one comes back to from another keeps up with where one was meanwhile. */
export const cameBackTo = (last: Place, from: Place): Place =>
  isSpot(last) && isSpot(from) && isSameFilter(last.filter, from.filter) && from.imageId !== null
    ? { ...last, imageId: from.imageId }
    : last;
