import type { Say } from '../../words.ts';
import { back, button, inRows, labelled, type Row, wayBack } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { Grid, ScreenData } from '../data.ts';
import type { Screen } from '../screen.ts';
import { shownWords } from './filter-words.ts';
import { aboutGrid, IN_ROW } from './grid.ts';
import { pageArrows, sheetOf } from './page.ts';

const numbers = ({ images }: Grid, t: Say): readonly Row[] =>
  inRows(
    images.map(({ imageId, number, marked }) =>
      labelled(t(marked ? 'button-ticked' : 'button-unticked', { number }), {
        do: 'mark',
        imageId,
        marked: !marked,
      }),
    ),
    IN_ROW,
  );

const deleteButton = (marked: number, t: Say): Row => {
  const label = marked > 0 ? t('button-delete-count', { n: marked }) : t('button-delete');
  return [labelled(label, { do: 'deleteMarked' }, 'danger')];
};

/** Several pictures at once: ticked by their numbers, also on other pages. */
export const marking = aboutGrid((page, gallery, data, t) => {
  const { length: marked } = data.context.gallery.marked;
  return {
    picture: sheetOf(page, data, true),
    caption: paragraphs(
      lines(t('marking-caption'), shownWords(gallery, data.language, t)),
      marked > 0 ? t('marking-count', { pictures: marked }) : t('marking-hint'),
    ),
    keyboard: [
      ...numbers(page, t),
      pageArrows(page, t),
      [
        button(t, 'button-favourite', { do: 'favouriteMarked' }),
        button(t, 'button-add-to', { do: 'addTo', imageId: null, page: 0 }),
      ],
      [
        button(t, 'button-download', { do: 'downloadMarked' }),
        ...(marked > 0 ? [button(t, 'button-clear-marks', { do: 'markNone' })] : []),
      ],
      [back(t)],
      deleteButton(marked, t),
    ],
  };
});

/** Asks before several pictures go to the trash. */
export const deletingMarked = ({ context }: ScreenData, t: Say): Screen => ({
  picture: { kind: 'banner', scene: 'gallery', title: t('deleting-marked-title') },
  caption: paragraphs(
    t('deleting-marked-caption', { pictures: context.gallery.marked.length }),
    t('deleting-marked-hint'),
  ),
  keyboard: [wayBack(t), [button(t, 'button-delete-sure', { do: 'deleteMarkedSure' }, 'danger')]],
});
