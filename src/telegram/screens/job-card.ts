import type { Stage } from '../../../machines/generation.ts';
import type { Say } from '../words.ts';
import { button, type Row } from './buttons.ts';
import { isLong, lines, paragraphs, quote } from './captions.ts';
import type { Message } from './message.ts';

const stages: readonly Stage[] = [
  'waiting',
  'sending',
  'queued',
  'rendering',
  'storing',
  'delivering',
];

const DONE = '●';
const TO_DO = '○';

const progress = (stage: Stage): string =>
  stages.map((_, index) => (index <= stages.indexOf(stage) ? DONE : TO_DO)).join(' ');

export interface JobCard {
  readonly generationId: string;
  readonly stage: Stage;
  /** Place in line while waiting, 1 is next; null: not known. */
  readonly place: number | null;
  /** Since the order was taken. */
  readonly seconds: number;
  readonly canCancel: boolean;
  readonly description: string;
}

const stageWords = ({ stage, place }: JobCard, t: Say): string =>
  stage === 'waiting' && place !== null ? t('stage-waiting-place', { place }) : t(`stage-${stage}`);

const wholeText = ({ description, generationId }: JobCard, t: Say): readonly Row[] =>
  isLong(description) ? [[button(t, 'button-whole', { do: 'wholeOrder', generationId })]] : [];

const cancel = ({ canCancel, generationId }: JobCard, t: Say): readonly Row[] =>
  canCancel ? [[button(t, 'button-cancel', { do: 'cancelJob', generationId })]] : [];

/** The card of an order on its way. */
export const jobCard = (card: JobCard, t: Say): Message => ({
  html: paragraphs(
    lines(`<b>${stageWords(card, t)}</b>`, progress(card.stage)),
    quote(t, card.description),
    t('job-elapsed', {
      minutes: Math.floor(card.seconds / 60),
      seconds: Math.floor(card.seconds % 60),
    }),
  ),
  keyboard: [...wholeText(card, t), ...cancel(card, t)],
});
