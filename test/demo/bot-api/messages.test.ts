import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from 'grammy';
import { ANNA, BORIS, beginTalk, handClock, refused } from './talk.ts';

const HOUR_MS = 3_600_000;

test('getMe names the bot by the number its token begins with', async (t) => {
  const { api } = await beginTalk(t);
  const me = await api.getMe();
  assert.equal(me.id, 4242);
  assert.equal(me.is_bot, true);
});

test('a wrong token is unauthorized', async (t) => {
  const { url } = await beginTalk(t);
  const stranger = new Api('1:wrong', { apiRoot: url });
  await assert.rejects(stranger.getMe(), refused('Unauthorized', 401));
});

test('an unknown method is not found, and letter case does not matter', async (t) => {
  const { url, telegram } = await beginTalk(t);
  const base = `${url}/bot4242:AAE-stand-in`;
  const unknown = await fetch(`${base}/sendHugs`);
  assert.equal(unknown.status, 404);
  const known = await fetch(`${base}/SENDmessage?chat_id=${ANNA}&text=hello`);
  assert.equal(known.status, 200);
  assert.equal(telegram.chat(ANNA).at(-1)?.text, 'hello');
});

test('a form and JSON are read alike', async (t) => {
  const { url, telegram } = await beginTalk(t);
  const body = new URLSearchParams({
    chat_id: String(ANNA),
    text: 'by form',
    reply_markup: JSON.stringify({ inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] }),
  });
  const response = await fetch(`${url}/bot4242:AAE-stand-in/sendMessage`, { method: 'POST', body });
  assert.equal(response.status, 200);
  assert.equal(telegram.chat(ANNA).at(-1)?.reply_markup?.inline_keyboard[0]?.[0]?.text, 'A');
});

test('a parameter of the wrong type is refused', async (t) => {
  const { url } = await beginTalk(t);
  const response = await fetch(`${url}/bot4242:AAE-stand-in/sendMessage`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ chat_id: ANNA, text: { not: 'a text' } }),
  });
  assert.equal(response.status, 400);
});

test('a person who never wrote cannot be written to', async (t) => {
  const { api } = await beginTalk(t);
  await assert.rejects(api.sendMessage(BORIS, 'hi'), refused('Bad Request: chat not found'));
  await assert.rejects(api.sendMessage(999, 'hi'), refused('Bad Request: chat not found'));
});

test('a person who blocked the bot cannot be written to until they unblock it', async (t) => {
  const { api, telegram } = await beginTalk(t);
  telegram.block(ANNA);
  await assert.rejects(
    api.sendMessage(ANNA, 'hi'),
    refused('Forbidden: bot was blocked by the user', 403),
  );
  telegram.unblock(ANNA);
  await api.sendMessage(ANNA, 'hi again');
});

test('texts are limited to 4096 characters after entities', async (t) => {
  const { api } = await beginTalk(t);
  const sent = await api.sendMessage(ANNA, `<b>${'x'.repeat(4096)}</b>`, { parse_mode: 'HTML' });
  assert.equal(sent.text?.length, 4096);
  await assert.rejects(
    api.sendMessage(ANNA, 'x'.repeat(4097)),
    refused('Bad Request: message is too long'),
  );
  await assert.rejects(
    api.sendMessage(ANNA, '  \n '),
    refused('Bad Request: message text is empty'),
  );
});

test('a reply quotes its message, and one to nothing is refused', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const question = telegram.say(ANNA, 'are you there?');
  const answer = await api.sendMessage(ANNA, 'yes', {
    reply_parameters: { message_id: question.message_id },
  });
  assert.equal(answer.reply_to_message?.text, 'are you there?');
  await assert.rejects(
    api.sendMessage(ANNA, 'yes', { reply_parameters: { message_id: 9999 } }),
    refused('Bad Request: message to be replied not found'),
  );
});

test('an edit changes the text and, without a keyboard, takes the keyboard away', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const sent = await api.sendMessage(ANNA, 'one', {
    reply_markup: { inline_keyboard: [[{ text: 'A', callback_data: 'a' }]] },
  });
  await api.editMessageText(ANNA, sent.message_id, 'two');
  const shown = telegram.chat(ANNA).at(-1);
  assert.equal(shown?.text, 'two');
  assert.equal(shown?.reply_markup, undefined);
});

