import type { Say } from '../words.ts';
import { button, wayBack } from './buttons.ts';
import { affordable, lines, momentOf, paragraphs } from './captions.ts';
import type { Operation, ScreenData } from './data.ts';
import type { Button, Picture, Screen } from './screen.ts';

/** A page of so many lines fits a caption, whatever the lines say. */
export const OPERATIONS_A_PAGE = 8;

const banner = (title: string): Picture => ({ kind: 'banner', scene: 'balance', title });

/** What there is and what is set aside. */
export function overview({ coins, unitPrice }: ScreenData, t: Say): Screen {
  const pictures = affordable(coins.available, unitPrice);
  return {
    picture: banner(t('balance-title')),
    caption: paragraphs(
      lines(
        t('balance-available', { coins: coins.available }),
        pictures > 0 && t('balance-enough', { pictures }),
        unitPrice > 0 && t('balance-price', { coins: unitPrice }),
      ),
      coins.held > 0 && t('balance-held', { coins: coins.held }),
    ),
    keyboard: [
      [button(t, 'button-code', { do: 'enterCode' })],
      [button(t, 'button-operations', { do: 'operations', before: null })],
      wayBack(t),
    ],
  };
}

/** All of its price is paid, or nothing. */
function trainingLine(open: boolean, isFree: boolean): string {
  if (open) return 'operations-training-open';
  return isFree ? 'operations-training-free' : 'operations-training';
}

function what({ kind, coins, returned, open }: Operation, t: Say): string {
  if (kind !== 'order' && kind !== 'training') return t(`operations-${kind}`);
  const isFree = returned > 0 && returned === -coins;
  if (kind === 'training') return t(trainingLine(open, isFree));
  if (open) return t('operations-open');
  if (isFree) return t('operations-free');
  return returned > 0 ? t('operations-returned', { returned }) : t('operations-order');
}

const line = (operation: Operation, { language, timeZone }: ScreenData, t: Say): string =>
  t('operations-line', {
    date: momentOf(operation.at, language, timeZone),
    sign: operation.coins < 0 ? '−' : '+',
    amount: Math.abs(operation.coins),
    what: what(operation, t),
  });

/** The history in plain words, a page at a time, newest first. */
export function operations(data: ScreenData, t: Say): Screen {
  const { lines: all = [], next = null } = data.operations ?? {};
  const { place } = data.context;
  const shown = all.slice(0, OPERATIONS_A_PAGE);
  const older: Button[] = next
    ? [button(t, 'button-older', { do: 'operations', before: next })]
    : [];
  const newest: Button[] =
    place.at === 'operations' && place.before !== null
      ? [button(t, 'button-newest', { do: 'operations', before: null })]
      : [];
  const pages = [...newest, ...older];
  return {
    picture: banner(t('operations-title')),
    caption: paragraphs(
      t('operations-caption'),
      ...shown.map((operation) => line(operation, data, t)),
      shown.length === 0 && t('operations-empty'),
    ),
    keyboard: [...(pages.length > 0 ? [pages] : []), wayBack(t)],
  };
}

/** Waits for a promo code. */
export const code = (_: ScreenData, t: Say): Screen => ({
  picture: banner(t('code-title')),
  caption: paragraphs(t('code-caption'), t('code-hint')),
  keyboard: [wayBack(t)],
});
