import { inHtml, type Say } from '../words.ts';
import { button, wayBack } from './buttons.ts';
import { paragraphs } from './captions.ts';
import type { ScreenData } from './data.ts';
import type { Screen } from './screen.ts';

export const overview = (_: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'help', title: t('help-title') },
  caption: paragraphs(
    t('help-caption'),
    t('help-steps'),
    t('help-tips'),
    t('help-avatar'),
    t('help-gallery'),
    t('help-coins'),
  ),
  keyboard: [
    [button(t, 'button-create', { do: 'create' }, 'primary')],
    [
      button(t, 'button-privacy', { do: 'privacy' }),
      button(t, 'button-support', { do: 'support' }),
    ],
    wayBack(t),
  ],
});

/** What is kept, for how long, and who else sees it. */
export const privacy = (_: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'privacy', title: t('privacy-title') },
  caption: paragraphs(
    t('privacy-caption'),
    t('privacy-kept'),
    t('privacy-photos'),
    t('privacy-coins'),
    t('privacy-shared'),
    t('privacy-training'),
    t('privacy-hint'),
  ),
  keyboard: [[button(t, 'button-data', { do: 'myData' })], wayBack(t)],
});

/** Whom to write to, and the number that finds the person's orders. */
export const support = ({ supportContact, context }: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'help', title: t('support-title') },
  caption: paragraphs(
    t('support-caption'),
    supportContact ? inHtml(t)('support-write', { contact: supportContact }) : t('support-none'),
    supportContact && t('support-number', { id: context.personId }),
  ),
  keyboard: [[button(t, 'button-help', { do: 'help' })], wayBack(t)],
});
