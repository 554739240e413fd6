import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { chatForAll } from './chat-for-all.ts';
import { personWith } from './making.ts';
import { type Phone, wordsOf } from './phone.ts';

const chat = chatForAll({ env: { WELCOME_COINS: '100' } });

/** The picture that is shown goes into a new album of this name. */
const intoNewAlbum = async (phone: Phone, title: string) => {
  await phone.press('Подробнее');
  await phone.press('В альбом');
  await phone.press('Новый альбом');
  await phone.say(title);
};

/** The grid with these numbers ticked. */
const ticked = async (phone: Phone, ...numbers: readonly number[]) => {
  await phone.press(/^🔢/);
  await phone.press('Выбрать');
  for (const number of numbers) await phone.press(new RegExp(`^${number}$`));
};

/** As the person's phone fetches it. */
const fetchFile = async (fileId: string): Promise<Uint8Array> => {
  const response = await chat.telegram.app.request(`/page/api/files/${fileId}`);
  return new Uint8Array(await response.arrayBuffer());
};

test('a picture is put into a new album, and taken out again', async () => {
  const anna = await personWith(chat);
  await intoNewAlbum(anna, '  Открытки   для мамы ');
  assert.match(anna.words(), /Альбом создан[\s\S]*Открытки для мамы — 1 картинка/);
  assert.ok(anna.labels().some((label) => /^✓.*Открытки/.test(label)));
  assert.match(await anna.press('Открытки'), /Убрано из альбома/);
  assert.ok(!anna.labels().some((label) => /^✓.*Открытки/.test(label)));
  assert.match(await anna.press('Открытки'), /Добавлено в альбом/);
  await anna.press('Назад');
  assert.match(anna.words(), /Третья лодка[\s\S]*В альбомах: Открытки для мамы/);
});

test('an album is looked at, and Back returns to it', async () => {
  const anna = await personWith(chat);
  await intoNewAlbum(anna, 'Дача');
  await anna.say('/albums');
  await anna.press('Дача');
  assert.match(anna.words(), /В альбоме: 1 картинка/);
  await anna.press('Смотреть');
  assert.match(anna.words(), /1 из 1[\s\S]*Третья лодка[\s\S]*альбом «Дача»/);
  await anna.press('Назад');
  assert.match(anna.words(), /В альбоме: 1 картинка/);
});

test('an album is renamed, and two of one name there are not', async () => {
  const anna = await personWith(chat, ['Лодка одна']);
  await intoNewAlbum(anna, 'Море');
  await anna.say('/albums');
  await anna.press('Новый альбом');
  await anna.say('МОРЕ');
  assert.match(anna.words(), /уже есть[\s\S]*Как назвать альбом/);
  await anna.say('Горы');
  assert.match(anna.words(), /Альбом создан[\s\S]*Горы/);
  await anna.press('Переименовать');
  await anna.say('Море');
  assert.match(anna.words(), /уже есть/);
  await anna.say('Очень длинное название для одного альбома с картинками');
  assert.match(anna.words(), /от 1 до 40/);
  await anna.say('<Холмы & долы>');
  assert.match(anna.words(), /переименован[\s\S]*<Холмы & долы>/);
});

test('an album is deleted, its pictures stay', async () => {
  const anna = await personWith(chat, ['Лодка в альбоме']);
  await intoNewAlbum(anna, 'Ненадолго');
  await anna.say('/albums');
  await anna.press('Ненадолго');
  await anna.press('Удалить альбом');
  await anna.press('Назад');
  assert.match(anna.words(), /В альбоме: 1/);
  await anna.press('Удалить альбом');
  await anna.press('Да, удалить');
  assert.match(anna.words(), /Альбом удалён[\s\S]*Альбомов пока нет/);
  await anna.say('/gallery');
  assert.match(anna.words(), /Лодка в альбоме/);
});

test('a name typed before a restart is taken after it', async () => {
  const anna = await personWith(chat, ['Лодка перед перерывом']);
  await anna.say('/albums');
  await anna.press('Новый альбом');
  await chat.restart();
  await anna.say('После перерыва');
  assert.match(anna.words(), /Альбом создан[\s\S]*После перерыва/);
});

