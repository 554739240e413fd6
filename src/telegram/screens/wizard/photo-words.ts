import type { Say } from '../../words.ts';
import { lines } from '../captions.ts';
import type { PhotoView, WizardView } from '../data.ts';

/** What can be said about a photo; whatever else is found is told in general words. */
export const PHOTO_ISSUES = [
  'format',
  'heic',
  'too-large',
  'too-many-pixels',
  'too-small',
  'too-long',
  'unreadable',
  'not-fetched',
  'not-awaited',
  'no-face',
  'many-faces',
  'small-face',
  'duplicate',
  'too-many',
  'dark',
  'bright',
  'flat',
  'blurred',
  'alike',
  'face-unsure',
] as const;

const told = new Set<string>(PHOTO_ISSUES);

/** Those that a person may overrule, in the order in which they are told; alikeness has its own words. */
const DOUBTS = ['blurred', 'dark', 'bright', 'flat', 'small-face', 'face-unsure'] as const;

/** More would be no help. */
const MOST_TOLD = 4;

/** A sentence for each thing that was found. */
export const issueWords = (issues: readonly string[], t: Say): string => {
  const keys = issues.map((issue) => `photo-issue-${told.has(issue) ? issue : 'other'}`);
  return lines(...[...new Set(keys)].slice(0, MOST_TOLD).map((key) => t(key)));
};

/** Photos that the person sees: those refused were told of by a reply. */
export const shownPhotos = ({ photos }: WizardView): readonly PhotoView[] =>
  photos.filter(({ state }) => state !== 'refused');

export const isUsable = ({ state, kept }: PhotoView): boolean =>
  state === 'good' || (state === 'doubtful' && kept);

/** Doubtful ones that nobody decided to take. */
export const undecided = ({ photos }: WizardView): number =>
  photos.filter(({ state, kept }) => state === 'doubtful' && !kept).length;

/** One line for each kind of doubt there is, with how many photos it is about. */
export function doubtLines({ photos }: WizardView, t: Say): string {
  const doubtful = photos.filter(({ state }) => state === 'doubtful');
  const counted = DOUBTS.map((issue) => ({
    issue,
    n: doubtful.filter(({ issues }) => issues.includes(issue)).length,
  }));
  return lines(
    ...counted.map(
      ({ issue, n }) => n > 0 && t('photo-doubt', { doubt: t(`photo-doubt-${issue}`), n }),
    ),
  );
}
