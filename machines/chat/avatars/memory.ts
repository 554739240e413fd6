import { isDescribing } from '../drafting.ts';
import type { AvatarMemory, ChatContext, ChatEvent, WizardDraft, WizardStep } from '../types.ts';

export const emptyAvatars: AvatarMemory = {
  draftId: null,
  photoId: null,
  images: null,
  withId: null,
  sampleGroup: null,
  step: null,
  pending: null,
};

export const withoutDraft = (memory: AvatarMemory): AvatarMemory => ({
  ...memory,
  draftId: null,
  photoId: null,
  step: null,
});

/** A draft is prepared in the wizard. */
export const prepares = ({ avatars, place }: ChatContext): boolean =>
  place.at === 'wizard' && avatars.draftId !== null;

/** So is one, and it has come to one of these steps. */
export const preparesAt = (context: ChatContext, steps: readonly WizardStep[]): boolean =>
  prepares(context) && context.avatars.step !== null && steps.includes(context.avatars.step);

/** The person came from the wizard and does not describe a picture: a photo belongs there. */
export const strayedFromWizard = ({ avatars, place, trail }: ChatContext): boolean =>
  avatars.draftId !== null && !isDescribing(place) && trail.some(({ at }) => at === 'wizard');

export const isTakenGroup = ({ avatars }: ChatContext, event: ChatEvent): boolean =>
  event.type === 'photo' && event.groupId !== null && event.groupId === avatars.sampleGroup;

/** Steps that only a draft with a name and photos comes to. */
const isPastPhotos = (step: WizardStep) => step === 'verdict' || step === 'price';

/**
 * The step at which the wizard goes on with the draft that was found: where the person was with it
 * last, if they can have been there.
 */
export function resumeAt(
  { avatars }: ChatContext,
  { draftId, step }: WizardDraft,
): WizardStep | 'about' {
  if (draftId === null || step === 'about') return 'about';
  const last = avatars.draftId === draftId ? avatars.step : null;
  if (last === null || (isPastPhotos(last) && step !== 'photos')) return step;
  return last;
}
