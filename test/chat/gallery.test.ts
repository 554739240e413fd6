import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallRecord } from '../../src/demo/bot-api/calls.ts';
import { chatForAll } from './chat-for-all.ts';
import { makePicture, personWith } from './making.ts';
import { buttonsOf, labelsOf, wordsOf } from './phone.ts';

const chat = chatForAll({ env: { WELCOME_COINS: '100' } });

const uploads = (calls: readonly CallRecord[]) =>
  calls.some(({ params }) => JSON.stringify(params).includes('attach://'));

const withThree = () => personWith(chat);

test('an empty gallery leads to a first picture', async () => {
  const anna = chat.phone();
  await anna.say('/gallery');
  assert.match(anna.words(), /пока пусто/);
  await anna.press('Создать');
  assert.match(anna.words(), /Что вы хотите увидеть/);
});

test('the arrows go from picture to picture, and answer in words at the ends', async () => {
  const anna = await withThree();
  assert.match(anna.words(), /Картинка 1 из 3[\s\S]*Третья лодка/);
  assert.match(await anna.press('Новее'), /самая новая/);
  await anna.press('Раньше');
  assert.match(anna.words(), /Картинка 2 из 3[\s\S]*Вторая лодка/);
  await anna.press('Раньше');
  assert.match(anna.words(), /Картинка 3 из 3[\s\S]*Первая лодка/);
  assert.match(await anna.press('Раньше'), /самая первая/);
  await anna.press('Новее');
  assert.match(anna.words(), /Вторая лодка/);
});

test('an arrow of an old screen still leads to its own picture', async () => {
  const anna = await withThree();
  const [, , older] = buttonsOf(anna.screen());
  await makePicture(chat, anna, 'Четвёртая лодка');
  await anna.say('/gallery');
  await anna.pressData(anna.screen().message_id, older?.callback_data ?? '');
  assert.match(anna.words(), /Картинка 3 из 4[\s\S]*Вторая лодка/);
});

test('a favourite is marked on the card, and unmarked', async () => {
  const anna = await withThree();
  assert.match(await anna.press('В избранное'), /Добавлено/);
  assert.match(anna.words(), /⭐ В избранном/);
  assert.match(await anna.press('Из избранного'), /Убрано/);
  assert.doesNotMatch(anna.words(), /⭐ В избранном/);
});

test('a favourite is marked on the result, which keeps its picture and words', async () => {
  const anna = chat.phone();
  const result = await makePicture(chat, anna, 'Зелёная лодка');
  const calls = await anna.callsOf(() => anna.pressOn(result, 'В избранное'));
  assert.deepEqual(
    calls.map(({ method }) => method),
    ['editMessageReplyMarkup'],
  );
  assert.ok(labelsOf(anna.last()).includes('✖️ Из избранного'));
  assert.equal(wordsOf(anna.last()), wordsOf(result));
});

test('an arrow is one call to Telegram, and uploads nothing that it has', async () => {
  const anna = await withThree();
  const calls = await anna.callsOf(() => anna.press('Раньше'));
  assert.deepEqual(
    calls.map(({ method }) => method),
    ['editMessageMedia'],
  );
  assert.ok(!uploads(calls));
});

test('a deleted picture is asked about first, and the nearest one follows', async () => {
  const anna = await withThree();
  await anna.press('Раньше');
  await anna.press('Подробнее');
  await anna.press('Удалить');
  assert.match(anna.words(), /Удалить эту картинку\?[\s\S]*Вторая лодка/);
  await anna.press('Назад');
  assert.match(anna.words(), /Подробно о картинке[\s\S]*Вторая лодка/);
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  assert.match(anna.words(), /Картинка в корзине[\s\S]*2 из 2[\s\S]*Первая лодка/);
});

test('one press brings back what was just deleted, where it was', async () => {
  const anna = await withThree();
  await anna.press('Раньше');
  await anna.press('Подробнее');
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  await anna.press('Вернуть');
  assert.match(anna.words(), /Картинка 2 из 3[\s\S]*Вторая лодка/);
  assert.ok(!anna.labels().some((label) => label.includes('Вернуть')));
});

test('the undo is gone with the next press', async () => {
  const anna = await withThree();
  await anna.press('Подробнее');
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  const undo = buttonsOf(anna.screen()).find(({ text }) => text.includes('Вернуть'));
  await anna.press('Раньше');
  assert.match(
    await anna.pressData(anna.screen().message_id, undo?.callback_data ?? ''),
    /устарел|старая/,
  );
  await anna.say('/gallery');
  assert.match(anna.words(), /из 2/);
});

test('the last picture deleted leaves an empty gallery, and a way to the trash', async () => {
  const anna = await personWith(chat, ['Одна лодка']);
  await anna.press('Подробнее');
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  assert.match(anna.words(), /пока пусто/);
  await anna.press('Корзина');
  assert.match(anna.words(), /Корзина: 1 из 1[\s\S]*Одна лодка/);
});

