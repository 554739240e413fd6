import { type AttemptKey, attemptsOf } from '../../../db/attempts.ts';
import type { Handle } from '../../../db/open.ts';
import type { Attempt } from '../../../db/schema.ts';
import type { FalError } from '../../fal/errors.ts';

/** How FAL's call for one attempt came out, by poll or by webhook. */
export type CallOutcome =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'failed'; readonly error: FalError };

export async function attemptOf(
  db: Handle,
  { orderId, n }: AttemptKey,
): Promise<Attempt | undefined> {
  return (await attemptsOf(db, orderId)).find((attempt) => attempt.n === n);
}
