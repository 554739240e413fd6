import type { Language } from '../../../../machines/chat/types.ts';
import type { Press } from '../../press.ts';
import type { Say } from '../../words.ts';
import { button, fitting, labelled, NARROW_CHARACTERS, type Row } from '../buttons.ts';
import { dayOf, shortDayOf, yearOf } from '../captions.ts';
import type { Grid, ScreenData } from '../data.ts';
import type { Button, Picture, SheetCell } from '../screen.ts';
import { brief } from './amounts.ts';

/** Days of other years are told with their year. */
function headingOf(at: number, { language, timeZone, now }: ScreenData): string {
  const tell: (at: number, language: Language, timeZone: string) => string =
    yearOf(at, timeZone) === yearOf(now, timeZone) ? shortDayOf : dayOf;
  return tell(at, language, timeZone);
}

/** A page of the gallery as one picture, with the day above the first picture of each. */
export function sheetOf({ images }: Grid, data: ScreenData, isMarking: boolean): Picture {
  const days = images.map(({ createdAt }) => headingOf(createdAt, data));
  const cells = images.map(
    ({ imageId, number, favourite, marked }, at): SheetCell => ({
      imageId,
      number,
      heading: days[at] === days[at - 1] ? '' : (days[at] ?? ''),
      favourite,
      marked: isMarking ? marked : null,
    }),
  );
  return { kind: 'sheet', cells };
}

const toPage = (imageId: string | null, which: 'newest' | 'oldest'): Press =>
  imageId ? { do: 'grid', imageId } : { do: 'atEnd', which };

/** Which pictures the page holds; it leads to the first page, and says so there. */
function pageButton({ images, first, total }: Grid, t: Say): Button {
  const press: Press =
    first === 1 ? { do: 'atEnd', which: 'newest' } : { do: 'grid', imageId: null };
  if (first === null) return button(t, 'button-page-far', press);
  const last = first + images.length - 1;
  const page = { first, last, total: brief(total, t) };
  if (last === first) return labelled(t('button-page-one', page), press);
  const wordings = [t('button-page', page), t('button-page-bare', page)];
  return labelled(fitting(wordings, NARROW_CHARACTERS), press);
}

/** Arrows keep their place at the ends and answer in words there. */
export const pageArrows = (grid: Grid, t: Say): Row => [
  button(t, 'button-left', toPage(grid.newerId, 'newest')),
  pageButton(grid, t),
  button(t, 'button-right', toPage(grid.olderId, 'oldest')),
];
