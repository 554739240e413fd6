import { finishAttempt } from '../../../db/attempts.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt, Generation } from '../../../db/schema.ts';
import type { Answer } from '../../../machines/generation.ts';
import { findModel } from '../../fal/catalogue.ts';
import { type FalError, falError } from '../../fal/errors.ts';
import { type JudgedAnswer, judgeAnswer } from '../../fal/judge-answer.ts';
import { attemptOf, type CallOutcome } from '../attempts/outcome.ts';

export { attemptOf, type CallOutcome };

type Order = Pick<Generation, 'id' | 'model' | 'count'>;

/**
 * Writes down how an attempt came out and says it as the chart takes it. The first to tell wins:
 * a second report gives the first one's answer.
 */
export async function recordOutcome(
  db: Handle,
  generation: Order,
  n: number,
  outcome: CallOutcome,
  now: number,
): Promise<Answer> {
  const judged = judge(generation, outcome);
  const key = { orderId: generation.id, n };
  await finishAttempt(db, { ...key, outcome: written(judged), now });
  const attempt = await attemptOf(db, key);
  return (attempt && answerOf(attempt)) ?? failure(falError('provider-failed', 'no such attempt'));
}

function written(judged: JudgedAnswer) {
  if (judged.kind === 'failed')
    return { errorCode: judged.error.code, errorDetail: judged.error.message };
  const { urls, seed } = judged;
  const pictures: Pictures = seed === undefined ? { urls } : { urls, seed };
  return { result: JSON.stringify(pictures) };
}

/** What a finished attempt says; null while it is open. */
export function answerOf({ finished_at, result, error_code }: Attempt): Answer | null {
  if (finished_at === null) return null;
  if (result !== null) return { kind: 'made' };
  return failureOf(error_code);
}

export const failureOf = (code: string | null): Answer & { kind: 'failed' } =>
  failure(falError((code ?? 'provider-failed') as FalError['code'], ''));

const failure = ({ code, retryable }: FalError): Answer & { kind: 'failed' } => ({
  kind: 'failed',
  end: code === 'refused-by-filter' ? 'refused' : 'failed',
  code,
  again: retryable,
});

/** What of an answer is to be delivered. Guarantee: only `recordOutcome` writes the column. */
export const picturesOf = ({ result }: Attempt): Pictures =>
  result === null ? { urls: [] } : (JSON.parse(result) as Pictures);

interface Pictures {
  readonly urls: readonly string[];
  /** In digits, beyond 2^53 too. */
  readonly seed?: string;
}

/** An answer without a picture is a failure, and one of black pictures only is a refusal. */
function judge({ model, count }: Order, outcome: CallOutcome): JudgedAnswer {
  if (outcome.kind === 'failed') return outcome;
  return judgeAnswer(findModel(model)?.read(outcome.body) ?? { images: [] }, count);
}
