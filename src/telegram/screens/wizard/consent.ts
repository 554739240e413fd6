import type { Say } from '../../words.ts';
import { button, wayBack } from '../buttons.ts';
import { paragraphs } from '../captions.ts';
import type { ScreenData } from '../data.ts';
import type { Screen } from '../screen.ts';

/** Which text a consent is given to. Goes up with every change of `wizard-consent-…` in meaning. */
export const CONSENT_TEXT_VERSION = 1;

/** This is me, or I may use these photos; I am an adult; what is kept, and for how long. */
export const consent = (_: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'privacy', title: t('wizard-consent-title') },
  caption: paragraphs(
    t('wizard-consent-caption'),
    t('wizard-consent-text'),
    t('wizard-consent-kept'),
  ),
  keyboard: [
    [button(t, 'button-consent', { do: 'consent', textVersion: CONSENT_TEXT_VERSION }, 'primary')],
    [button(t, 'button-privacy', { do: 'privacy' })],
    wayBack(t),
  ],
});
