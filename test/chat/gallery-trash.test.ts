import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from '../eventually.ts';
import { chatForAll } from './chat-for-all.ts';
import { makePicture, personWith, trashShown } from './making.ts';
import type { Phone } from './phone.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const chat = chatForAll({ env: { WELCOME_COINS: '100' } });

const left = async (phone: Phone) => {
  const { n } = await chat.db.kysely
    .selectFrom('images')
    .innerJoin('people', 'people.id', 'images.person_id')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('telegram_id', '=', phone.id)
    .where('deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return n;
};

test('the trash shows what was deleted, the last first, and brings it back into its album', async () => {
  const anna = await personWith(chat);
  await anna.press('Подробнее');
  await anna.press('В альбом');
  await anna.press('Новый альбом');
  await anna.say('Лодки');
  await anna.press('Назад');
  await anna.press('Назад');
  await trashShown(anna);
  await trashShown(anna);
  await anna.say('/trash');
  assert.match(anna.words(), /Корзина: 1 из 2[\s\S]*Вторая лодка[\s\S]*Исчезнет навсегда/);
  await anna.press('➡️');
  assert.match(anna.words(), /Корзина: 2 из 2[\s\S]*Третья лодка/);
  await anna.press('Вернуть');
  assert.match(anna.words(), /Снова в галерее: 1 картинка[\s\S]*Корзина: 1 из 1/);
  await anna.say('/albums');
  await anna.press('Лодки');
  await anna.press('Смотреть');
  assert.match(anna.words(), /Третья лодка/);
});

test('nobody finds in the gallery what lies in the trash', async () => {
  const anna = await personWith(chat, ['Пропавшая лодка', 'Видная лодка']);
  await anna.press('Раньше');
  await trashShown(anna);
  await anna.say('/find пропавшая');
  assert.match(anna.words(), /Таких картинок нет/);
  await anna.say('/gallery');
  assert.match(anna.words(), /1 из 1[\s\S]*Видная лодка/);
});

test('emptying asks first, and Back leaves it as it was', async () => {
  const anna = await personWith(chat, ['Лодка раз', 'Лодка два', 'Лодка три']);
  await trashShown(anna);
  await trashShown(anna);
  await anna.say('/trash');
  await anna.press('Очистить корзину');
  assert.match(anna.words(), /Исчезнет навсегда: 2 картинки/);
  await anna.press('Назад');
  assert.match(anna.words(), /из 2/);
  await anna.press('Очистить корзину');
  await anna.press('Да, очистить');
  assert.match(anna.words(), /Корзина очищена[\s\S]*Корзина пуста/);
  assert.equal(await left(anna), 1);
});

test('an old answer empties nothing that was deleted after the question', async () => {
  const anna = await personWith(chat, ['Лодка раз', 'Лодка два']);
  await trashShown(anna);
  await anna.say('/trash');
  await anna.press('Очистить корзину');
  const { message_id: asked } = anna.screen();
  const sure = anna.screen().reply_markup?.inline_keyboard.flat() ?? [];
  const { callback_data = '' } = sure.find(({ text }) => /Да, очистить/.test(text)) ?? {};
  await anna.press('Да, очистить');
  chat.pass(1000);
  await anna.say('/gallery');
  await trashShown(anna);
  await anna.say('/trash');
  await anna.press('Очистить корзину');
  await anna.pressData(asked, callback_data);
  assert.match(anna.words(), /Корзина: 1 из 1/);
  assert.equal(await left(anna), 1);
});

test('what has lain in the trash for 30 days goes by itself', async () => {
  const anna = await personWith(chat, ['Давняя лодка', 'Нынешняя лодка']);
  await trashShown(anna);
  chat.pass(29 * DAY_MS);
  await anna.say('/trash');
  assert.match(anna.words(), /из 1[\s\S]*Нынешняя лодка/);
  chat.pass(DAY_MS + 60_000);
  await eventually(async () => ((await left(anna)) === 1 ? true : undefined));
  await anna.say('/trash');
  assert.match(anna.words(), /Корзина пуста/);
});

test('a button of a picture that is gone for good leads to the nearest one', async () => {
  const anna = await personWith(chat);
  await anna.press('1 из 3');
  const page = anna.screen();
  await anna.press(/^2$/);
  await trashShown(anna);
  await anna.say('/trash');
  await anna.press('Удалить совсем');
  await anna.press('Да, навсегда');
  const numbers = page.reply_markup?.inline_keyboard[0] ?? [];
  const toast = await anna.pressData(anna.screen().message_id, numbers[1]?.callback_data ?? '');
  assert.match(toast, /уже нет/);
  assert.match(anna.words(), /из 2/);
});

test('a new picture arrives while the trash is looked at', async () => {
  const anna = await personWith(chat, ['Лодка для корзины']);
  await trashShown(anna);
  await makePicture(chat, anna, 'Новая лодка');
  await anna.say('/trash');
  await anna.press('Вернуть');
  await anna.say('/gallery');
  assert.match(anna.words(), /1 из 2[\s\S]*Новая лодка/);
});
