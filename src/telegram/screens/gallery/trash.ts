import type { Press } from '../../press.ts';
import type { Say } from '../../words.ts';
import { button, type Row, wayBack } from '../buttons.ts';
import { dayOf, lines, paragraphs, quote } from '../captions.ts';
import type { ScreenData, TrashCard } from '../data.ts';
import type { Screen } from '../screen.ts';
import { amountOf, brief } from './amounts.ts';

const empty = (t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'empty', title: t('trash-title') },
  caption: paragraphs(t('trash-empty-caption'), t('trash-empty-hint')),
  keyboard: [wayBack(t)],
});

/** A screen about the picture of the trash at hand; without one it is empty. */
const aboutTrash =
  (show: (card: TrashCard, data: ScreenData, t: Say) => Screen) =>
  (data: ScreenData, t: Say): Screen =>
    data.gallery?.trash ? show(data.gallery.trash, data, t) : empty(t);

/** Arrows keep their place at the ends, and say there that nothing follows. */
const toNeighbour = (imageId: string | null): Press =>
  imageId ? { do: 'trash', imageId } : { do: 'nothing' };

const arrows = ({ newerId, olderId }: TrashCard, t: Say): Row => [
  button(t, 'button-left', toNeighbour(newerId)),
  button(t, 'button-right', toNeighbour(olderId)),
];

const placeWords = ({ index, total }: TrashCard, t: Say): string =>
  index === null
    ? t('trash-caption-far', { total: amountOf(total, t) })
    : t('trash-caption', { index, total: brief(total, t) });

/** What was deleted, one at a time, the last first. */
export const trash = aboutTrash((shown, { language, timeZone }, t) => {
  const { imageId, description, trashedAt, purgedAt } = shown;
  return {
    picture: { kind: 'image', imageId },
    caption: paragraphs(
      lines(placeWords(shown, t), quote(t, description)),
      t('trash-dates', {
        trashed: dayOf(trashedAt, language, timeZone),
        purged: dayOf(purgedAt, language, timeZone),
      }),
    ),
    keyboard: [
      arrows(shown, t),
      [
        button(t, 'button-restore', { do: 'restore', imageId }, 'primary'),
        button(t, 'button-purge', { do: 'purge', imageId }),
      ],
      wayBack(t),
      [button(t, 'button-empty-trash', { do: 'emptyTrash' }, 'danger')],
    ],
  };
});

/** Asks before a picture goes for good. */
export const purging = aboutTrash(({ imageId, description }, _, t) => ({
  picture: { kind: 'image', imageId },
  caption: paragraphs(t('purging-caption'), quote(t, description), t('purging-hint')),
  keyboard: [wayBack(t), [button(t, 'button-purge-sure', { do: 'purgeSure', imageId }, 'danger')]],
}));

/** Asks before everything in the trash goes for good. */
export const emptying = aboutTrash(({ total }, { now }, t) => ({
  picture: { kind: 'banner', scene: 'gallery', title: t('emptying-title') },
  caption: paragraphs(t('emptying-caption'), t('emptying-hint', { total: amountOf(total, t) })),
  keyboard: [
    wayBack(t),
    [button(t, 'button-empty-trash-sure', { do: 'emptyTrashSure', until: now }, 'danger')],
  ],
}));
