import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GrammyError, HttpError } from 'grammy';
import { ANNA, beginTalk, refused } from './talk.ts';

test('a method fails as often as it is told to, with the seconds to wait', async (t) => {
  const { api, telegram } = await beginTalk(t);
  telegram.failNext('sendMessage', {
    status: 429,
    description: 'Too Many Requests: retry after 7',
    retryAfter: 7,
    times: 2,
  });
  for (let at = 0; at < 2; at += 1) {
    const error = await api.sendMessage(ANNA, 'x').catch((caught: unknown) => caught);
    assert.ok(error instanceof GrammyError);
    assert.equal(error.parameters.retry_after, 7);
  }
  await api.sendMessage(ANNA, 'x');
});

test('a hanging method has no effect until it is released', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const release = telegram.hang('sendMessage');
  const sending = api.sendMessage(ANNA, 'late');
  await telegram.waitFor(() => telegram.calls.some((call) => call.method === 'sendMessage'));
  assert.equal(telegram.chat(ANNA).length, 1);
  release();
  await sending;
  assert.equal(telegram.chat(ANNA).at(-1)?.text, 'late');
});

test('while Telegram is down every call fails as a network error', async (t) => {
  const { api, telegram } = await beginTalk(t);
  telegram.down(true);
  await assert.rejects(api.getMe(), HttpError);
  telegram.down(false);
  await api.getMe();
});

test('a lost answer leaves the effect', async (t) => {
  const { api, telegram } = await beginTalk(t);
  telegram.loseAnswer('sendMessage');
  await assert.rejects(api.sendMessage(ANNA, 'arrived'), HttpError);
  assert.equal(telegram.chat(ANNA).at(-1)?.text, 'arrived');
});

test('calls are logged with their outcome', async (t) => {
  const { api, telegram } = await beginTalk(t);
  await api.sendChatAction(ANNA, 'typing');
  await assert.rejects(api.sendMessage(999, 'x'), refused('Bad Request: chat not found'));
  assert.deepEqual(
    telegram.calls.map((call) => [call.method, call.status, call.description]),
    [
      ['sendChatAction', 200, undefined],
      ['sendMessage', 400, 'Bad Request: chat not found'],
    ],
  );
});

test('waiting for what never comes says what did not come', async (t) => {
  const { telegram } = await beginTalk(t);
  await assert.rejects(
    telegram.waitFor(() => false, { timeoutMs: 10, what: 'a miracle' }),
    /a miracle did not come within 10 ms/,
  );
});
