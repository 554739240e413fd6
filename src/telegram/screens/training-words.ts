import type { Say } from '../words.ts';
import { lines } from './captions.ts';
import type { AvatarCard } from './data.ts';

/** How a training under way is told: its stage, and how far it may be. */
export type Progress = Pick<
  NonNullable<AvatarCard['training']>,
  'stage' | 'percent' | 'minutesLeft'
>;

const DOTS = 10;
const DONE = '●';
const TO_DO = '○';

const bar = (percent: number): string => {
  const done = Math.min(DOTS, Math.floor((percent * DOTS) / 100));
  return DONE.repeat(done) + TO_DO.repeat(DOTS - done);
};

/** `place` in line while waiting, 1 is next; null: not known. */
const stageWords = (stage: Progress['stage'], place: number | null, t: Say): string =>
  stage === 'waiting' && place !== null
    ? t('stage-waiting-place', { place })
    : t(`training-stage-${stage}`);

/** Where it stands; how much is left is an estimate, and said to be one. */
export const progressWords = (
  { stage, percent, minutesLeft }: Progress,
  place: number | null,
  t: Say,
): string =>
  lines(
    `<b>${stageWords(stage, place, t)}</b>`,
    percent !== null && t('training-percent', { bar: bar(percent), percent }),
    minutesLeft !== null &&
      t(minutesLeft > 0 ? 'training-left' : 'training-soon', { minutes: minutesLeft }),
  );
