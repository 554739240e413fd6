import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { InputFile } from 'grammy/web';
import { outcomeOf } from '../../../src/telegram/call-outcome.ts';
import { createLimiter } from '../../../src/telegram/limiter.ts';
import { createTelegram } from '../../../src/telegram/telegram-api.ts';
import { ANNA, BORIS, beginTelegram, impatient, TOKEN } from './begin.ts';
import { handTimers } from './hand-timers.ts';

test('what is sent arrives, and its answer is a value', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  const sent = await outcomeOf(telegram.presses.sendMessage(ANNA, 'hello'));
  assert.equal(sent.kind === 'ok' && sent.value.text, 'hello');
  assert.equal(phone.chat(ANNA).at(-1)?.text, 'hello');
  assert.equal(telegram.botId, 4242);
});

test('a person who blocked the bot, or never wrote, is blocked', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  phone.block(ANNA);
  assert.deepEqual(await outcomeOf(telegram.presses.sendMessage(ANNA, 'hi')), { kind: 'blocked' });
  assert.deepEqual(await outcomeOf(telegram.presses.sendMessage(BORIS, 'hi')), { kind: 'blocked' });
});

test('a message that is not there or not ours is gone', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  const { presses } = telegram;
  const hers = phone.say(ANNA, 'mine');
  const gone = { kind: 'gone' };
  assert.deepEqual(await outcomeOf(presses.editMessageText(ANNA, 999, 'x')), gone);
  assert.deepEqual(await outcomeOf(presses.editMessageText(ANNA, hers.message_id, 'x')), gone);
  assert.deepEqual(await outcomeOf(presses.deleteMessage(ANNA, 999)), gone);
  const text = await presses.sendMessage(ANNA, 'words');
  const caption = presses.editMessageCaption(ANNA, text.message_id, { caption: 'x' });
  assert.deepEqual(await outcomeOf(caption), gone);
});

test('an edit that changes nothing is as good as done', async (t) => {
  const { telegram } = await beginTelegram(t);
  const { message_id } = await telegram.presses.sendMessage(ANNA, 'same');
  const edit = telegram.presses.editMessageText(ANNA, message_id, 'same');
  assert.deepEqual(await outcomeOf(edit), { kind: 'unchanged' });
});

test('a file that Telegram does not know is a bad file', async (t) => {
  const { telegram } = await beginTelegram(t);
  const sent = telegram.results.sendPhoto(ANNA, 'AgACAgIAAxkBAAInvented');
  assert.deepEqual(await outcomeOf(sent), { kind: 'bad-file' });
});

test('a press that is too old says so', async (t) => {
  const { telegram } = await beginTelegram(t);
  const answer = telegram.free.answerCallbackQuery('1');
  assert.deepEqual(await outcomeOf(answer), { kind: 'too-old-query' });
});

test('what Telegram never takes is refused in its words', async (t) => {
  const { telegram } = await beginTelegram(t);
  const sent = await outcomeOf(telegram.presses.sendMessage(ANNA, 'x'.repeat(5000)));
  assert.deepEqual(sent, {
    kind: 'refused',
    status: 400,
    description: 'Bad Request: message is too long',
  });
});

test('no answer in time, or none that can be read, is unreachable', async (t) => {
  const { telegram, phone } = await beginTelegram(t, { timeouts: impatient });
  const release = phone.hang('sendMessage');
  const late = await outcomeOf(telegram.presses.sendMessage(ANNA, 'late'));
  assert.equal(late.kind, 'unreachable');
  release();
  phone.down(true);
  const down = await outcomeOf(telegram.presses.sendMessage(ANNA, 'down'));
  assert.equal(down.kind, 'unreachable');
});

test('with nobody listening it is unreachable, and the token is not told', async () => {
  const telegram = createTelegram({
    token: TOKEN,
    apiRoot: 'http://127.0.0.1:1',
    limiter: createLimiter(),
  });
  const thrown = await telegram.free.getMe().catch((error: unknown) => error);
  const inner = thrown instanceof Error && 'error' in thrown ? thrown.error : undefined;
  assert.ok(inner instanceof Error);
  const outcome = await outcomeOf(telegram.free.getMe());
  assert.equal(outcome.kind, 'unreachable');
  const told = [thrown, inner, inner.cause].map((one) => `${String(one)} ${(one as Error)?.stack}`);
  for (const words of [...told, JSON.stringify(outcome)]) {
    assert.ok(!words.includes(TOKEN), words);
    assert.ok(!words.includes('AAE-stand-in'), words);
  }
});

test('a wrong token is unauthorized', async (t) => {
  const { url } = await beginTelegram(t);
  const stranger = createTelegram({ token: '1:no', apiRoot: url, limiter: createLimiter() });
  assert.deepEqual(await outcomeOf(stranger.free.getMe()), { kind: 'unauthorized' });
});

