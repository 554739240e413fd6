import { finishAttempt } from '../../../db/attempts.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt } from '../../../db/schema.ts';
import type { TrainingAnswer } from '../../../machines/avatar.ts';
import { type FalErrorCode, falError } from '../../fal/errors.ts';
import { readTraining } from '../../fal/read-training.ts';
import { attemptOf, type CallOutcome } from '../attempts/outcome.ts';

/**
 * Writes down how an attempt came out and says it as the chart takes it. The first to tell wins: a
 * second report gives the first one's answer.
 */
export async function recordTraining(
  db: Handle,
  { order_id: orderId, n }: Pick<Attempt, 'order_id' | 'n'>,
  outcome: CallOutcome,
  now: number,
): Promise<TrainingAnswer> {
  const key = { orderId, n };
  await finishAttempt(db, { ...key, outcome: written(outcome), now });
  const attempt = await attemptOf(db, key);
  return (attempt && trainingAnswerOf(attempt)) ?? trainingFailure('provider-failed');
}

/** "Completed" without weights is a failure: nothing is made up in their place. */
function written(outcome: CallOutcome) {
  if (outcome.kind === 'failed')
    return { errorCode: outcome.error.code, errorDetail: outcome.error.message };
  const weightsUrl = readTraining(outcome.body);
  if (weightsUrl === null) {
    const { code, message } = falError('empty-result', 'no weights in the result');
    return { errorCode: code, errorDetail: message };
  }
  return { result: JSON.stringify({ weightsUrl } satisfies Result) };
}

interface Result {
  readonly weightsUrl: string;
}

/** What a finished attempt says; null while it is open. */
export function trainingAnswerOf({
  finished_at,
  result,
  error_code,
}: Attempt): TrainingAnswer | null {
  if (finished_at === null) return null;
  return result === null ? trainingFailure(error_code) : { kind: 'made' };
}

export const trainingFailure = (code: string | null): TrainingAnswer & { kind: 'failed' } => ({
  kind: 'failed',
  end: 'failed',
  code: code ?? 'provider-failed',
  again: falError((code ?? 'provider-failed') as FalErrorCode, '').retryable,
});

/** Where FAL put the weights. Guarantee: only `recordTraining` writes the column. */
export const weightsUrlOf = ({ result }: Attempt): string | null =>
  result === null ? null : (JSON.parse(result) as Result).weightsUrl;