test('several become favourites at once', async () => {
  const anna = await personWith(chat);
  await ticked(anna, 1, 3);
  assert.match(anna.words(), /Выбрано: 2 картинки/);
  assert.deepEqual(anna.labels().slice(0, 3), ['☑️ 1', '2', '☑️ 3']);
  await anna.press('☑️ 3');
  assert.match(anna.words(), /Выбрано: 1 картинка/);
  await anna.press(/^3$/);
  await anna.press('В избранное');
  assert.match(anna.words(), /Добавлено в избранное: 2 картинки/);
  await anna.say('/favourites');
  assert.match(anna.words(), /из 2/);
});

test('several go into an album at once', async () => {
  const anna = await personWith(chat);
  await ticked(anna, 1, 2);
  await anna.press('В альбом');
  await anna.press('Новый альбом');
  await anna.say('Две лодки');
  assert.match(anna.words(), /Две лодки — 2 картинки/);
});

test('several are deleted at once, and come back with one press', async () => {
  const anna = await personWith(chat);
  await ticked(anna, 1, 2);
  await anna.press('Удалить (2)');
  assert.match(anna.words(), /2 картинки/);
  await anna.press('Да, удалить');
  assert.match(anna.words(), /Теперь в корзине: 2 картинки[\s\S]*Ваша галерея: 1 картинка/);
  await anna.press('Вернуть');
  assert.match(anna.words(), /Снова в галерее: 2 картинки[\s\S]*Ваша галерея: 3/);
});

test('marks are kept through a restart, and cleared by a press', async () => {
  const anna = await personWith(chat);
  await ticked(anna, 2);
  await chat.restart();
  await anna.press(/^1$/);
  assert.match(anna.words(), /Выбрано: 2 картинки/);
  await anna.press('Снять отметки');
  assert.doesNotMatch(anna.words(), /Выбрано/);
  assert.match(await anna.press('Скачать'), /Сначала выберите/);
});

test('several come as one file of originals, named by day and number', async () => {
  const anna = await personWith(chat);
  await ticked(anna, 1, 3);
  assert.match(await anna.press('Скачать'), /Собираем/);
  await chat.settled();
  const message = anna.last();
  assert.match(wordsOf(message), /В этом файле: 2 картинки/);
  assert.doesNotMatch(wordsOf(message), /Часть/);
  assert.equal(message.document?.file_name, 'aisha.zip');
  const files = unzipSync(await fetchFile(message.document?.file_id ?? ''));
  const names = Object.keys(files);
  assert.equal(names.length, 2);
  const [first = '', second = ''] = names;
  assert.match(first, /^\d{4}-\d\d-\d\d-01\.(png|jpg|webp)$/);
  assert.match(second, /-02\./);
  const rows = await chat.db.kysely
    .selectFrom('images')
    .innerJoin('people', 'people.id', 'images.person_id')
    .select('images.bytes')
    .where('telegram_id', '=', anna.id)
    .execute();
  for (const bytes of Object.values(files))
    assert.ok(
      rows.some((row) => row.bytes === bytes.length),
      'the untouched file',
    );
  await anna.press('Закрыть');
});

test('what is too large for one file comes in numbered parts', async () => {
  const anna = await personWith(chat);
  const own = chat.db.kysely
    .selectFrom('images')
    .innerJoin('people', 'people.id', 'images.person_id')
    .select(['images.id', 'images.bytes'])
    .where('telegram_id', '=', anna.id);
  const images = await own.execute();
  const sizes = (sizeOf: (bytes: number) => number) =>
    Promise.all(
      images.map(({ id, bytes }) =>
        chat.db.kysely
          .updateTable('images')
          .set({ bytes: sizeOf(bytes) })
          .where('id', '=', id)
          .execute(),
      ),
    );
  await sizes(() => 20_000_000);
  await ticked(anna, 1, 2, 3);
  await anna.press('Скачать');
  await chat.settled();
  await sizes((bytes) => bytes);
  const parts = anna.theirs().filter(({ document }) => document);
  assert.deepEqual(
    parts.map(({ document }) => document?.file_name),
    ['aisha-1-2.zip', 'aisha-2-2.zip'],
  );
  assert.deepEqual(
    parts.map((part) => /В этом файле: (\d)[\s\S]*Часть (\d из \d)/.exec(wordsOf(part))?.slice(1)),
    [
      ['2', '1 из 2'],
      ['1', '2 из 2'],
    ],
  );
});
