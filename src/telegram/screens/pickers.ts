import type { Count, Shape } from '../../../machines/chat/types.ts';
import type { Press } from '../press.ts';
import type { Say } from '../words.ts';
import { back, inRows, option, type Row, wayBack } from './buttons.ts';
import { countLines, lookLines, paragraphs, shapeWords } from './captions.ts';
import type { Look } from './data.ts';
import type { Scene, Screen } from './screen.ts';

/** A question with a few answers: for one order, or for those to come. */
interface Question<Choice> {
  readonly scene: Scene;
  readonly caption: string;
  readonly chosen: Choice;
  readonly press: (choice: Choice) => Press;
}

export const pickShape = (
  { scene, caption, chosen, press, look }: Question<Shape> & { readonly look: Look },
  t: Say,
): Screen => ({
  picture: { kind: 'banner', scene, title: t('pick-shape-title') },
  caption: paragraphs(caption, t('shapes-help')),
  keyboard: [
    ...inRows(
      look.shapes.map((each) => option(t, shapeWords(t, each), each === chosen, press(each))),
      2,
    ),
    wayBack(t),
  ],
});

export const pickCount = (
  { scene, caption, chosen, press, look }: Question<Count> & { readonly look: Look },
  t: Say,
): Screen => ({
  picture: { kind: 'banner', scene, title: t('pick-count-title') },
  caption: paragraphs(caption, t('pick-count-hint'), countLines(t, look.counts, look.price)),
  keyboard: [
    ...look.counts.map((each) => [
      option(t, t('pictures', { pictures: each }), each === chosen, press(each)),
    ]),
    wayBack(t),
  ],
});

/** With a way back a keyboard holds so many looks. */
const LOOKS_SHOWN = 7;

/** Back, and the menu where eight buttons leave room for it. */
const wayBackBeside = (choices: number, t: Say): Row =>
  choices < LOOKS_SHOWN ? wayBack(t) : [back(t)];

export const pickLook = (
  { scene, caption, chosen, press, looks }: Question<string> & { readonly looks: readonly Look[] },
  t: Say,
): Screen => {
  const shown = looks.slice(0, LOOKS_SHOWN);
  const choices = shown.map(({ id, titleKey }) => option(t, t(titleKey), id === chosen, press(id)));
  return {
    picture: { kind: 'banner', scene, title: t('pick-look-title') },
    caption: paragraphs(caption, lookLines(t, shown), t('look-price-hint')),
    keyboard: inRows([...choices, ...wayBackBeside(choices.length, t)], 2),
  };
};
