import type { Who } from '../../../../machines/chat/types.ts';
import { inHtml, type Say } from '../../words.ts';
import { button, option } from '../buttons.ts';
import { paragraphs } from '../captions.ts';
import type { Button } from '../screen.ts';
import { aboutDraft, wayOut } from './ways.ts';

/** Waits for the avatar's name; one that was told before may stay. */
export const name = aboutDraft(({ name: told }, _, t) => ({
  picture: { kind: 'banner', scene: 'avatar', title: t('wizard-name-title') },
  caption: paragraphs(
    t('wizard-name-caption'),
    told !== '' && inHtml(t)('wizard-name-now', { name: told }),
    t('wizard-name-hint'),
  ),
  keyboard: [
    ...(told === '' ? [] : [[button(t, 'button-keep-name', { do: 'wizardOn' }, 'primary')]]),
    wayOut(t),
  ],
}));

const person = (t: Say, who: Who, chosen: Who | null): Button =>
  option(t, t(`who-${who}`), who === chosen, { do: 'who', who });

/** Who is in the photos: for better results, and nobody must tell. */
export const who = aboutDraft(({ who: chosen }, _, t) => ({
  picture: { kind: 'banner', scene: 'avatar', title: t('wizard-who-title') },
  caption: paragraphs(t('wizard-who-caption'), t('wizard-who-hint')),
  keyboard: [
    [person(t, 'man', chosen), person(t, 'woman', chosen)],
    [button(t, 'button-skip', { do: 'who', who: null })],
    wayOut(t),
  ],
}));
