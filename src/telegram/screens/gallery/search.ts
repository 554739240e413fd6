import { inHtml, type Say } from '../../words.ts';
import { button, type Row, wayBack } from '../buttons.ts';
import { paragraphs } from '../captions.ts';
import type { ScreenData } from '../data.ts';
import type { Screen } from '../screen.ts';

/** Waits for words to look for. */
export function search({ gallery }: ScreenData, t: Say): Screen {
  const words = gallery?.filter.words;
  const clear: readonly Row[] = words ? [[button(t, 'button-clear-words', { do: 'byWords' })]] : [];
  return {
    picture: { kind: 'banner', scene: 'gallery', title: t('search-title') },
    caption: paragraphs(
      t('search-caption'),
      t('search-hint'),
      words && inHtml(t)('search-now', { words }),
    ),
    keyboard: [...clear, wayBack(t)],
  };
}
