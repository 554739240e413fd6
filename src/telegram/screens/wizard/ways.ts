import type { Say } from '../../words.ts';
import { back, button, type Row } from '../buttons.ts';
import { paragraphs } from '../captions.ts';
import type { ScreenData, WizardView } from '../data.ts';
import type { Screen } from '../screen.ts';
import { about } from './about.ts';

/** The last row of a step: to the step before, and out of the wizard with all that was prepared. */
export const wayOut = (t: Say): Row => [
  back(t),
  button(t, 'button-finish-later', { do: 'leaveWizard' }),
];

/** What was prepared is not there any more. */
const gone = (data: ScreenData, t: Say): Screen => {
  const { caption, ...screen } = about(data, t);
  return { ...screen, caption: paragraphs(t('notice-avatar-draft-gone'), caption) };
};

/** A step of a draft; without one there is nothing to ask but whether to begin. */
export const aboutDraft =
  (show: (wizard: WizardView, data: ScreenData, t: Say) => Screen) =>
  (data: ScreenData, t: Say): Screen =>
    data.avatars?.wizard ? show(data.avatars.wizard, data, t) : gone(data, t);
