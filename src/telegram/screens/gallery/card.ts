import type { Press } from '../../press.ts';
import type { Say } from '../../words.ts';
import {
  back,
  button,
  fitting,
  labelled,
  NARROW_CHARACTERS,
  type Row,
  wayBack,
} from '../buttons.ts';
import { dayOf, lines, paragraphs, quote } from '../captions.ts';
import type { Card, GalleryData, ScreenData } from '../data.ts';
import type { Button, Screen } from '../screen.ts';
import { amountOf, brief } from './amounts.ts';
import { factsOf, marksOf } from './facts.ts';
import { activeNames, iconsOf, shownWords } from './filter-words.ts';
import { nothing, undoRow } from './nothing.ts';

/** A screen about the picture at hand; without one there is nothing to show. */
export const aboutCard =
  (show: (card: Card, gallery: GalleryData, data: ScreenData, t: Say) => Screen) =>
  (data: ScreenData, t: Say): Screen =>
    data.gallery?.card ? show(data.gallery.card, data.gallery, data, t) : nothing(data, t);

/** Arrows keep their place at the ends and answer in words there. */
const toNeighbour = (imageId: string | null, which: 'newest' | 'oldest'): Press =>
  imageId ? { do: 'image', imageId } : { do: 'atEnd', which };

/** Where the picture is among the others, which opens them as a page. */
function placeButton({ imageId, index, total }: Card, t: Say): Button {
  const press: Press = { do: 'grid', imageId };
  if (index === null) return button(t, 'button-place-far', press);
  const place = { index, total: brief(total, t) };
  const wordings = [t('button-place', place), t('button-place-bare', place)];
  return labelled(fitting(wordings, NARROW_CHARACTERS), press);
}

const arrows = (card: Card, t: Say): Row => [
  button(t, 'button-newer', toNeighbour(card.newerId, 'newest')),
  placeButton(card, t),
  button(t, 'button-older', toNeighbour(card.olderId, 'oldest')),
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

/** Emojis are twice as wide as letters: with more of them the word would be cut off. */
const MOST_ICONS_BESIDE_WORDS = 2;

/** The button to the filters wears the marks of those that are on, instead of words if need be. */
export function filtersButton(
  { filter }: GalleryData,
  { imageId, words }: { readonly imageId: string | null; readonly words: boolean },
  t: Say,
): Button {
  const names = activeNames(filter);
  const icons = iconsOf(filter);
  const hasRoom = words && names.length <= MOST_ICONS_BESIDE_WORDS;
  const label = t(hasRoom ? 'button-filters-on' : 'button-filters-icons', { icons });
  return labelled(names.length === 0 ? t('button-filters') : label, { do: 'filters', imageId });
}

const placeWords = ({ index, total }: Card, t: Say): string =>
  index === null
    ? t('card-caption-far', { total: amountOf(total, t) })
    : t('card-caption', { index, total: brief(total, t) });

/** One picture, its words, and what can be done with it. */
export const card = aboutCard((shown, gallery, data, t) => {
  const { imageId, description } = shown;
  const [[undo] = []] = undoRow(data, t);
  return {
    picture: { kind: 'image', imageId },
    caption: lines(
      placeWords(shown, t),
      marksOf(shown, t),
      quote(t, description),
      factsOf(shown, dayOf(shown.createdAt, data.language, data.timeZone), t),
      shownWords(gallery, data.language, t),
    ),
    keyboard: [
      arrows(shown, t),
      [
        favouriteButton(t, shown, false),
        undo ?? button(t, 'button-edits', { do: 'edits', imageId }),
      ],
      [
        button(t, 'button-details', { do: 'details', imageId }),
        filtersButton(gallery, { imageId, words: true }, t),
      ],
      [back(t)],
    ],
  };
});

/** Asks before the picture goes to the trash. */
export const deleting = aboutCard(({ imageId, description }, _, __, t) => ({
  picture: { kind: 'image', imageId },
  caption: paragraphs(t('deleting-caption'), quote(t, description), t('deleting-hint')),
  keyboard: [
    wayBack(t),
    [button(t, 'button-delete-sure', { do: 'deleteSure', imageId }, 'danger')],
  ],
}));
