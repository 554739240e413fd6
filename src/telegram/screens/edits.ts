import type { Say } from '../words.ts';
import { button, wayBack } from './buttons.ts';
import { paragraphs, quote } from './captions.ts';
import type { ScreenData } from './data.ts';
import { aboutCard } from './gallery/card.ts';
import type { Screen } from './screen.ts';

/** Pixels: what is larger than half of what can be kept is not doubled. */
const LARGEST_DOUBLED = 10_000_000;

/** What may be made of the picture at hand. */
export const edits = aboutCard(({ imageId, description, width, height }, _, __, t) => ({
  picture: { kind: 'image', imageId },
  caption: paragraphs(t('edits-caption'), quote(t, description)),
  keyboard: [
    [
      button(t, 'button-edit-image', { do: 'editImage', imageId }, 'primary'),
      button(t, 'button-again', { do: 'again', imageId }),
    ],
    [
      ...(width * height <= LARGEST_DOUBLED
        ? [button(t, 'button-upscale', { do: 'upscale', imageId })]
        : []),
      button(t, 'button-cutout', { do: 'cutout', imageId }),
    ],
    wayBack(t),
  ],
}));

/** Asks how the picture shall be changed. */
export const editing = ({ context: { place } }: ScreenData, t: Say): Screen => ({
  picture:
    place.at === 'editing'
      ? { kind: 'image', imageId: place.imageId }
      : { kind: 'banner', scene: 'create', title: t('editing-title') },
  caption: paragraphs(t('editing-caption'), t('editing-hint')),
  keyboard: [wayBack(t)],
});

/** A sample photo is looked at. */
export const looking = (_: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'photos', title: t('looking-title') },
  caption: paragraphs(t('looking-caption'), t('looking-hint')),
  keyboard: [wayBack(t)],
});

/** A voice message is listened to. */
export const listening = (_: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'create', title: t('listening-title') },
  caption: paragraphs(t('listening-caption')),
  keyboard: [wayBack(t)],
});
