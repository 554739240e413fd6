import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { personByTelegramId } from '../../db/people.ts';
import { eventually } from '../eventually.ts';
import { chatForAll } from './chat-for-all.ts';
import { makePicture } from './making.ts';
import { type Phone, wordsOf } from './phone.ts';
import { filesWithin, rowsWithin } from './traces.ts';

const chat = chatForAll();

const openMyData = async (phone: Phone) => {
  await phone.say('/settings');
  await phone.press('Мои данные');
};

const rowsWith = (file: string, text: string) => rowsWithin(chat.folder, file, text);
const storedFiles = () => filesWithin(chat.folder);

/** Files go a little after their rows. */
async function filesGo(files: readonly string[]): Promise<void> {
  chat.pass(5000);
  const left = async () => (await storedFiles()).filter((name) => files.includes(name));
  await eventually(async () => ((await left()).length === 0 ? true : undefined));
}

/** The files that a picture of this person brought. */
async function makeFiles(phone: Phone, words: string): Promise<readonly string[]> {
  const before = await storedFiles();
  await makePicture(chat, phone, words);
  const files = (await storedFiles()).filter((name) => !before.includes(name));
  assert.equal(files.length, 2, 'the picture and its thumbnail');
  return files;
}

const eraseEverything = async (phone: Phone) => {
  await openMyData(phone);
  await phone.press('Стереть всё');
  await phone.press('Да, продолжить');
  await phone.press('Стереть навсегда');
  // The last words follow when nothing is kept any more that could tell of them.
  await chat.telegram.waitFor(() => /Все ваши данные стёрты/.test(wordsOf(phone.last())));
};

test('the export holds the words, the coins and the pictures', async () => {
  const anna = chat.phone();
  await makePicture(chat, anna, 'Стрекоза над прудом');
  await openMyData(anna);
  assert.match(await anna.press('Скачать всё'), /Он придёт сюда/);
  await chat.settled();
  const { document } = anna.last();
  assert.ok(document);
  const [call] = chat.telegram.calls.filter(({ method }) => method === 'sendDocument').slice(-1);
  assert.equal(call?.status, 200);
  const sent = await fetchFile(document.file_id);
  const files = unzipSync(sent);
  const names = Object.keys(files);
  assert.ok(names.includes('data.json'));
  assert.equal(names.filter((name) => name.startsWith('pictures/')).length, 1);
  const data = JSON.parse(strFromU8(files['data.json'] ?? new Uint8Array()));
  assert.equal(data.generations[0].description, 'Стрекоза над прудом');
  assert.equal(data.operations.length, 2);
  assert.equal(data.profile.coins.available, 20);
  await anna.press('Закрыть');
});

/** As the person's phone fetches it. */
async function fetchFile(fileId: string): Promise<Uint8Array> {
  const response = await chat.telegram.app.request(`/page/api/files/${fileId}`);
  return new Uint8Array(await response.arrayBuffer());
}

test('erasing takes two steps, and Back leaves everything as it was', async () => {
  const anna = chat.phone();
  await makePicture(chat, anna, 'Воробей на ветке');
  await openMyData(anna);
  await anna.press('Стереть всё');
  assert.match(anna.words(), /пропадут монеты: 20/);
  await anna.press('Да, продолжить');
  await anna.press('Назад');
  assert.match(anna.words(), /Мои данные/);
  await anna.say('/gallery');
  assert.match(anna.words(), /Воробей на ветке/);
});

test('erased is gone from tables, actors and storage; the ledger stays without a name', async () => {
  const anna = chat.phone();
  const files = await makeFiles(anna, 'Тайное озеро');
  await anna.press('Галерея');
  await anna.press('Оригинал');
  const person = await personByTelegramId(chat.db.kysely, anna.id);
  assert.ok(person);
  const [image] = await chat.db.kysely
    .selectFrom('images')
    .select(['id', 'generation_id'])
    .where('person_id', '=', person.id)
    .execute();
  assert.ok(image);

  await eraseEverything(anna);
  assert.deepEqual(rowsWith('aisha.db', 'Тайное озеро'), []);
  assert.deepEqual(rowsWith('aisha.db', String(anna.id)), []);
  assert.deepEqual(rowsWith('actors.db', String(anna.id)), []);
  assert.deepEqual(rowsWith('actors.db', 'Тайное озеро'), []);
  await filesGo(files);
  for (const id of [image.id, image.generation_id])
    assert.deepEqual(
      rowsWith('aisha.db', id).filter((row) => row.startsWith('telegram_files')),
      [],
    );
  assert.ok(rowsWith('aisha.db', person.id).some((row) => row.startsWith('transfers')));
});

test('after the erasure /start begins anew, without a second gift', async () => {
  const anna = chat.phone();
  await makePicture(chat, anna, 'Старая мельница');
  await eraseEverything(anna);
  await anna.press('Начать заново');
  await anna.say('/start');
  assert.doesNotMatch(anna.words(), /подарок/);
  assert.match(anna.words(), /У вас 0 монет/);
  assert.ok(anna.labels().includes('🖼 Галерея (0)'));
});

test('an old button after the erasure is answered, and shows nothing of before', async () => {
  const anna = chat.phone();
  await makePicture(chat, anna, 'Жёлтый зонт');
  const result = anna.last();
  await eraseEverything(anna);
  for (const label of ['Галерея', 'В избранное', 'Ещё раз', 'Оригинал'])
    await anna.pressOn(result, label);
  assert.doesNotMatch(anna.words(), /Жёлтый зонт/);
});

test('a picture deleted for good is gone from storage and from what Telegram may send again', async () => {
  const anna = chat.phone();
  const files = await makeFiles(anna, 'Пустая скамейка');
  await anna.press('Галерея');
  await anna.press('Подробнее');
  await anna.press('Оригинал');
  const [image] = await chat.db.kysely
    .selectFrom('images')
    .select(['id', 'generation_id'])
    .where('object_key', 'like', `%${files.find((name) => !name.includes('thumb'))}`)
    .execute();
  assert.ok(image);
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  assert.match(anna.words(), /Картинка в корзине/);
  assert.equal(rowsWith('aisha.db', 'Пустая скамейка').length, 1, 'it can be brought back');
  await anna.press('Корзина');
  await anna.press('Удалить совсем');
  await anna.press('Да, навсегда');
  assert.match(anna.words(), /удалена навсегда[\s\S]*Корзина пуста/);
  assert.deepEqual(rowsWith('aisha.db', 'Пустая скамейка'), []);
  for (const id of [image.id, image.generation_id])
    assert.deepEqual(
      rowsWith('aisha.db', id).filter((row) => row.startsWith('telegram_files')),
      [],
    );
  await filesGo(files);
});
