import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputFile, InputMediaBuilder } from 'grammy';
import sharp from 'sharp';
import { ANNA, beginTalk, picture, refused, TOKEN } from './talk.ts';

test('a photo comes back in several sizes, the last the largest, and can be downloaded', async (t) => {
  const { api, url } = await beginTalk(t);
  const sent = await api.sendPhoto(ANNA, new InputFile(await picture(1600, 900), 'a.jpg'), {
    caption: '<b>Wide</b>',
    parse_mode: 'HTML',
  });
  assert.deepEqual(
    sent.photo.map((size) => [size.width, size.height]),
    [
      [90, 51],
      [320, 180],
      [800, 450],
      [1280, 720],
      [1600, 900],
    ],
  );
  assert.equal(sent.caption, 'Wide');
  const file = await api.getFile(sent.photo[1]?.file_id ?? '');
  const response = await fetch(`${url}/file/bot${TOKEN}/${file.file_path}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  assert.equal(bytes.length, file.file_size);
  const { width, format } = await sharp(bytes).metadata();
  assert.deepEqual([width, format], [320, 'jpeg']);
});

test('a photo is sent again by its file_id, and keeps its file_unique_id', async (t) => {
  const { api } = await beginTalk(t);
  const first = await api.sendPhoto(ANNA, new InputFile(await picture(800, 800)));
  const again = await api.sendPhoto(ANNA, first.photo.at(-1)?.file_id ?? '');
  assert.deepEqual(again.photo, first.photo);
});

test('a file_id is bound to its type', async (t) => {
  const { api } = await beginTalk(t);
  const { photo } = await api.sendPhoto(ANNA, new InputFile(await picture(100, 100)));
  await assert.rejects(
    api.sendDocument(ANNA, photo.at(-1)?.file_id ?? ''),
    refused("Bad Request: can't use file of type Photo as Document"),
  );
  await assert.rejects(
    api.sendPhoto(ANNA, 'AgACfromAnotherBot'),
    refused('Bad Request: wrong file identifier/HTTP URL specified'),
  );
});

test('a photo too narrow, too large or no picture at all is refused', async (t) => {
  const { api } = await beginTalk(t);
  const invalid = refused('Bad Request: PHOTO_INVALID_DIMENSIONS');
  await assert.rejects(api.sendPhoto(ANNA, new InputFile(await picture(2100, 100))), invalid);
  await assert.rejects(api.sendPhoto(ANNA, new InputFile(await picture(6000, 4001))), invalid);
  await assert.rejects(
    api.sendPhoto(ANNA, new InputFile(new TextEncoder().encode('no picture'))),
    refused('Bad Request: IMAGE_PROCESS_FAILED'),
  );
  await assert.rejects(
    api.sendPhoto(ANNA, new InputFile(new Uint8Array(10 * 1024 * 1024 + 1))),
    /is too big for a photo; the maximum size is 10485760 bytes/,
  );
});

test('a document keeps its bytes and name', async (t) => {
  const { api, url } = await beginTalk(t);
  const bytes = new TextEncoder().encode('plain words');
  const { document } = await api.sendDocument(ANNA, new InputFile(bytes, 'words.txt'));
  assert.equal(document.file_name, 'words.txt');
  const { file_path } = await api.getFile(document.file_id);
  const response = await fetch(`${url}/file/bot${TOKEN}/${file_path}`);
  assert.equal(await response.text(), 'plain words');
});

test('a caption has at most 1024 characters', async (t) => {
  const { api } = await beginTalk(t);
  const photo = new InputFile(await picture(50, 50));
  await assert.rejects(
    api.sendPhoto(ANNA, photo, { caption: 'x'.repeat(1025) }),
    refused('Bad Request: message caption is too long'),
  );
});

test('an album has from two to ten parts under one id', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const photo = async (color: string) =>
    InputMediaBuilder.photo(new InputFile(await picture(60, 60, color)));
  const sent = await api.sendMediaGroup(ANNA, [await photo('#f00'), await photo('#0f0')]);
  assert.equal(sent.length, 2);
  assert.equal(
    new Set(
      telegram
        .chat(ANNA)
        .slice(-2)
        .map((message) => message.media_group_id),
    ).size,
    1,
  );
  await assert.rejects(
    api.sendMediaGroup(ANNA, [await photo('#00f')]),
    refused('Bad Request: too few messages to send as an album'),
  );
  const many = await Promise.all(Array.from({ length: 11 }, (_, at) => photo(`#0000${at + 10}`)));
  await assert.rejects(
    api.sendMediaGroup(ANNA, many),
    refused('Bad Request: too many messages to send as an album'),
  );
});

test('an edit swaps a photo in place and turns text into a photo, never back', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const sent = await api.sendMessage(ANNA, 'words');
  const red = InputMediaBuilder.photo(new InputFile(await picture(60, 60, '#f00')), {
    caption: 'red',
  });
  await api.editMessageMedia(ANNA, sent.message_id, red);
  assert.equal(telegram.chat(ANNA).at(-1)?.caption, 'red');
  assert.equal(telegram.chat(ANNA).at(-1)?.text, undefined);
  await assert.rejects(
    api.editMessageText(ANNA, sent.message_id, 'words again'),
    refused('Bad Request: there is no text in the message to edit'),
  );
  await api.editMessageCaption(ANNA, sent.message_id, { caption: 'still red' });
  assert.equal(telegram.chat(ANNA).at(-1)?.caption, 'still red');
  assert.ok(telegram.chat(ANNA).at(-1)?.photo);
});

