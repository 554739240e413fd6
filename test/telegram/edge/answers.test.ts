import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnswerQuery } from '../../../src/telegram/answer-query.ts';
import { createLeaveGroup } from '../../../src/telegram/leave-group.ts';
import { ANNA, beginTelegram, methodsOf } from './begin.ts';

const keyboard = { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] };

test('an answer reaches the phone, cut to what Telegram takes', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  const { message_id } = await telegram.presses.sendMessage(ANNA, 'x', { reply_markup: keyboard });
  const { queryId, answered } = phone.press(ANNA, message_id, 'A');
  await createAnswerQuery(telegram)(queryId, 'y'.repeat(300));
  assert.equal((await answered).text.length, 200);
  assert.deepEqual(phone.openQueries(), []);
});

test('an answer that comes too late is done', async (t) => {
  const { telegram } = await beginTelegram(t);
  await createAnswerQuery(telegram)('long gone', null);
});

test('an answer that did not come through is told', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  phone.down(true);
  await assert.rejects(createAnswerQuery(telegram)('1', null), /unreachable/);
});

test('a group is told goodbye and left', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  const group = phone.addToGroup(ANNA);
  await createLeaveGroup({ telegram, goodbye: 'I talk with one person at a time.' })(group);
  assert.equal(phone.chat(ANNA, group)[0]?.text, 'I talk with one person at a time.');
  assert.deepEqual(methodsOf(phone), ['sendMessage', 'leaveChat']);
});

test('a group that lets nobody speak is left all the same', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  const group = phone.addToGroup(ANNA);
  phone.failNext('sendMessage', { status: 400, description: 'Bad Request: CHAT_WRITE_FORBIDDEN' });
  await createLeaveGroup({ telegram, goodbye: 'bye' })(group);
  assert.deepEqual(methodsOf(phone), ['sendMessage', 'leaveChat']);
});
