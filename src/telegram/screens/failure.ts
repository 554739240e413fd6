import type { End } from '../../../machines/generation.ts';
import type { Say } from '../words.ts';
import { button, home, type Row } from './buttons.ts';
import { paragraphs } from './captions.ts';
import type { Message } from './message.ts';
import type { Button } from './screen.ts';

export interface Failure {
  readonly end: Exclude<End, 'succeeded'>;
  /** A code of FAL's errors or of this bot's own; an unknown one is told in general words. */
  readonly code: string | null;
  readonly coinsBack: number;
  readonly generationId: string;
}

/** Codes and what they are called in the words; what an operator must mend is one to people. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['refused-by-filter', 'reason-refused-by-filter'],
  ['bad-input', 'reason-bad-input'],
  ['provider-busy', 'reason-provider-busy'],
  ['provider-failed', 'reason-provider-failed'],
  ['billing', 'reason-outage'],
  ['key', 'reason-outage'],
  ['model-gone', 'reason-model-gone'],
  ['empty-result', 'reason-empty-result'],
  ['bad-file', 'reason-bad-file'],
  ['file-unreachable', 'reason-file-unreachable'],
  ['avatar-gone', 'reason-avatar-gone'],
  ['image-gone', 'reason-image-gone'],
  ['timeout', 'reason-timeout'],
  ['make', 'reason-timeout'],
  ['no-answer', 'reason-no-answer'],
  ['wait', 'reason-wait'],
  ['deliver', 'reason-deliver'],
  ['internal', 'reason-internal'],
]);

const reasonsOfEnds: Readonly<Record<'refused' | 'failed' | 'timed_out', string>> = {
  refused: 'reason-bad-input',
  failed: 'reason-internal',
  timed_out: 'reason-timeout',
};

/** The same words would only be refused again. */
const needsOtherWords = ({ end, code }: Failure): boolean =>
  code === 'refused-by-filter' ||
  code === 'bad-input' ||
  (end === 'refused' && !reasons.has(code ?? ''));

const headOf = (failed: Failure): string => {
  if (needsOtherWords(failed)) return 'failure-refused';
  return failed.end === 'timed_out' ? 'failure-timed_out' : 'failure-failed';
};

const coinsBackWords = (coins: number, t: Say): string | false =>
  coins > 0 && t('coins-back', { coins });

const retry = (t: Say, generationId: string): Button =>
  button(t, 'button-retry', { do: 'retry', generationId }, 'primary');

const rephrase = (t: Say, generationId: string, style?: 'primary'): Button =>
  button(t, 'button-rephrase', { do: 'rephrase', generationId }, style);

function waysOn(failed: Failure, t: Say): readonly Row[] {
  const { code, generationId } = failed;
  if (needsOtherWords(failed)) return [[rephrase(t, generationId, 'primary'), home(t)]];
  if (code !== 'empty-result') return [[retry(t, generationId), home(t)]];
  return [[retry(t, generationId), rephrase(t, generationId)], [home(t)]];
}

/** Tells why there is no picture, that the coins are back, and what can be done. */
export function failure(failed: Failure, t: Say): Message {
  const { end, code, coinsBack } = failed;
  if (end === 'cancelled') return cancelled(failed, t);
  if (end === 'undeliverable') return undelivered(failed, t);
  return {
    html: paragraphs(
      t(headOf(failed)),
      t(reasons.get(code ?? '') ?? reasonsOfEnds[end]),
      coinsBackWords(coinsBack, t),
    ),
    keyboard: waysOn(failed, t),
  };
}

type Ended = Pick<Failure, 'coinsBack' | 'generationId'>;

/** The person cancelled the order. */
export const cancelled = ({ coinsBack, generationId }: Ended, t: Say): Message => ({
  html: paragraphs(t('cancelled-caption'), coinsBackWords(coinsBack, t)),
  keyboard: [[button(t, 'button-retry', { do: 'retry', generationId }), home(t)]],
});

/** On return of a person whom the pictures could not reach in time. */
export const undelivered = ({ coinsBack, generationId }: Ended, t: Say): Message => ({
  html: paragraphs(t('undelivered-caption'), coinsBackWords(coinsBack, t), t('undelivered-hint')),
  keyboard: [[retry(t, generationId), home(t)]],
});
