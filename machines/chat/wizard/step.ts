import { screen } from '../setup.ts';
import type { WizardStep } from '../types.ts';

export const wizardPlace = { at: 'wizard' } as const;

/** Arriving at a step of the draft: it is remembered and shown. */
export const atStep = (step: WizardStep) =>
  [{ type: 'recallAvatar', params: { step } }, ...screen(wizardPlace)] as const;
