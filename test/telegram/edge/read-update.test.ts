import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Update } from 'grammy/types';
import { encodePress } from '../../../src/telegram/press-data.ts';
import { readUpdate } from '../../../src/telegram/read-update.ts';

const from = { id: 11, is_bot: false, first_name: 'Anna', language_code: 'ru' };
const chat = { id: 11, type: 'private', first_name: 'Anna' };
const group = { id: -5, type: 'group', title: 'Family' };

/** Telegram's JSON, as it comes over the wire. */
const update = (content: object) => ({ update_id: 7, ...content }) as unknown as Update;
const message = (content: object, at: object = { from, chat }) =>
  update({ message: { message_id: 3, date: 0, ...at, ...content } });

const read = (one: Update) => readUpdate(one)?.what;

test('a text tells who said it, where, and in which language', () => {
  assert.deepEqual(readUpdate(message({ text: 'a cat' })), {
    updateId: 7,
    delivery: 'u7',
    telegramId: 11,
    languageCode: 'ru',
    chatId: 11,
    what: { kind: 'text', text: 'a cat', messageId: 3, replyTo: null },
  });
});

test('a reply names the message it answers', () => {
  const reply = message({ text: 'this one', reply_to_message: { message_id: 2, date: 0, chat } });
  assert.deepEqual(read(reply), { kind: 'text', text: 'this one', messageId: 3, replyTo: 2 });
});

test('a command is read without slash, bot and letter case', () => {
  const command = (text: string) => read(message({ text }));
  const said = { kind: 'command', messageId: 3 };
  assert.deepEqual(command('/create'), { ...said, name: 'create', argument: '' });
  assert.deepEqual(command('/Create@aisha_bot'), { ...said, name: 'create', argument: '' });
  assert.deepEqual(command('/promo  SPRING '), { ...said, name: 'promo', argument: 'SPRING' });
  assert.deepEqual(command('/nonsense'), { ...said, name: 'nonsense', argument: '' });
});

test('a slash that begins no command is an ordinary word', () => {
  assert.equal(read(message({ text: '/ or not' }))?.kind, 'text');
  assert.equal(read(message({ text: '/привет' }))?.kind, 'text');
});

const query = (content: object) =>
  update({ callback_query: { id: 'q1', from, chat_instance: '1', ...content } });

test('a press is read from its data', () => {
  const data = encodePress({ do: 'home' });
  const shown = { message_id: 9, date: 1, chat, text: 'old' };
  assert.deepEqual(read(query({ data, message: shown })), {
    kind: 'press',
    press: { do: 'home' },
    callbackQueryId: 'q1',
    messageId: 9,
  });
});

test('a press on a message that can no longer be read works', () => {
  const data = encodePress({ do: 'home' });
  const what = read(query({ data, message: { message_id: 9, date: 0, chat } }));
  assert.equal(what?.kind === 'press' && what.messageId, 9);
  const without = readUpdate(query({ data }));
  assert.equal(without?.chatId, 11);
  assert.equal(without?.what.kind === 'press' && without.what.messageId, null);
});

test('forged data is a press without a meaning', () => {
  for (const data of ['', 'home;drop', 'x'.repeat(64), '__proto__', '\u0000', 'favourite/a/9/9']) {
    const what = read(query({ data, message: { message_id: 9, date: 0, chat } }));
    assert.equal(what?.kind === 'press' ? what.press : 'other', null, data);
  }
});

test('an edited message tells its new words', () => {
  const edited = (text: string) =>
    read(update({ edited_message: { message_id: 3, date: 0, edit_date: 1, from, chat, text } }));
  assert.deepEqual(edited('a dog'), { kind: 'edited', text: 'a dog', messageId: 3 });
  assert.deepEqual(edited('/create a dog'), { kind: 'edited', text: 'a dog', messageId: 3 });
  assert.equal(edited('/start'), undefined);
});

test('media are told by their kind', () => {
  const kinds = [
    'sticker',
    'voice',
    'video_note',
    'photo',
    'video',
    'document',
    'location',
    'dice',
  ];
  for (const kind of kinds) {
    assert.deepEqual(read(message({ [kind]: {} })), { kind: 'media', media: kind, messageId: 3 });
  }
});