test('a text has no caption to edit', async (t) => {
  const { api } = await beginTalk(t);
  const sent = await api.sendMessage(ANNA, 'words');
  await assert.rejects(
    api.editMessageCaption(ANNA, sent.message_id, { caption: 'x' }),
    refused('Bad Request: there is no caption in the message to edit'),
  );
});

test('an edit with the same photo, caption and keyboard is refused', async (t) => {
  const { api } = await beginTalk(t);
  const sent = await api.sendPhoto(ANNA, new InputFile(await picture(60, 60)), { caption: 'a' });
  const same = InputMediaBuilder.photo(sent.photo.at(-1)?.file_id ?? '', { caption: 'a' });
  await assert.rejects(
    api.editMessageMedia(ANNA, sent.message_id, same),
    /message is not modified/,
  );
});

test('photos that a person sends as an album are separate updates with one group id', async (t) => {
  const { api, telegram } = await beginTalk(t);
  await telegram.sendAlbum(ANNA, [await picture(50, 60), await picture(60, 50, '#fff')]);
  const updates = await api.getUpdates();
  const groups = updates.slice(-2).map((update) => update.message?.media_group_id);
  assert.ok(groups[0]);
  assert.equal(groups[0], groups[1]);
});

test('stickers and voice messages arrive as what they are', async (t) => {
  const { api, telegram } = await beginTalk(t);
  await telegram.sendSticker(ANNA);
  await telegram.sendVoice(ANNA);
  await telegram.sendDocument(ANNA, new Uint8Array([1, 2]), { name: 'a.zip' });
  const [sticker, voice, document] = (await api.getUpdates()).slice(-3);
  assert.ok(sticker?.message?.sticker);
  assert.ok(voice?.message?.voice);
  assert.equal(document?.message?.document?.file_name, 'a.zip');
});

test('two albums sent at the same moment stay two', async (t) => {
  const { api, telegram } = await beginTalk(t, { now: () => 1_800_000_000_000 });
  for (let at = 0; at < 2; at += 1) {
    const photo = InputMediaBuilder.photo(new InputFile(await picture(60, 60)));
    const other = InputMediaBuilder.photo(new InputFile(await picture(70, 60)));
    await api.sendMediaGroup(ANNA, [photo, other]);
  }
  const groups = telegram.chat(ANNA).flatMap((message) => message.media_group_id ?? []);
  assert.equal(new Set(groups).size, 2);
});