test('an edit that changes nothing is refused', async (t) => {
  const { api } = await beginTalk(t);
  const sent = await api.sendMessage(ANNA, 'same');
  const words =
    'Bad Request: message is not modified: specified new message content and reply markup are ' +
    'exactly the same as a current content and reply markup of the message';
  await assert.rejects(api.editMessageText(ANNA, sent.message_id, 'same'), refused(words));
  await assert.rejects(api.editMessageReplyMarkup(ANNA, sent.message_id), refused(words));
  await api.editMessageText(ANNA, sent.message_id, 'other');
  await assert.rejects(api.editMessageText(ANNA, sent.message_id, 'other'), refused(words));
});

test('only the bot own, present messages can be edited', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const hers = telegram.say(ANNA, 'mine');
  await assert.rejects(
    api.editMessageText(ANNA, hers.message_id, 'yours'),
    refused("Bad Request: message can't be edited"),
  );
  await assert.rejects(
    api.editMessageText(ANNA, 9999, 'nothing'),
    refused('Bad Request: message to edit not found'),
  );
});

test('a message is deleted within 48 hours, edited for ever', async (t) => {
  const clock = handClock();
  const { api } = await beginTalk(t, { now: clock.now });
  const old = await api.sendMessage(ANNA, 'old');
  clock.pass(49 * HOUR_MS);
  await assert.rejects(
    api.deleteMessage(ANNA, old.message_id),
    refused("Bad Request: message can't be deleted for everyone"),
  );
  await api.editMessageText(ANNA, old.message_id, 'still edited');
  const young = await api.sendMessage(ANNA, 'young');
  await api.deleteMessage(ANNA, young.message_id);
  await assert.rejects(
    api.deleteMessage(ANNA, young.message_id),
    refused('Bad Request: message to delete not found'),
  );
});

test('after a cleared history an edit succeeds unseen', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const sent = await api.sendMessage(ANNA, 'seen');
  telegram.clearHistory(ANNA);
  assert.deepEqual(telegram.chat(ANNA), []);
  await api.editMessageText(ANNA, sent.message_id, 'unseen');
  assert.deepEqual(telegram.chat(ANNA), []);
});

test('several messages are deleted at once, missing ones skipped', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const a = await api.sendMessage(ANNA, 'a');
  const b = await api.sendMessage(ANNA, 'b');
  await api.deleteMessages(ANNA, [a.message_id, b.message_id, 9999]);
  assert.equal(telegram.chat(ANNA).length, 1);
});

test('a group is left, and then closed to the bot', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const group = telegram.addToGroup(ANNA, 'Family');
  await api.sendMessage(group, 'hello all');
  await api.leaveChat(group);
  await assert.rejects(
    api.sendMessage(group, 'too late'),
    refused('Forbidden: bot is not a member of the group chat', 403),
  );
});

test('a reaction is shown on the message', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const hers = telegram.say(ANNA, 'nice');
  await api.setMessageReaction(ANNA, hers.message_id, [{ type: 'emoji', emoji: '❤' }]);
  assert.deepEqual(telegram.chat(ANNA).at(-1)?.reactions, ['❤']);
});

test('flood limits are enforced when asked for, with the seconds to wait', async (t) => {
  const clock = handClock();
  const { api } = await beginTalk(t, { now: clock.now, enforceRates: true });
  for (let at = 0; at < 5; at += 1) await api.sendMessage(ANNA, `burst ${at}`);
  await assert.rejects(
    api.sendMessage(ANNA, 'one too many'),
    refused('Too Many Requests: retry after 1', 429),
  );
  clock.pass(1000);
  await api.sendMessage(ANNA, 'in time');
});

test('commands are kept by language and shown to the person in theirs', async (t) => {
  const { api, telegram } = await beginTalk(t);
  await api.setMyCommands([{ command: 'start', description: 'Begin' }]);
  await api.setMyCommands([{ command: 'start', description: 'Начать' }], { language_code: 'ru' });
  assert.deepEqual(telegram.commands(ANNA), [{ command: 'start', description: 'Начать' }]);
  await api.deleteMyCommands({ language_code: 'ru' });
  assert.deepEqual(telegram.commands(ANNA), [{ command: 'start', description: 'Begin' }]);
  await api.setMyDescription('A bot', { language_code: 'ru' });
  assert.equal((await api.getMyDescription({ language_code: 'ru' })).description, 'A bot');
  await assert.rejects(
    api.setMyCommands([{ command: 'Bad Name', description: 'x' }]),
    refused('Bad Request: BOT_COMMAND_INVALID'),
  );
});
