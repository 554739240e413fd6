import type { Say } from '../../words.ts';
import { button, counted, inRows, labelled, type Row, wayBack } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { GalleryData, Grid, ScreenData } from '../data.ts';
import type { Screen } from '../screen.ts';
import { amountOf } from './amounts.ts';
import { filtersButton } from './card.ts';
import { activeNames, shownWords } from './filter-words.ts';
import { nothing, undoRow } from './nothing.ts';
import { pageArrows, sheetOf } from './page.ts';

export const IN_ROW = 3;

/** A screen about the page at hand; without one there is nothing to show. */
export const aboutGrid =
  (show: (grid: Grid, gallery: GalleryData, data: ScreenData, t: Say) => Screen) =>
  (data: ScreenData, t: Say): Screen =>
    data.gallery?.grid ? show(data.gallery.grid, data.gallery, data, t) : nothing(data, t);

const numbers = ({ images }: Grid): readonly Row[] =>
  inRows(
    images.map(({ imageId, number }) => labelled(String(number), { do: 'image', imageId })),
    IN_ROW,
  );

const narrowing = ({ images }: Grid, gallery: GalleryData, t: Say): Row => {
  const only = gallery.filter.favourites === true;
  return [
    button(t, only ? 'button-only-favourites' : 'button-favourites', {
      do: 'byFavourites',
      on: !only,
    }),
    filtersButton(gallery, { imageId: images[0]?.imageId ?? null, words: false }, t),
    button(t, 'button-search', { do: 'search' }),
  ];
};

const trashButton = ({ inTrash }: GalleryData, t: Say) =>
  inTrash.count > 0 && !inTrash.isMore
    ? counted(t, 'button-trash', { n: inTrash.count }, { do: 'trash', imageId: null })
    : button(t, 'button-trash', { do: 'trash', imageId: null });

const isWhole = ({ filter }: GalleryData): boolean => activeNames(filter).length === 0;

/** Nine pictures at once, to open one of them or to go on from here. */
export const grid = aboutGrid((page, gallery, data, t) => ({
  picture: sheetOf(page, data, false),
  caption: paragraphs(
    lines(
      t(isWhole(gallery) ? 'grid-caption' : 'grid-found', { total: amountOf(page.total, t) }),
      shownWords(gallery, data.language, t),
    ),
    t('grid-hint'),
  ),
  keyboard: [
    ...numbers(page),
    pageArrows(page, t),
    ...undoRow(data, t),
    narrowing(page, gallery, t),
    [
      button(t, 'button-select', { do: 'marking' }),
      button(t, 'button-albums', { do: 'albums', page: 0 }),
    ],
    [trashButton(gallery, t), button(t, 'button-statistics', { do: 'statistics' })],
    wayBack(t),
  ],
}));
