import type { Handle } from './handle.ts';
import type { Attempt, Millis } from './schema.ts';

export type AttemptKey = { orderId: string; n: number };

/**
 * Writes an attempt down before its POST. `exists`: it had been begun already, by whoever; then
 * nothing may be posted, for the outcome of the first POST may be unknown.
 */
export async function beginAttempt(
  db: Handle,
  { orderId, n, endpoint, now }: AttemptKey & { endpoint: string; now: Millis },
): Promise<{ kind: 'begun' | 'exists'; attempt: Attempt }> {
  const begun = await db
    .insertInto('attempts')
    .values({ order_id: orderId, n, endpoint, created_at: now, state: 'posting' })
    .onConflict((conflict) => conflict.columns(['order_id', 'n']).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (begun) return { kind: 'begun', attempt: begun };
  const attempt = await selectAttempt(db, { orderId, n }).executeTakeFirstOrThrow();
  return { kind: 'exists', attempt };
}

const selectAttempt = (db: Handle, { orderId, n }: AttemptKey) =>
  db.selectFrom('attempts').selectAll().where('order_id', '=', orderId).where('n', '=', n);

const updateAttempt = (db: Handle, { orderId, n }: AttemptKey) =>
  db.updateTable('attempts').where('order_id', '=', orderId).where('n', '=', n);

const changedOne = ({ numUpdatedRows }: { numUpdatedRows: bigint }) => numUpdatedRows === 1n;

export type Acceptance = AttemptKey & {
  requestId: string;
  statusUrl: string;
  responseUrl: string;
  cancelUrl: string;
  queuePosition?: number | null;
};

/**
 * FAL took it. The addresses are kept even if the result came before this answer. False if the
 * attempt has a request id already, or does not exist.
 */
export async function acceptAttempt(db: Handle, accepted: Acceptance): Promise<boolean> {
  const result = await updateAttempt(db, accepted)
    .set((eb) => ({
      state: eb.case().when('state', '=', 'posting').then('accepted').else(eb.ref('state')).end(),
      request_id: accepted.requestId,
      status_url: accepted.statusUrl,
      response_url: accepted.responseUrl,
      cancel_url: accepted.cancelUrl,
      queue_position: accepted.queuePosition ?? null,
    }))
    .where('request_id', 'is', null)
    .executeTakeFirstOrThrow();
  return changedOne(result);
}

export type Failure = { errorCode: string; errorDetail?: string };

/** FAL said no to the POST: there is no such request, another attempt may be made. */
export async function refuseAttempt(
  db: Handle,
  { errorCode, errorDetail, ...key }: AttemptKey & Failure,
): Promise<boolean> {
  const result = await updateAttempt(db, key)
    .set({ state: 'refused', error_code: errorCode, error_detail: errorDetail ?? null })
    .where('state', '=', 'posting')
    .executeTakeFirstOrThrow();
  return changedOne(result);
}

/** What came out: JSON of the normalised result, or what went wrong. */
export type AttemptOutcome = { result: string } | Failure;

/**
 * Writes down how the attempt ended. True for the first to tell; a later one changes nothing, so a
 * webhook and a poll may both report.
 */
export async function finishAttempt(
  db: Handle,
  { outcome, now, ...key }: AttemptKey & { outcome: AttemptOutcome; now: Millis },
): Promise<boolean> {
  const result = await updateAttempt(db, key)
    .set({ state: 'finished', finished_at: now, ...outcomeColumns(outcome) })
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow();
  return changedOne(result);
}

const outcomeColumns = (outcome: AttemptOutcome) =>
  'result' in outcome
    ? { result: outcome.result, error_code: null, error_detail: null }
    : { error_code: outcome.errorCode, error_detail: outcome.errorDetail ?? null };

/** How far FAL is; what is left out stays as it was. False once the attempt has finished. */
export async function noteStatus(
  db: Handle,
  {
    queuePosition,
    startedAt,
    ...key
  }: AttemptKey & {
    queuePosition?: number | null;
    startedAt?: Millis;
  },
): Promise<boolean> {
  const columns = {
    ...(queuePosition !== undefined && { queue_position: queuePosition }),
    ...(startedAt !== undefined && { started_at: startedAt }),
  };
  if (Object.keys(columns).length === 0) return false;
  const result = await updateAttempt(db, key)
    .set(columns)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow();
  return changedOne(result);
}

/** In their order. */
export async function attemptsOf(db: Handle, orderId: string): Promise<Attempt[]> {
  return db
    .selectFrom('attempts')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('n')
    .execute();
}