test('a button of a deleted picture says that it is gone', async () => {
  const anna = chat.phone();
  const result = await makePicture(chat, anna, 'Бывшая лодка');
  await anna.press('Галерея');
  await anna.press('Подробнее');
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  for (const label of ['В избранное', 'Оригинал', 'Ещё раз']) {
    assert.match(await anna.pressOn(result, label), /уже нет/, label);
    assert.match(anna.words(), /уже нет/, label);
  }
});

test('the original comes as a document', async () => {
  const anna = await withThree();
  await anna.press('Подробнее');
  assert.match(await anna.press('Оригинал'), /Отправляем/);
  assert.ok(anna.last().document);
});

test('a long description opens whole in a message that closes', async () => {
  const anna = chat.phone();
  const words = 'Очень длинное описание одного сада у реки. '.repeat(10).trim();
  await makePicture(chat, anna, words);
  await anna.press('Галерея');
  await anna.press('Подробнее');
  await anna.press('Весь текст');
  assert.ok(wordsOf(anna.last()).includes(words));
  await anna.press('Закрыть');
  assert.ok(!anna.theirs().some((message) => wordsOf(message).includes(words)));
});

test('again opens the order with the same words; Back returns to the card', async () => {
  const anna = await withThree();
  await anna.press('Раньше');
  await anna.press('Переделать');
  await anna.press('Ещё раз');
  assert.match(anna.words(), /Всё верно\?\nВторая лодка/);
  await anna.press('Назад');
  assert.match(anna.words(), /Что сделать с этой картинкой/);
  await anna.press('Назад');
  assert.match(anna.words(), /Картинка 2 из 3/);
});

test('the details tell all there is, and Back returns to the card', async () => {
  const anna = await withThree();
  await anna.press('Раньше');
  await anna.press('Подробнее');
  assert.match(anna.words(), /Вторая лодка[\s\S]*Размер файла[\s\S]*Для любопытных: fal-ai\//);
  const copy = buttonsOf(anna.screen()).find(({ text }) => text.includes('Скопировать'));
  assert.deepEqual(copy?.copy_text, { text: 'Вторая лодка' });
  await anna.press('Назад');
  assert.match(anna.words(), /Картинка 2 из 3/);
});

test('from the details the settings are taken over for other words', async () => {
  const anna = await withThree();
  await anna.press('Подробнее');
  await anna.press('Новое описание');
  await anna.say('Другая лодка');
  assert.match(anna.words(), /Всё верно\?\nДругая лодка/);
});

test('the place is kept through a restart, and the next press goes on', async () => {
  const anna = await withThree();
  await anna.press('Раньше');
  await anna.press('2 из 3');
  await chat.restart();
  await anna.press(/^3$/);
  assert.match(anna.words(), /Картинка 3 из 3[\s\S]*Первая лодка/);
  await chat.restart();
  await anna.press('Новее');
  assert.match(anna.words(), /Вторая лодка/);
});

test('the contact sheet opens where one is, and each number its picture', async () => {
  const anna = await withThree();
  await anna.press('1 из 3');
  assert.match(anna.words(), /Ваша галерея: 3 картинки/);
  assert.deepEqual(anna.labels().slice(0, 6), ['1', '2', '3', '⬅️', '1–3 из 3', '➡️']);
  assert.match(await anna.press('➡️'), /самая первая/);
  await anna.press(/^2$/);
  assert.match(anna.words(), /Вторая лодка/);
  await anna.press('Назад');
  assert.match(anna.words(), /Ваша галерея/);
  await anna.press('Назад');
  assert.match(anna.words(), /Настройки|монет/);
});

test('the pages of the contact sheet follow each other', async () => {
  const names = Array.from({ length: 11 }, (_, at) => `Лодка номер ${at + 1} из многих`);
  const anna = await personWith(chat, names);
  await anna.press('1 из 11');
  assert.ok(anna.labels().includes('1–9 из 11'));
  await anna.press('➡️');
  assert.ok(anna.labels().includes('10–11 из 11'));
  await anna.press(/^2$/);
  assert.match(anna.words(), /Лодка номер 1 из многих/);
  await anna.press('11 из 11');
  assert.ok(anna.labels().includes('10–11 из 11'), 'the page with the picture');
  await anna.press('⬅️');
  assert.ok(anna.labels().includes('1–9 из 11'));
});

test('a page that was shown is not uploaded again', async () => {
  const anna = await withThree();
  assert.ok(uploads(await anna.callsOf(() => anna.press('1 из 3'))));
  await anna.press(/^1$/);
  const calls = await anna.callsOf(() => anna.press('1 из 3'));
  assert.ok(!uploads(calls));
});

test('a picture is shown to nobody but its owner', async () => {
  const anna = await withThree();
  const boris = chat.phone();
  await boris.say('/start');
  for (const { callback_data: data = '' } of anna.screen().reply_markup?.inline_keyboard.flat() ??
    [])
    await boris.pressData(boris.screen().message_id, data);
  assert.ok(!boris.theirs().some((message) => /лодка/.test(wordsOf(message))));
  assert.ok(!boris.theirs().some(({ document }) => document));
});
