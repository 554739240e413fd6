import type { Say } from '../words.ts';
import { button, home, labelled, type Row } from './buttons.ts';
import { lines, paragraphs } from './captions.ts';
import { favouriteButton } from './gallery/card.ts';
import type { Message } from './message.ts';

/** What the order cost and what is left. Coins; `coinsBack` for pictures that were not made. */
export interface Paid {
  readonly cost: number;
  readonly left: number;
  /** How many pictures the coins left are enough for. */
  readonly leftPictures: number;
  readonly ordered: number;
  readonly made: number;
  readonly coinsBack: number;
  /** An avatar's first picture, which the avatar's price includes. */
  readonly included: boolean;
}

const paidWords = (paid: Paid, t: Say): string => {
  const { cost, left, leftPictures: pictures, ordered, made, coinsBack, included } = paid;
  return lines(
    made < ordered && t('result-partial', { made, ordered, coins: coinsBack }),
    included ? t('result-included') : t('result-paid', { coins: cost }),
    pictures > 0
      ? t('result-left-enough', { coins: left, pictures })
      : t('result-left', { coins: left }),
  );
};

interface Shown {
  readonly imageId: string;
  readonly favourite: boolean;
}

/** The buttons of a result, drawn again when the favourite mark changes. */
export const resultKeyboard = (shown: Shown, t: Say): readonly Row[] => {
  const { imageId } = shown;
  return [
    [
      button(t, 'button-again', { do: 'again', imageId }, 'primary'),
      button(t, 'button-change', { do: 'change', imageId }),
    ],
    [favouriteButton(t, shown, true), button(t, 'button-original', { do: 'original', imageId })],
    [button(t, 'button-edits', { do: 'edits', imageId })],
    [button(t, 'button-gallery', { do: 'gallery' }), home(t)],
  ];
};

/** One finished picture. */
export const result = (shown: Shown & Paid, t: Say): Message => ({
  html: lines(t('result-caption'), paidWords(shown, t)),
  keyboard: resultKeyboard(shown, t),
});

export interface ResultSheet extends Paid {
  /** In the order of the numbers on the sheet. */
  readonly imageIds: readonly [string, ...string[]];
}

/** Below the album of several pictures, which cannot bear buttons itself. */
export const resultSheet = (sheet: ResultSheet, t: Say): Message => {
  const [imageId] = sheet.imageIds;
  return {
    html: paragraphs(lines(t('result-caption'), paidWords(sheet, t)), t('result-sheet-hint')),
    keyboard: [
      sheet.imageIds.map((each, index) =>
        labelled(String(index + 1), { do: 'image', imageId: each }),
      ),
      [
        button(t, 'button-again', { do: 'again', imageId }, 'primary'),
        button(t, 'button-change', { do: 'change', imageId }),
      ],
      [button(t, 'button-gallery', { do: 'gallery' }), home(t)],
    ],
  };
};
