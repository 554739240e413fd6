import type { Press } from '../press.ts';
import type { Args, Say } from '../words.ts';
import { cut } from './captions.ts';
import type { Button } from './screen.ts';

/** Longer labels are cut off on a phone with two buttons in a row. */
export const LABEL_CHARACTERS = 18;

/** With three buttons in a row. */
export const NARROW_CHARACTERS = 13;

export type Row = readonly Button[];

const segmenter = new Intl.Segmenter('ru', { granularity: 'grapheme' });

/** Characters as a person counts them: an emoji is one. */
export const countCharacters = (text: string): number => [...segmenter.segment(text)].length;

/** The first wording that fits on a button; the last one if none does. */
export function fitting(wordings: readonly string[], room = LABEL_CHARACTERS): string {
  const fits = wordings.find((wording) => countCharacters(wording) <= room);
  return fits ?? wordings.at(-1) ?? '';
}

export const button = (t: Say, key: string, press: Press, style?: Button['style']): Button =>
  labelled(t(key), press, style);

export const labelled = (label: string, press: Press, style?: Button['style']): Button => ({
  label,
  press,
  ...(style && { style }),
});

/** One of several to choose from, with a tick on the present choice. */
export const option = (t: Say, choice: string, chosen: boolean, press: Press): Button =>
  labelled(chosen ? t('button-chosen', { choice }) : choice, press);

/** A label with a number, or without it if the number is too long. */
export const counted = (t: Say, key: string, args: Args, press: Press): Button =>
  labelled(fitting([t(`${key}-count`, args), t(key)]), press);

/** Long names, cut short, may read the same: then they are told apart by their place. */
export function distinct(buttons: readonly Button[], t: Say): readonly Button[] {
  const labels = buttons.map(({ label }) => label);
  return buttons.map((each, at) => {
    const isTwin = labels.indexOf(each.label) !== labels.lastIndexOf(each.label);
    if (!isTwin) return each;
    const sign = t('button-numbered', { number: at + 1, title: '' }).trimEnd();
    const title = cut(each.label, LABEL_CHARACTERS - sign.length - 1);
    return { ...each, label: t('button-numbered', { number: at + 1, title }) };
  });
}

/** The only button that spends: it names its price. */
export function makeButton(t: Say, draft: { readonly id: string; readonly price: number }): Button {
  const coins = { coins: draft.price };
  const wordings = ['button-make', 'button-make-short', 'button-make-bare'];
  const label = fitting(wordings.map((key) => t(key, coins)));
  return labelled(label, { do: 'make', draftId: draft.id, price: draft.price }, 'primary');
}

export const back = (t: Say): Button => button(t, 'button-back', { do: 'back' });
export const home = (t: Say): Button => button(t, 'button-home', { do: 'home' });

/** The last row of a screen that is not home. */
export const wayBack = (t: Say): Row => [back(t), home(t)];

/** The last row below words that may have been cut: the whole of them is a press away. */
export const wayBackFrom = (t: Say, whole: Press | null): Row =>
  whole ? [button(t, 'button-whole', whole), back(t)] : wayBack(t);

/** So many in a row, in order. */
export function inRows(buttons: readonly Button[], width: number): readonly Row[] {
  const rows = Math.ceil(buttons.length / width);
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * width, (row + 1) * width));
}
