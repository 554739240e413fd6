import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  acceptAttempt,
  attemptsOf,
  beginAttempt,
  finishAttempt,
  noteStatus,
  refuseAttempt,
} from '../../db/attempts.ts';
import type { Db } from '../../db/open.ts';
import { eachDatabase } from '../databases.ts';
import { START, somebody, started } from './people-with-coins.ts';

const accepted = {
  requestId: 'request-1',
  statusUrl: 'https://queue/status',
  responseUrl: 'https://queue/response',
  cancelUrl: 'https://queue/cancel',
};

async function begun(db: Db, n = 1) {
  const orderId = await started(db, (await somebody(db, 20)).id);
  await beginAttempt(db.kysely, { orderId, n, endpoint: 'imagen4', now: START });
  return { orderId, n };
}

const stateOf = async (db: Db, orderId: string) => (await attemptsOf(db.kysely, orderId))[0]?.state;

eachDatabase('an attempt', (open) => {
  it('is begun once, whoever tries', async () => {
    const db = await open();
    const orderId = await started(db, (await somebody(db, 20)).id);
    const attempt = { orderId, n: 1, endpoint: 'imagen4', now: START };
    const tries = await Promise.all(
      Array.from({ length: 6 }, () => beginAttempt(db.kysely, attempt)),
    );
    assert.equal(tries.filter(({ kind }) => kind === 'begun').length, 1);
    assert.ok(tries.every((one) => one.attempt.state === 'posting'));
  });

  it('keeps what FAL answered to the POST', async () => {
    const db = await open();
    const key = await begun(db);
    assert.equal(await acceptAttempt(db.kysely, { ...key, ...accepted, queuePosition: 3 }), true);
    const [attempt] = await attemptsOf(db.kysely, key.orderId);
    assert.equal(attempt?.request_id, 'request-1');
    assert.equal(attempt?.state, 'accepted');
    assert.equal(attempt?.status_url, 'https://queue/status');
    assert.equal(attempt?.queue_position, 3);
    const other = { ...key, ...accepted, requestId: 'request-2' };
    assert.equal(await acceptAttempt(db.kysely, other), false);
    assert.deepEqual(await attemptsOf(db.kysely, key.orderId), [attempt]);
  });

  it('is refused only while its outcome is unknown', async () => {
    const db = await open();
    const key = await begun(db);
    const refusal = { ...key, errorCode: 'busy', errorDetail: '429' };
    assert.equal(await refuseAttempt(db.kysely, refusal), true);
    assert.equal(await refuseAttempt(db.kysely, refusal), false);
    assert.equal(await stateOf(db, key.orderId), 'refused');
  });

  it('finishes once: the first result stays', async () => {
    const db = await open();
    const key = await begun(db);
    const finish = (result: string) =>
      finishAttempt(db.kysely, { ...key, outcome: { result }, now: START + 5 });
    const first = await Promise.all([finish('{"a":1}'), finish('{"a":1}'), finish('{"a":1}')]);
    assert.equal(first.filter(Boolean).length, 1);
    const late = { errorCode: 'failed', errorDetail: 'late' };
    const outcome = { ...key, outcome: late, now: START + 9 };
    assert.equal(await finishAttempt(db.kysely, outcome), false);
    const [attempt] = await attemptsOf(db.kysely, key.orderId);
    assert.deepEqual(
      [attempt?.state, attempt?.result, attempt?.finished_at, attempt?.error_code],
      ['finished', '{"a":1}', START + 5, null],
    );
  });

  it('keeps the addresses also when the result came before the answer', async () => {
    const db = await open();
    const key = await begun(db);
    await finishAttempt(db.kysely, { ...key, outcome: { result: '{}' }, now: START });
    assert.equal(await acceptAttempt(db.kysely, { ...key, ...accepted }), true);
    assert.equal(await stateOf(db, key.orderId), 'finished');
  });

  it('keeps what went wrong', async () => {
    const db = await open();
    const key = await begun(db);
    const outcome = { errorCode: 'rejected', errorDetail: 'content policy' };
    await finishAttempt(db.kysely, { ...key, outcome, now: START });
    const [attempt] = await attemptsOf(db.kysely, key.orderId);
    assert.deepEqual([attempt?.error_code, attempt?.error_detail], ['rejected', 'content policy']);
  });

  it('notes how far FAL is until it finishes', async () => {
    const db = await open();
    const key = await begun(db);
    assert.equal(await noteStatus(db.kysely, { ...key, queuePosition: 2 }), true);
    assert.equal(await noteStatus(db.kysely, { ...key, startedAt: START + 7 }), true);
    assert.equal(await noteStatus(db.kysely, key), false);
    const [attempt] = await attemptsOf(db.kysely, key.orderId);
    assert.deepEqual([attempt?.queue_position, attempt?.started_at], [2, START + 7]);
    await finishAttempt(db.kysely, { ...key, outcome: { result: '{}' }, now: START });
    assert.equal(await noteStatus(db.kysely, { ...key, queuePosition: 0 }), false);
  });

  it('lies in the order of its number', async () => {
    const db = await open();
    const { orderId } = await begun(db, 2);
    await beginAttempt(db.kysely, { orderId, n: 1, endpoint: 'imagen4', now: START });
    const numbers = (await attemptsOf(db.kysely, orderId)).map(({ n }) => n);
    assert.deepEqual(numbers, [1, 2]);
  });
});
