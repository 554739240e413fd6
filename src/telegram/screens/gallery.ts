import type { Press } from '../press.ts';
import type { Say } from '../words.ts';
import { back, button, type Row, wayBack } from './buttons.ts';
import { dayOf, isLong, lines, paragraphs, quote, shapeWords } from './captions.ts';
import type { Card, ScreenData } from './data.ts';
import type { Screen } from './screen.ts';

export function empty(_: ScreenData, t: Say): Screen {
  return {
    picture: {
      kind: 'banner',
      scene: 'empty',
      title: t('empty-title'),
      subtitle: t('empty-subtitle'),
    },
    caption: paragraphs(t('empty-caption'), t('empty-hint')),
    keyboard: [[button(t, 'button-create', { do: 'create' }, 'primary')], wayBack(t)],
  };
}

/** Arrows keep their place at the ends and answer in words there. */
const toNeighbour = (imageId: string | null, which: 'newest' | 'oldest'): Press =>
  imageId ? { do: 'image', imageId } : { do: 'atEnd', which };

const arrows = ({ newerId, olderId }: Card, t: Say): Row => [
  button(t, 'button-newer', toNeighbour(newerId, 'newest')),
  button(t, 'button-older', toNeighbour(olderId, 'oldest')),
];

/** The button says what it will do, not how things are. */
export const favouriteButton = (
  t: Say,
  { imageId, favourite }: { readonly imageId: string; readonly favourite: boolean },
  onResult: boolean,
) =>
  button(t, favourite ? 'button-unfavourite' : 'button-favourite', {
    do: 'favourite',
    imageId,
    marked: !favourite,
    onResult,
  });

const facts = (card: Card, { language, timeZone }: ScreenData, t: Say): string =>
  t('card-facts', {
    shape: shapeWords(t, card.shape),
    look: t(card.lookTitleKey),
    date: dayOf(card.createdAt, language, timeZone),
  });

/** One picture, its words, and what can be done with it. */
export function card(data: ScreenData, t: Say): Screen {
  const { card: shown } = data;
  if (!shown) return empty(data, t);
  const { imageId, index, total, description, favourite } = shown;
  return {
    picture: { kind: 'image', imageId },
    caption: lines(
      t('card-caption', { index, total }),
      favourite && t('card-favourite'),
      quote(t, description),
      facts(shown, data, t),
    ),
    keyboard: [
      arrows(shown, t),
      [favouriteButton(t, shown, false), button(t, 'button-again', { do: 'again', imageId })],
      // Three in a row leave no room for signs.
      [
        button(t, 'button-original-bare', { do: 'original', imageId }),
        ...(isLong(description)
          ? [button(t, 'button-whole-bare', { do: 'wholeText', imageId }), back(t)]
          : wayBack(t)),
      ],
      [button(t, 'button-delete', { do: 'delete', imageId }, 'danger')],
    ],
  };
}

export function deleting(data: ScreenData, t: Say): Screen {
  const { card: shown } = data;
  if (!shown) return empty(data, t);
  const { imageId, description } = shown;
  return {
    picture: { kind: 'image', imageId },
    caption: paragraphs(t('deleting-caption'), quote(t, description), t('deleting-hint')),
    keyboard: [
      wayBack(t),
      [button(t, 'button-delete-sure', { do: 'deleteSure', imageId }, 'danger')],
    ],
  };
}
