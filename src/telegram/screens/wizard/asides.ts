import { inHtml, type Say } from '../../words.ts';
import { button, wayBack } from '../buttons.ts';
import { paragraphs } from '../captions.ts';
import type { ScreenData } from '../data.ts';
import type { Screen } from '../screen.ts';
import { shownPhotos } from './photo-words.ts';
import { aboutDraft, wayOut } from './ways.ts';

/** Avatars cannot be made now; all that was prepared stays. */
export const outage = ({ supportContact }: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'trouble', title: t('outage-title') },
  caption: paragraphs(
    t('wizard-outage-caption'),
    t('wizard-outage-hint'),
    supportContact && inHtml(t)('support-line', { contact: supportContact }),
  ),
  keyboard: [[button(t, 'button-tell-me', { do: 'tellMe' }, 'primary')], wayOut(t)],
});

/** Asks before all that was prepared is forgotten. */
export const startingOver = aboutDraft((wizard, _, t) => ({
  picture: { kind: 'banner', scene: 'photos', title: t('starting-over-title') },
  caption: paragraphs(
    t('starting-over-caption'),
    t('starting-over-hint', { photos: shownPhotos(wizard).length }),
  ),
  keyboard: [wayBack(t), [button(t, 'button-start-over-sure', { do: 'startOverSure' }, 'danger')]],
}));
