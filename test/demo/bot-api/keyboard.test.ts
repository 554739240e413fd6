import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlineKeyboardButton } from 'grammy/types';
import { ANNA, beginTalk, handClock, refused } from './talk.ts';

const data = (text: string): InlineKeyboardButton => ({ text, callback_data: text });

const REFUSED: [what: string, keyboard: InlineKeyboardButton[][], reason: string][] = [
  [
    'callback data of more than 64 bytes',
    [[{ text: 'A', callback_data: 'я'.repeat(33) }]],
    'BUTTON_DATA_INVALID',
  ],
  ['empty callback data', [[{ text: 'A', callback_data: '' }]], 'BUTTON_DATA_INVALID'],
  [
    'a link to this machine',
    [[{ text: 'A', url: 'http://localhost:8080' }]],
    "inline keyboard button URL 'http://localhost:8080' is invalid: Wrong HTTP URL",
  ],
  [
    'more than 8 buttons in a row',
    [Array.from({ length: 9 }, (_, at) => data(`b${at}`))],
    'REPLY_MARKUP_INVALID',
  ],
  [
    'more than 100 buttons',
    Array.from({ length: 101 }, (_, at) => [data(`b${at}`)]),
    'REPLY_MARKUP_TOO_LONG',
  ],
  [
    'a text of more than 256 characters to copy',
    [[{ text: 'A', copy_text: { text: 'x'.repeat(257) } }]],
    'BUTTON_COPY_TEXT_INVALID',
  ],
  ['nothing to copy', [[{ text: 'A', copy_text: { text: '' } }]], 'BUTTON_COPY_TEXT_INVALID'],
  [
    'a button that copies and presses',
    // Guarantee: the types of grammY do not allow such a button; the stand-in must not either.
    [[{ text: 'A', callback_data: 'a', copy_text: { text: 'x' } } as InlineKeyboardButton]],
    "can't parse inline keyboard button: Exactly one optional field must be used",
  ],
  [
    'a button that does nothing',
    [[{ text: 'A' } as InlineKeyboardButton]],
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
];

for (const [what, inline_keyboard, reason] of REFUSED) {
  test(`a keyboard with ${what} is refused`, async (t) => {
    const { api } = await beginTalk(t);
    await assert.rejects(
      api.sendMessage(ANNA, 'x', { reply_markup: { inline_keyboard } }),
      refused(`Bad Request: ${reason}`),
    );
  });
}

test('a button copies up to 256 characters, and the bot hears nothing of it', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const copy_text = { text: 'я'.repeat(256) };
  const sent = await api.sendMessage(ANNA, 'x', {
    reply_markup: { inline_keyboard: [[{ text: 'Copy', copy_text }]] },
  });
  const [[button] = []] = telegram.chat(ANNA).at(-1)?.reply_markup?.inline_keyboard ?? [];
  assert.deepEqual(button, { text: 'Copy', copy_text });
  assert.throws(() => telegram.press(ANNA, sent.message_id, 'Copy'));
});

test('a calendar of ten rows and seven columns is taken', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const week = (row: number) => Array.from({ length: 7 }, (_, at) => data(`${row}-${at}`));
  const inline_keyboard = Array.from({ length: 10 }, (_, row) => week(row));
  await api.sendMessage(ANNA, 'x', { reply_markup: { inline_keyboard } });
  assert.equal(telegram.chat(ANNA).at(-1)?.reply_markup?.inline_keyboard.flat().length, 70);
});

test('a button has one of three styles', async (t) => {
  const { api, url } = await beginTalk(t);
  const inline_keyboard: InlineKeyboardButton[][] = [
    [{ text: 'Delete', callback_data: 'd', style: 'danger' }],
  ];
  await api.sendMessage(ANNA, 'x', { reply_markup: { inline_keyboard } });
  const response = await fetch(`${url}/bot4242:AAE-stand-in/sendMessage`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      chat_id: ANNA,
      text: 'x',
      reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a', style: 'pink' }]] },
    }),
  });
  assert.equal(response.status, 400);
});

async function beginPress(t: Parameters<typeof beginTalk>[0]) {
  const clock = handClock();
  const talk = await beginTalk(t, { now: clock.now });
  const sent = await talk.api.sendMessage(ANNA, 'choose', {
    reply_markup: { inline_keyboard: [[{ text: 'Yes', callback_data: 'v1:yes' }]] },
  });
  return { ...talk, clock, press: talk.telegram.press(ANNA, sent.message_id, 'Yes') };
}

test('a press reaches the bot as a callback query, and its answer the person', async (t) => {
  const { api, telegram, press } = await beginPress(t);
  const updates = await api.getUpdates();
  assert.equal(updates.at(-1)?.callback_query?.data, 'v1:yes');
  assert.deepEqual(telegram.openQueries(), [press.queryId]);
  await api.answerCallbackQuery(press.queryId, { text: 'Saved', show_alert: true });
  assert.deepEqual(await press.answered, { text: 'Saved', alert: true });
  assert.deepEqual(telegram.openQueries(), []);
});

const TOO_OLD = 'Bad Request: query is too old and response timeout expired or query ID is invalid';

test('a press is answered once, within 150 seconds, in at most 200 characters', async (t) => {
  const { api, press, clock } = await beginPress(t);
  await assert.rejects(
    api.answerCallbackQuery(press.queryId, { text: 'x'.repeat(201) }),
    refused('Bad Request: MESSAGE_TOO_LONG'),
  );
  clock.pass(151_000);
  await assert.rejects(api.answerCallbackQuery(press.queryId), refused(TOO_OLD));
});

test('a second answer to a press is refused', async (t) => {
  const { api, press } = await beginPress(t);
  await api.answerCallbackQuery(press.queryId);
  await assert.rejects(api.answerCallbackQuery(press.queryId), refused(TOO_OLD));
});

test('a button that is not there cannot be pressed, unless the press is stale', async (t) => {
  const { api, telegram } = await beginPress(t);
  const { message_id } = telegram.chat(ANNA).at(-1) ?? { message_id: 0 };
  assert.throws(() => telegram.press(ANNA, message_id, 'No'), /has no button "No"/);
  telegram.pressStale(ANNA, message_id, 'v0:gone');
  const updates = await api.getUpdates();
  assert.equal(updates.at(-1)?.callback_query?.data, 'v0:gone');
});