const still = [
  { file_id: 'small', file_unique_id: 's', file_size: 100 },
  { file_id: 'large', file_unique_id: 'l', file_size: 900 },
];
const plainPhoto = {
  kind: 'photo',
  fileId: 'large',
  fileUniqueId: 'l',
  groupId: null,
  fileType: null,
  bytes: 900,
  caption: null,
  messageId: 3,
};

test('a photo is its largest size', () => {
  assert.deepEqual(read(message({ photo: still })), plainPhoto);
  assert.deepEqual(read(message({ photo: still, caption: 'me', media_group_id: '42' })), {
    ...plainPhoto,
    caption: 'me',
    groupId: '42',
  });
});

test('a live photo is its still, once', () => {
  const live = { file_id: 'video', file_unique_id: 'v', duration: 3, width: 1, height: 1 };
  assert.deepEqual(read(message({ photo: still, live_photo: live })), plainPhoto);
});

test('a picture sent as a file is told with its type', () => {
  const file = { file_id: 'f', file_unique_id: 'u', file_size: 5 };
  const asFile = { ...plainPhoto, fileId: 'f', fileUniqueId: 'u', bytes: 5 };
  assert.deepEqual(read(message({ document: { ...file, mime_type: 'image/png' } })), {
    ...asFile,
    fileType: 'image/png',
  });
  assert.deepEqual(read(message({ document: { ...file, file_name: 'IMG_1.HEIC' } })), {
    ...asFile,
    fileType: '',
  });
  const others = [
    { document: { ...file, mime_type: 'application/pdf', file_name: 'a.pdf' } },
    { document: { ...file, mime_type: 'image/gif' }, animation: {} },
  ];
  const kinds = others.map((other) => read(message(other)));
  assert.deepEqual(kinds, [
    { kind: 'media', media: 'document', messageId: 3 },
    { kind: 'media', media: 'animation', messageId: 3 },
  ]);
});

test('a voice message is told with its length', () => {
  const voice = { file_id: 'f', file_unique_id: 'u', duration: 12 };
  const said = { kind: 'voice', fileId: 'f', seconds: 12, messageId: 3 };
  assert.deepEqual(read(message({ voice })), said);
});

test('each picture of an album is a delivery; of other albums all parts are one', () => {
  const deliveries = (content: object) =>
    [7, 8].map((id) => readUpdate({ ...message(content), update_id: id })?.delivery);
  assert.deepEqual(deliveries({ photo: still, media_group_id: '42' }), ['u7', 'u8']);
  assert.deepEqual(deliveries({ video: {}, media_group_id: '42' }), ['album42', 'album42']);
});

const membership = (where: object, status: string) =>
  update({
    my_chat_member: { chat: where, from, date: 0, new_chat_member: { user: from, status } },
  });

test('blocking and returning are told', () => {
  assert.deepEqual(read(membership(chat, 'kicked')), { kind: 'member', state: 'blocked' });
  assert.deepEqual(read(membership(chat, 'member')), { kind: 'member', state: 'member' });
});

test('anything in a group is a group, except the own farewell', () => {
  const inGroup = { kind: 'group', chatId: -5, callbackQueryId: null };
  assert.deepEqual(read(message({ text: 'hi' }, { from, chat: group })), inGroup);
  assert.deepEqual(read(message({ text: 'hi' }, { chat: group })), inGroup);
  assert.deepEqual(read(membership(group, 'member')), inGroup);
  assert.equal(readUpdate(membership(group, 'left')), null);
  const pressed = query({ data: 'x', message: { message_id: 9, date: 0, chat: group } });
  assert.deepEqual(read(pressed), { ...inGroup, callbackQueryId: 'q1' });
});

test('what says nothing to us is nothing', () => {
  assert.equal(readUpdate(message({ pinned_message: {} })), null);
  assert.equal(
    readUpdate(message({ text: 'hi' }, { from: { ...from, is_bot: true }, chat })),
    null,
  );
  assert.equal(readUpdate(update({ poll: {} })), null);
  assert.equal(readUpdate(update({ message: 'not a message' })), null);
  assert.equal(readUpdate({} as Update), null);
});
