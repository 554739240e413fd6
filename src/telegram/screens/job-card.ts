import type { EditKind } from '../../../machines/chat/types.ts';
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
  /** How a picture is made of another one; null: it is made anew. */
  readonly edit: EditKind | null;
}

/** What is handed over and done where there is a picture already, and perhaps no description. */
const ofEdits: Readonly<Partial<Record<Stage, Readonly<Record<EditKind, string>>>>> = {
  sending: {
    change: 'stage-sending-wish',
    upscale: 'stage-sending-picture',
    cutout: 'stage-sending-picture',
  },
  queued: {
    change: 'stage-queued-wish',
    upscale: 'stage-queued-picture',
    cutout: 'stage-queued-picture',
  },
  rendering: {
    change: 'stage-rendering-change',
    upscale: 'stage-rendering-upscale',
    cutout: 'stage-rendering-cutout',
  },
};

function stageWords({ stage, place, edit }: JobCard, t: Say): string {
  if (stage === 'waiting' && place !== null) return t('stage-waiting-place', { place });
  return t((edit && ofEdits[stage]?.[edit]) ?? `stage-${stage}`);
}

/** A picture that is only enlarged or cut out is not made by words. */
const isOfWords = ({ edit }: JobCard): boolean => edit === null || edit === 'change';

const wholeText = (card: JobCard, t: Say): readonly Row[] => {
  const { description, generationId } = card;
  return isOfWords(card) && isLong(description)
    ? [[button(t, 'button-whole', { do: 'wholeOrder', generationId })]]
    : [];
};

const cancel = ({ canCancel, generationId }: JobCard, t: Say): readonly Row[] =>
  canCancel ? [[button(t, 'button-cancel', { do: 'cancelJob', generationId })]] : [];

/** The card of an order on its way. */
export const jobCard = (card: JobCard, t: Say): Message => ({
  html: paragraphs(
    lines(`<b>${stageWords(card, t)}</b>`, progress(card.stage)),
    isOfWords(card) && quote(t, card.description),
    t('job-elapsed', {
      minutes: Math.floor(card.seconds / 60),
      seconds: Math.floor(card.seconds % 60),
    }),
  ),
  keyboard: [...wholeText(card, t), ...cancel(card, t)],
});
