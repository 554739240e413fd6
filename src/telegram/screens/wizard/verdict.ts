import type { Say } from '../../words.ts';
import { button, labelled, type Row } from '../buttons.ts';
import { lines, paragraphs } from '../captions.ts';
import type { WizardView } from '../data.ts';
import { doubtLines, shownPhotos, undecided } from './photo-words.ts';
import { photosBanner } from './photos.ts';
import { aboutDraft, wayOut } from './ways.ts';

/** Another two from other sides make up for any that look alike. */
const ADVISED = 2;

const VIEW_FIRST = { do: 'viewPhotos', photoId: null } as const;

/** The training can be paid for. */
const isEnough = ({ usable, pending, least }: WizardView): boolean =>
  usable >= least && pending === 0;

/** How many photos there are, and what is wrong with them at first sight. */
function head(wizard: WizardView, t: Say): string {
  const { alike, most } = wizard;
  const n = shownPhotos(wizard).length;
  if (alike === 0) return t('verdict-photos', { photos: n });
  const room = Math.min(ADVISED, most - n);
  return room > 0
    ? t('verdict-alike', { photos: n, alike, add: room })
    : t('verdict-alike-full', { photos: n, alike });
}

function conclusion(wizard: WizardView, t: Say): string {
  const { usable, pending, least, alike } = wizard;
  if (pending > 0) return t('verdict-pending', { n: pending });
  if (usable < least) return t('verdict-too-few', { n: usable, least, photos: least - usable });
  const isSpotless = alike === 0 && undecided(wizard) === 0;
  return t(isSpotless ? 'verdict-fine' : 'verdict-enough');
}

const viewPhotos = (wizard: WizardView, t: Say): readonly Row[] => {
  const n = shownPhotos(wizard).length;
  return n === 0 ? [] : [[labelled(t('button-view-photos', { n }), VIEW_FIRST)]];
};

/** What was found in all photos together, told before the price. */
export const verdict = aboutDraft((wizard, _, t) => {
  const doubtful = undecided(wizard);
  return {
    picture: photosBanner(wizard, t('verdict-title'), t),
    caption: paragraphs(
      lines(head(wizard, t), doubtLines(wizard, t)),
      doubtful > 0 && t('verdict-undecided', { n: doubtful }),
      conclusion(wizard, t),
    ),
    keyboard: [
      ...(isEnough(wizard) ? [[button(t, 'button-to-price', { do: 'toPrice' }, 'primary')]] : []),
      ...viewPhotos(wizard, t),
      wayOut(t),
    ],
  };
});
