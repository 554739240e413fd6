import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeVoiceClip } from '../../src/demo/voice-clip.ts';
import { drawNoise } from '../fakes/pictures.ts';
import { chatForAll } from './chat-for-all.ts';
import { makePicture } from './making.ts';
import { wordsOf } from './phone.ts';

const chat = await chatForAll({
  env: { CAPTION_MODEL: 'vision:maker/model', SPEECH_MODEL: 'fal-ai/wizper' },
});

const lastRequest = () => chat.fal.requests.at(-1);

const generations = () =>
  chat.db.kysely.selectFrom('generations').selectAll().orderBy('created_at', 'desc').execute();

/** Someone with one picture, whose card is open. */
async function atCard() {
  const anna = chat.phone();
  await makePicture(chat, anna, 'Лодка у берега');
  await anna.say('/gallery');
  return anna;
}

test('a sample photo becomes a description that can be ordered, and is not kept', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  await chat.telegram.sendPhoto(anna.id, await drawNoise(600, 600, 'jpeg'));
  await chat.settled();
  assert.match(anna.words(), /Всё верно\?\n.*[а-яё]{3,}/i);
  await anna.press(/^Создать · /);
  await chat.settled();
  assert.match(wordsOf(anna.last()), /Готово/);
  const photos = await chat.db.kysely.selectFrom('avatar_photos').selectAll().execute();
  assert.deepEqual(photos, []);
});

test('what is no picture inside is told, and a description asked for', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  await chat.telegram.sendDocument(anna.id, new Uint8Array([1, 2, 3]), { mime: 'image/png' });
  await chat.settled();
  assert.match(anna.words(), /Рассказать об этом фото не получилось/);
});

test('a voice message becomes a description', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  const clip = writeVoiceClip('Белый кот на крыше', 4);
  await chat.telegram.sendVoice(anna.id, clip, 4);
  await chat.settled();
  assert.match(anna.words(), /Всё верно\?\nБелый кот на крыше/);
});

test('a picture is changed in words; the new one knows what it was made from', async () => {
  const anna = await atCard();
  await anna.press('Переделать');
  await anna.press('✏️ Изменить');
  await anna.say('сделай зиму');
  assert.match(anna.words(), /Изменить эту картинку/);
  await anna.press(/^Создать · /);
  await chat.settled();
  const [change] = await generations();
  assert.equal(change?.edit, 'change');
  assert.equal(lastRequest()?.endpoint, 'fal-ai/nano-banana/edit');
  assert.equal(lastRequest()?.input['prompt'], 'сделай зиму');
  await anna.say('/gallery');
  await anna.press('Подробнее');
  assert.match(anna.words(), /Сделано из другой картинки/);
  await anna.press('Из чего');
  assert.match(anna.words(), /Лодка у берега/);
});

test('words in reply to a result change it', async () => {
  const anna = chat.phone();
  const result = await makePicture(chat, anna, 'Лодка в тумане');
  chat.telegram.say(anna.id, 'добавь чайку', { replyTo: result.message_id });
  await chat.settled();
  await anna.press(/^Создать · /);
  await chat.settled();
  const [change, first] = await generations();
  assert.deepEqual([change?.edit, change?.description], ['change', 'добавь чайку']);
  const parent = await chat.db.kysely
    .selectFrom('images')
    .selectAll()
    .where('generation_id', '=', first?.id ?? '')
    .executeTakeFirstOrThrow();
  assert.equal(change?.parent_image_id, parent.id);
});

for (const [button, endpoint] of [
  [/Увеличить/, 'fal-ai/esrgan'],
  [/Убрать фон/, 'fal-ai/birefnet/v2'],
] as const)
  test(`${button.source} is priced, made and kept beside its parent`, async () => {
    const anna = await atCard();
    await anna.press('Переделать');
    await anna.press(button);
    await anna.press(/^Создать · /);
    await chat.settled();
    assert.equal(lastRequest()?.endpoint, endpoint);
    const images = await chat.db.kysely
      .selectFrom('images')
      .innerJoin('people', 'people.id', 'images.person_id')
      .select(['images.bucket', 'images.width'])
      .where('people.telegram_id', '=', anna.id)
      .orderBy('sort_key')
      .execute();
    assert.deepEqual(
      images.map(({ bucket }) => bucket),
      ['imagen4', 'imagen4'],
    );
    const [parent = 0, child] = images.map(({ width }) => width);
    if (endpoint === 'fal-ai/esrgan') assert.equal(child, parent * 2);
  });
