import { cameBackTo, isSamePlace, isSpot, type SpotPlace, trailWithin } from './gallery/spot.ts';
import type { ChatContext, Place } from './types.ts';

/** Back remembers so many screens; older ones are forgotten. */
const TRAIL_LENGTH = 12;

const home: Place = { at: 'home' };

/** Where the trail comes by a place again, the way round is forgotten. */
function withoutLoops(trail: readonly Place[]): readonly Place[] {
  return trail.reduce<readonly Place[]>((kept, place) => {
    const before = kept.findIndex((passed) => isSamePlace(passed, place));
    return [...(before === -1 ? kept : kept.slice(0, before)), place];
  }, []);
}

/** A place and the way back from it, which never leads through the place itself. */
const at = (place: Place, trail: readonly Place[]) => ({
  place,
  trail: withoutLoops([...trail, place])
    .slice(0, -1)
    .slice(-TRAIL_LENGTH),
});

/**
 * Going on remembers where one was; going where one has been before cuts the trail there. Nothing
 * leads back to a confirm screen whose draft is gone.
 */
export function goTo(place: Place, context: ChatContext) {
  const { place: from, trail, draft, avatars } = context;
  if (place.at === 'home') return { place, trail: [], avatars: { ...avatars, withId: null } };
  const passed = isSamePlace(from, place) ? trail : [...trail, from];
  return at(place, draft ? passed : passed.filter(({ at }) => at !== 'confirm'));
}

/** To a spot of the gallery, from within it or from elsewhere. */
export const withinGallery = (to: SpotPlace, context: ChatContext) =>
  isSpot(context.place) ? at(to, trailWithin(to, context.place, context.trail)) : goTo(to, context);

/** Back: the last place of the trail becomes the present one. */
export const backFrom = ({ place, trail }: ChatContext) => ({
  place: cameBackTo(trail.at(-1) ?? home, place),
  trail: trail.slice(0, -1),
});

/** As if one had never been at a place. */
export function without(at: Place['at'], { place, trail }: ChatContext) {
  const kept = trail.filter((passed) => passed.at !== at);
  if (place.at !== at) return { trail: kept };
  return { place: kept.at(-1) ?? home, trail: kept.slice(0, -1) };
}