test('a short wait that Telegram asks for is waited in the line', async (t) => {
  const { phone, url } = await beginTelegram(t);
  const clock = handTimers();
  const limiter = createLimiter({ clock });
  const telegram = createTelegram({ token: TOKEN, apiRoot: url, limiter });
  phone.failNext('sendMessage', {
    status: 429,
    description: 'Too Many Requests: retry after 3',
    retryAfter: 3,
  });
  const sent = outcomeOf(telegram.presses.sendMessage(ANNA, 'patience'));
  while (limiter.waiting() === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.pass(2999);
  assert.equal(limiter.waiting(), 1);
  clock.pass(1);
  assert.equal((await sent).kind, 'ok');
});

test('a long wait is told to the caller', async (t) => {
  const { phone, telegram } = await beginTelegram(t);
  phone.failNext('sendMessage', {
    status: 429,
    description: 'Too Many Requests: retry after 300',
    retryAfter: 300,
  });
  const sent = await outcomeOf(telegram.presses.sendMessage(ANNA, 'flood'));
  assert.deepEqual(sent, { kind: 'rate-limited', retryAfter: 300 });
});

/** Anna is left alone for a second. */
async function beginTurn(t: TestContext) {
  const { phone, url } = await beginTelegram(t);
  const clock = handTimers();
  const limiter = createLimiter({ clock });
  const telegram = createTelegram({ token: TOKEN, apiRoot: url, limiter });
  limiter.hold(ANNA, 1);
  const words = () => phone.chat(ANNA).map(({ text }) => text);
  return { phone, clock, limiter, telegram, words };
}

test('what is made in its turn is made when it comes, and its call waits no longer', async (t) => {
  const { clock, limiter, telegram, words } = await beginTurn(t);
  let newest = 'older';
  const sent = telegram.inTurn(ANNA, (api) => api.sendMessage(ANNA, newest));
  newest = 'newest';
  clock.pass(1000);
  limiter.hold(ANNA, 1);
  await sent;
  assert.equal(words().at(-1), 'newest');
});

test('only the first call of a turn is free', async (t) => {
  const { clock, limiter, telegram } = await beginTurn(t);
  const sent = telegram.inTurn(ANNA, async (api) => {
    await api.sendMessage(ANNA, 'first');
    limiter.hold(ANNA, 1);
    const second = api.sendMessage(ANNA, 'second');
    assert.equal(limiter.waiting(), 1);
    clock.pass(1000);
    await second;
  });
  clock.pass(1000);
  await sent;
});

test('a refused call in its turn waits in the line for the next try', async (t) => {
  const { phone, clock, limiter, telegram, words } = await beginTurn(t);
  const refusal = { status: 429, description: 'Too Many Requests: retry after 3', retryAfter: 3 };
  phone.failNext('sendMessage', refusal);
  const sent = telegram.inTurn(ANNA, (api) => api.sendMessage(ANNA, 'patience'));
  clock.pass(1000);
  while (limiter.waiting() === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.pass(3000);
  await sent;
  assert.equal(words().at(-1), 'patience');
});

test('answers to presses do not wait for the budget', async (t) => {
  const { phone, telegram, limiter } = await beginTelegram(t);
  limiter.hold(ANNA, 300);
  const { message_id } = await telegram.free.sendMessage(ANNA, 'outside', {
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  const { queryId, answered } = phone.press(ANNA, message_id, 'A');
  await telegram.free.answerCallbackQuery(queryId, { text: 'done' });
  assert.equal((await answered).text, 'done');
});

test('a card’s older edit that still waits gives way to the newer', async (t) => {
  const { phone, url } = await beginTelegram(t);
  const clock = handTimers();
  const limiter = createLimiter({ clock });
  const telegram = createTelegram({ token: TOKEN, apiRoot: url, limiter });
  const { message_id } = await telegram.progress.sendMessage(ANNA, 'stage 1');
  limiter.hold(ANNA, 1);
  const older = outcomeOf(telegram.progress.editMessageText(ANNA, message_id, 'stage 2'));
  const newer = outcomeOf(telegram.progress.editMessageText(ANNA, message_id, 'stage 3'));
  assert.deepEqual(await older, { kind: 'superseded' });
  clock.pass(1000);
  assert.equal((await newer).kind, 'ok');
  assert.equal(phone.chat(ANNA).at(-1)?.text, 'stage 3');
});

test('bytes are uploaded', async (t) => {
  const { telegram } = await beginTelegram(t);
  const file = new InputFile(new TextEncoder().encode('the original'), 'original.txt');
  const sent = await outcomeOf(telegram.results.sendDocument(ANNA, file));
  assert.equal(sent.kind === 'ok' && sent.value.document?.file_name, 'original.txt');
});
