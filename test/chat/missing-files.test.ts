import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Image } from '../../db/schema.ts';
import { eventually } from '../eventually.ts';
import { personWith } from './making.ts';
import { type Chat, openChat } from './open-chat.ts';
import { type Phone, wordsOf } from './phone.ts';

const open = async (t: TestContext) => {
  const chat = await openChat();
  t.after(() => chat.close());
  return chat;
};

const imageOf = ({ db }: Chat, phone: Phone): Promise<Image> =>
  db.kysely
    .selectFrom('images')
    .innerJoin('people', 'people.id', 'images.person_id')
    .selectAll('images')
    .where('telegram_id', '=', phone.id)
    .executeTakeFirstOrThrow();

const fileOf = ({ folder }: Chat, { bucket }: Image, key: string) =>
  join(folder, 'storage', bucket, key);

/** The file is gone, and Telegram has no copy that would hide it. */
const loseFile = async (chat: Chat, image: Image) => {
  await rm(fileOf(chat, image, image.object_key));
  await chat.db.kysely.deleteFrom('telegram_files').execute();
};

const missing = async ({ db }: Chat) => {
  const rows = await db.kysely
    .selectFrom('images')
    .select('id')
    .where('missing_at', 'is not', null)
    .execute();
  return rows.length;
};

const repaired = (chat: Chat) => async () => ((await missing(chat)) === 0 ? true : undefined);

/** FAL answers for none of its pictures any more. */
const forgetAtFal = ({ db }: Chat) =>
  db.kysely.updateTable('attempts').set({ result: null }).execute();

test('a lost file is told of, fetched again, and shown', async (t) => {
  const chat = await open(t);
  const anna = await personWith(chat, ['Потерянная лодка']);
  const before = await imageOf(chat, anna);
  await anna.say('/menu');
  await loseFile(chat, before);
  await anna.say('/gallery');
  assert.match(anna.words(), /Потерянная лодка/);
  assert.match(anna.words(), /Файл этой картинки потерялся/);
  chat.pass(5_000);
  await eventually(repaired(chat));
  const after = await imageOf(chat, anna);
  assert.equal(after.sha256, before.sha256);
  await anna.say('/gallery');
  assert.doesNotMatch(anna.words(), /потерялся/);
  assert.equal(chat.complaints.filter(({ level }) => level === 'error').length, 1);
});

test('what FAL no longer has stays missing, counted and looked for ever more seldom', async (t) => {
  const chat = await open(t);
  const anna = await personWith(chat, ['Навсегда потерянная лодка']);
  await loseFile(chat, await imageOf(chat, anna));
  await forgetAtFal(chat);
  await anna.say('/menu');
  await anna.say('/gallery');
  assert.match(anna.words(), /потерялся/);
  await anna.press('Подробнее');
  await anna.press('Оригинал');
  await chat.settled();
  assert.match(wordsOf(anna.last()), /Файл этой картинки потерялся/);
  assert.equal(await missing(chat), 1);
  assert.match(await chat.metrics(), /aisha_images_missing 1/);
  const told = chat.complaints.filter(({ level }) => level === 'error');
  assert.equal(told.length, 1, 'told once');
});

test('a lost original is fetched again when it is asked for', async (t) => {
  const chat = await open(t);
  const anna = await personWith(chat, ['Лодка по требованию']);
  await rm(fileOf(chat, await imageOf(chat, anna), (await imageOf(chat, anna)).object_key));
  await anna.press('Подробнее');
  await anna.press('Оригинал');
  await chat.settled();
  assert.ok(anna.last().document);
  assert.equal(await missing(chat), 0);
});

test('another picture in its place at FAL is taken with its own size and hash', async (t) => {
  const chat = await open(t);
  const anna = await personWith(chat, ['Лодка одна', 'Лодка другая']);
  const [other] = await chat.db.kysely
    .selectFrom('attempts')
    .select(['order_id', 'result'])
    .execute();
  const image = await chat.db.kysely
    .selectFrom('images')
    .selectAll()
    .where('generation_id', '!=', other?.order_id ?? '')
    .executeTakeFirstOrThrow();
  await chat.db.kysely
    .updateTable('attempts')
    .set({ result: other?.result ?? null })
    .execute();
  await loseFile(chat, image);
  await anna.say('/menu');
  await anna.say('/find другая');
  assert.match(anna.words(), /потерялся/);
  chat.pass(5_000);
  await eventually(repaired(chat));
  const now = await chat.db.kysely
    .selectFrom('images')
    .selectAll()
    .where('id', '=', image.id)
    .executeTakeFirstOrThrow();
  assert.notEqual(now.sha256, image.sha256);
  assert.notEqual(now.object_key, image.object_key);
  await anna.say('/find другая');
  assert.doesNotMatch(anna.words(), /потерялся/);
});

test('a thumbnail that is lost is made anew from the picture', async (t) => {
  const chat = await open(t);
  const anna = await personWith(chat, ['Лодка без уменьшенной']);
  const image = await imageOf(chat, anna);
  await rm(fileOf(chat, image, image.thumbnail_key));
  await anna.press('1 из 1');
  assert.match(anna.words(), /Ваша галерея: 1/);
  await eventually(async () => ((await missing(chat)) === 1 ? true : undefined));
  chat.pass(5_000);
  await eventually(repaired(chat));
  await anna.press(/^1$/);
  const calls = await anna.callsOf(() => anna.press('1 из 1'));
  assert.ok(JSON.stringify(calls[0]?.params).includes('attach://'), 'the page is drawn anew');
});

test('a download leaves out what is lost, and says so', async (t) => {
  const chat = await open(t);
  const anna = await personWith(chat, ['Лодка раз', 'Лодка два']);
  await loseFile(chat, await imageOf(chat, anna));
  await forgetAtFal(chat);
  await anna.press('1 из 2');
  await anna.press('Выбрать');
  await anna.press(/^1$/);
  await anna.press(/^2$/);
  await anna.press('Скачать');
  await chat.settled();
  assert.match(wordsOf(anna.last()), /В этом файле: 1 картинка[\s\S]*потерялись.*1 картинка/);
});
