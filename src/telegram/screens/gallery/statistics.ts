import type { Say } from '../../words.ts';
import { button, fitting, inRows, labelled, wayBack } from '../buttons.ts';
import {
  capitalised,
  dayWords,
  lines,
  monthWords,
  paragraphs,
  shapeWords,
  shortMonth,
} from '../captions.ts';
import type { ScreenData, Statistics } from '../data.ts';
import type { Button, Picture, Screen } from '../screen.ts';
import { nothing } from './nothing.ts';

/** So many values of a kind can be opened: those most used. */
const MOST_USED = 2;
/** So many are told: a caption has no room for every look there ever was. */
const MOST_TOLD = 8;

interface Part {
  readonly name: string;
  readonly n: number;
}

const partsWords = (parts: readonly Part[], t: Say): string =>
  parts.map(({ name, n }) => t('statistics-part', { name, n })).join(', ');

const looksOf = ({ looks }: Statistics, t: Say) =>
  looks.map(({ look, titleKey, n }) => ({ look, name: t(titleKey), n })).slice(0, MOST_TOLD);

const shapesOf = ({ shapes }: Statistics, t: Say) =>
  shapes.map(({ shape, n }) => ({ shape, name: shapeWords(t, shape), n }));

const kindsOf = ({ kinds }: Statistics, t: Say) =>
  kinds.map(({ kind, n }) => ({ name: t(`kind-${kind}`), n }));

function totalWords(shown: Statistics, t: Say): string {
  const { total, favourites, inTrash, kinds } = shown;
  return lines(
    t('statistics-total', { pictures: total }),
    kinds.length > 1 && partsWords(kindsOf(shown, t), t),
    favourites > 0 && t('statistics-favourites', { n: favourites }),
    inTrash > 0 && t('statistics-trash', { n: inTrash }),
  );
}

function habitWords(shown: Statistics, { language }: ScreenData, t: Say): string {
  const { busiestDay } = shown;
  return lines(
    t('statistics-looks', { looks: partsWords(looksOf(shown, t), t) }),
    t('statistics-shapes', { shapes: partsWords(shapesOf(shown, t), t) }),
    busiestDay &&
      t('statistics-busiest', { pictures: busiestDay.n, day: dayWords(busiestDay.day, language) }),
  );
}

const coinWords = ({ coins: { spent, returned } }: Statistics, t: Say): string =>
  lines(
    t('statistics-coins', { coins: spent }),
    returned > 0 && t('statistics-returned', { coins: returned }),
  );

const chartOf = ({ months }: Statistics, { language }: ScreenData, t: Say): Picture => ({
  kind: 'chart',
  title: t('statistics-title'),
  bars: months.map(({ month, n }) => ({ label: shortMonth(month, language), value: n })),
});

const withCount = (name: string, n: number, t: Say): string =>
  fitting([t('button-value', { value: name, n: t('count', { count: n }) }), name]);

/** Each opens the part of the gallery that the figure is about. */
function doors(shown: Statistics, { language }: ScreenData, t: Say): readonly Button[] {
  const { favourites, months } = shown;
  const best = months.reduce((most, each) => (each.n >= most.n ? each : most), {
    month: '',
    n: 1,
  });
  return [
    ...looksOf(shown, t)
      .slice(0, MOST_USED)
      .map(({ look, name, n }) => labelled(withCount(name, n, t), { do: 'openLook', look })),
    ...shapesOf(shown, t)
      .slice(0, MOST_USED)
      .map(({ shape, name, n }) => labelled(withCount(name, n, t), { do: 'openShape', shape })),
    ...(favourites > 0 ? [button(t, 'button-favourites', { do: 'openFavourites' })] : []),
    ...(best.month
      ? [
          labelled(capitalised(monthWords(best.month, language)), {
            do: 'openMonth',
            month: best.month,
          }),
        ]
      : []),
  ];
}

/** The gallery in figures, each of which can be opened. */
export function statistics(data: ScreenData, t: Say): Screen {
  const { gallery } = data;
  const shown = gallery?.statistics;
  if (!shown || shown.total === 0) {
    return nothing({ ...data, gallery: gallery && { ...gallery, filter: {} } }, t);
  }
  return {
    picture: chartOf(shown, data, t),
    caption: paragraphs(
      lines(t('statistics-caption'), totalWords(shown, t)),
      habitWords(shown, data, t),
      coinWords(shown, t),
    ),
    keyboard: [...inRows(doors(shown, data, t), 2), wayBack(t)],
  };
}
