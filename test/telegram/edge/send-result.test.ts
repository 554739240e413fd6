import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createResultSender, type Result } from '../../../src/telegram/send-result.ts';
import { ANNA, beginTelegram, drawer, memoryFiles, methodsOf } from './begin.ts';

async function begin(t: TestContext) {
  const { phone, telegram } = await beginTelegram(t);
  const { ids, files } = memoryFiles(telegram.botId);
  const { draw, drawn } = drawer();
  const sender = createResultSender({ telegram, files });
  const question = phone.say(ANNA, 'a cat');
  const result = (count: number, more: Partial<Result> = {}): Result => ({
    chatId: ANNA,
    replyTo: question.message_id,
    generationId: 'g1',
    pictures: Array.from({ length: count }, (_, at) => ({
      imageId: `i${at}`,
      bytes: () => draw(`i${at}`),
    })),
    sheet: () => draw('sheet'),
    caption: 'cost <b>5</b>',
    keyboard: [[{ label: 'Again', press: { do: 'again', imageId: 'i0' } }]],
    ...more,
  });
  const messages = () => phone.chat(ANNA).filter(({ own }) => !own);
  return { phone, telegram, sender, result, ids, drawn, question, messages };
}

test('one picture replies to its description and bears the buttons', async (t) => {
  const { sender, result, question, messages, ids } = await begin(t);
  const sent = await sender.send(result(1));
  const [message] = messages();
  assert.equal(message?.reply_to_message?.message_id, question.message_id);
  assert.equal(message?.caption, 'cost 5');
  assert.equal(message?.reply_markup?.inline_keyboard[0]?.[0]?.text, 'Again');
  const fileId = message?.photo?.at(-1)?.file_id ?? '';
  assert.deepEqual(sent, {
    kind: 'delivered',
    messageIds: [message?.message_id],
    fileIds: [fileId],
    buttonsId: message?.message_id,
  });
  assert.deepEqual([...ids], [['4242:image:i0', fileId]]);
});

test('a description that was deleted does not keep the picture back', async (t) => {
  const { sender, result, messages } = await begin(t);
  const sent = await sender.send(result(1, { replyTo: 999 }));
  assert.equal(sent.kind, 'delivered');
  assert.equal(messages()[0]?.reply_to_message, undefined);
});

test('a picture sent again is not uploaded again', async (t) => {
  const { sender, result, drawn } = await begin(t);
  await sender.send(result(1));
  await sender.send(result(1));
  assert.deepEqual(drawn, ['i0']);
});

test('several pictures come as an album with the buttons on a sheet below', async (t) => {
  const { phone, sender, result, messages, question, ids } = await begin(t);
  const sent = await sender.send(result(4));
  assert.deepEqual(methodsOf(phone), ['sendMediaGroup', 'sendPhoto']);
  const [first, , , fourth, sheet] = messages();
  assert.ok(first?.media_group_id);
  assert.equal(fourth?.media_group_id, first.media_group_id);
  assert.equal(first.reply_to_message?.message_id, question.message_id);
  assert.equal(sheet?.caption, 'cost 5');
  assert.ok(sent.kind === 'delivered');
  assert.equal(sent.buttonsId, sheet?.message_id);
  assert.equal(sent.messageIds.length, 4);
  assert.equal(sent.fileIds[0], ids.get('4242:image:i0'));
  assert.equal(sent.fileIds[3], ids.get('4242:image:i3'));
});

test('an album whose sheet was lost is not sent again', async (t) => {
  const { phone, sender, result, messages } = await begin(t);
  phone.failNext('sendPhoto', { status: 502, description: 'Bad Gateway' });
  const sent = await sender.send(result(2));
  assert.ok(sent.kind === 'without-buttons');
  assert.equal(sent.because.kind, 'later');
  assert.equal(sent.messageIds.length, 2);
  const again = await sender.send(result(2, { isAlbumSent: true }));
  assert.ok(again.kind === 'delivered');
  assert.equal(messages().length, 3);
});

test('an album with one forgotten file is uploaded anew', async (t) => {
  const { sender, result, ids, drawn } = await begin(t);
  ids.set('4242:image:i1', 'AgACforgotten');
  const sent = await sender.send(result(2));
  assert.equal(sent.kind, 'delivered');
  assert.notEqual(ids.get('4242:image:i1'), 'AgACforgotten');
  assert.ok(drawn.includes('i1'));
});

test('a person who blocked the bot gets nothing, and the caller knows', async (t) => {
  const { phone, sender, result } = await begin(t);
  phone.block(ANNA);
  assert.deepEqual(await sender.send(result(1)), { kind: 'blocked' });
  assert.deepEqual(await sender.send(result(2)), { kind: 'blocked' });
});

test('a result whose answer was lost is to be sent again, not given up', async (t) => {
  const { phone, sender, result, messages } = await begin(t);
  phone.loseAnswer('sendPhoto');
  const sent = await sender.send(result(1));
  assert.equal(sent.kind, 'later');
  assert.equal(messages().length, 1);
});

test('with the token revoked the pictures wait', async (t) => {
  const { phone, sender, result } = await begin(t);
  phone.failNext('sendPhoto', { status: 401, description: 'Unauthorized' });
  assert.deepEqual(await sender.send(result(1)), { kind: 'later' });
});

test('what Telegram will never take is refused', async (t) => {
  const { sender, result } = await begin(t);
  const sent = await sender.send(result(1, { caption: 'x'.repeat(1100) }));
  assert.equal(sent.kind, 'refused');
});

test('the original goes as a document, uploaded once', async (t) => {
  const { sender, messages, drawn } = await begin(t);
  const bytes = async () => {
    drawn.push('original');
    return new TextEncoder().encode('all of its pixels');
  };
  const original = { chatId: ANNA, imageId: 'i0', name: 'aisha.png', bytes };
  assert.equal((await sender.sendOriginal(original)).kind, 'delivered');
  assert.equal((await sender.sendOriginal(original)).kind, 'delivered');
  assert.equal(messages()[0]?.document?.file_name, 'aisha.png');
  assert.deepEqual(drawn, ['original']);
});
