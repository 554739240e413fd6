import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Chat, openChat } from './open-chat.ts';
import { labelsOf, type Phone, wordsOf } from './phone.ts';

let chat: Chat;
before(async () => {
  chat = await openChat({ env: { WELCOME_COINS: '100' } });
});
after(async () => {
  await chat.assertSound();
  await chat.close();
});

const makePicture = async (phone: Phone, words: string) => {
  await phone.say(words);
  await phone.press(/^Создать · /);
  await chat.settled();
  return phone.last();
};

/** A person with three pictures, the gallery open at the newest. */
const withThree = async () => {
  const anna = chat.phone();
  for (const words of ['Первая лодка', 'Вторая лодка', 'Третья лодка'])
    await makePicture(anna, words);
  await anna.say('/gallery');
  return anna;
};

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
  const older = anna.screen().reply_markup?.inline_keyboard[0]?.[1]?.callback_data ?? '';
  await makePicture(anna, 'Четвёртая лодка');
  await anna.say('/gallery');
  await anna.pressData(anna.screen().message_id, older);
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
  const result = await makePicture(anna, 'Зелёная лодка');
  const calls = await anna.callsOf(() => anna.pressOn(result, 'В избранное'));
  assert.deepEqual(
    calls.map(({ method }) => method),
    ['editMessageReplyMarkup'],
  );
  assert.ok(labelsOf(anna.last()).includes('✖️ Из избранного'));
  assert.equal(wordsOf(anna.last()), wordsOf(result));
});

test('a deleted picture is asked about first, and the nearest one follows', async () => {
  const anna = await withThree();
  await anna.press('Раньше');
  await anna.press('Удалить');
  assert.match(anna.words(), /Удалить эту картинку\?[\s\S]*Вторая лодка/);
  await anna.press('Назад');
  assert.match(anna.words(), /Картинка 2 из 3/);
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  assert.match(anna.words(), /Картинка удалена[\s\S]*из 2/);
  assert.match(anna.words(), /Первая лодка|Третья лодка/);
});

test('the last picture deleted leaves an empty gallery', async () => {
  const anna = chat.phone();
  await makePicture(anna, 'Одна лодка');
  await anna.press('Галерея');
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  assert.match(anna.words(), /пока пусто/);
});

test('a button of a deleted picture says that it is gone', async () => {
  const anna = chat.phone();
  const result = await makePicture(anna, 'Бывшая лодка');
  await anna.press('Галерея');
  await anna.press('Удалить');
  await anna.press('Да, удалить');
  for (const label of ['В избранное', 'Оригинал', 'Ещё раз']) {
    assert.match(await anna.pressOn(result, label), /уже нет/, label);
    assert.match(anna.words(), /уже нет/, label);
  }
});

test('the original comes as a document', async () => {
  const anna = await withThree();
  assert.match(await anna.press('Оригинал'), /Отправляем/);
  assert.ok(anna.last().document);
});

test('a long description opens whole in a message that closes', async () => {
  const anna = chat.phone();
  const words = 'Очень длинное описание одного сада у реки. '.repeat(10).trim();
  await makePicture(anna, words);
  await anna.press('Галерея');
  await anna.press('Весь текст');
  assert.ok(wordsOf(anna.last()).includes(words));
  await anna.press('Закрыть');
  assert.ok(!anna.theirs().some((message) => wordsOf(message).includes(words)));
});

test('again opens the order with the same words; Back returns to the card', async () => {
  const anna = await withThree();
  await anna.press('Раньше');
  await anna.press('Ещё раз');
  assert.match(anna.words(), /Всё верно\?\nВторая лодка/);
  await anna.press('Назад');
  assert.match(anna.words(), /Картинка 2 из 3/);
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
