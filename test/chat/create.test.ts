import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatForAll } from './chat-for-all.ts';
import { makePicture } from './making.ts';
import { openChat } from './open-chat.ts';
import { wordsOf } from './phone.ts';

const LONG = 'Сад с беседкой, розами и рекой под вечерним небом. '.repeat(12).trim();

const chat = chatForAll({ env: { WELCOME_COINS: '100' } });

test('words, one press, and the picture comes as an answer to the words', async () => {
  const anna = chat.phone();
  const said = await anna.say('Кот в шляпе');
  await anna.press('Создать · 5');
  await chat.settled();
  const result = anna.last();
  assert.equal(result.reply_to_message?.message_id, said.message_id);
  assert.match(
    wordsOf(result),
    /Готово!\nСтоимость: 5 монет\.\nОсталось: 95 монет \(19 картинок\)/,
  );
});

test('four pictures come as an album, and below it a sheet with numbers', async () => {
  const anna = chat.phone();
  await anna.say('Четыре времени года');
  await anna.press('Сколько');
  await anna.press('4 картинки');
  await anna.press('Создать · 20');
  await chat.settled();
  const album = anna.theirs().filter(({ media_group_id }) => media_group_id !== undefined);
  assert.equal(album.length, 4);
  await anna.press(/^3$/);
  assert.match(anna.words(), /Картинка \d из 4/);
});

test('a second picture takes two presses: the choices are remembered', async () => {
  const anna = chat.phone();
  await anna.say('Дом у реки');
  await anna.press('Форма');
  await anna.press('Пейзаж');
  await anna.press('Сколько');
  await anna.press('2 картинки');
  await anna.press('Создать · 10');
  await chat.settled();
  await anna.press('Ещё раз');
  assert.match(anna.words(), /2 картинки · 🏞 Пейзаж/);
  await anna.press('Создать · 10');
  await chat.settled();
  await anna.say('/gallery');
  assert.match(anna.words(), /из 4/);
});

test('with every picture other ideas come', async () => {
  const anna = chat.phone();
  await anna.say('/create');
  const before = anna.labels();
  await makePicture(chat, anna, 'Кот на крыше');
  await anna.say('/create');
  assert.notDeepEqual(anna.labels(), before);
});

test('editing the message with the words before Create changes the order', async () => {
  const anna = chat.phone();
  const said = await anna.say('Кот на крыше');
  const { message_id } = anna.screen();
  await anna.edit(said.message_id, 'Собака на крыше');
  assert.match(anna.words(), /Собака на крыше/);
  assert.equal(anna.screen().message_id, message_id, 'in place');
});

test('an edit that leaves too few words says so and loses nothing', async () => {
  const anna = chat.phone();
  const said = await anna.say('Кот на крыше');
  await anna.edit(said.message_id, 'К');
  assert.match(anna.words(), /хотя бы 3 буквы/);
  assert.match(anna.words(), /Кот на крыше/);
});

test('too short and too long words tell the numbers, and the draft stays', async () => {
  const anna = chat.phone();
  await anna.say('Кот на крыше');
  await anna.say('я');
  assert.match(anna.words(), /хотя бы 3 буквы/);
  await anna.say('ы'.repeat(2100));
  assert.match(anna.words(), /2\s100 из 2\s000 знаков/);
  assert.match(anna.words(), /Кот на крыше/);
});

test('2000 characters are taken, shown in part, and read whole in a message of their own', async () => {
  const anna = chat.phone();
  await anna.say(LONG);
  assert.match(anna.words(), /…/);
  await anna.press('Весь текст');
  assert.ok(wordsOf(anna.last()).includes(LONG));
  await anna.press('Закрыть');
  assert.ok(!anna.theirs().some((message) => wordsOf(message).includes(LONG)));
});

test('the card of an order under way shows long words whole, too', async () => {
  const slow = await openChat({ stages: { queueMs: 60_000, renderMs: 60_000 } });
  const anna = slow.phone();
  await slow.telegram.say(anna.id, LONG);
  await slow.telegram.waitFor(() => anna.theirs().length > 0);
  const screen = anna.screen();
  const make = screen.reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? '';
  slow.telegram.press(anna.id, screen.message_id, make);
  const card = await slow.telegram.waitFor(() =>
    anna.theirs().find(({ text }) => text?.includes('Описание принято')),
  );
  slow.telegram.press(anna.id, card.message_id, '📄 Весь текст');
  await slow.telegram.waitFor(() => anna.theirs().some((one) => wordsOf(one).includes(LONG)));
  slow.telegram.press(anna.id, card.message_id, 'Отменить заказ');
  await slow.telegram.waitFor(() => anna.theirs().some((one) => /отменён/.test(wordsOf(one))));
  await slow.close();
});

test('an idea opens the order with its words', async () => {
  const anna = chat.phone();
  await anna.say('/create');
  const [idea = ''] = anna.labels();
  await anna.press(idea);
  assert.ok(anna.labels().some((label) => label.startsWith('Создать · 5')));
});

test('a surprise differs from press to press', async () => {
  const anna = chat.phone();
  const seen = new Set<string>();
  for (let time = 0; time < 6; time += 1) {
    await anna.say('/create');
    await anna.press('Удивите меня');
    seen.add(anna.words());
  }
  assert.ok(seen.size > 1);
});

test('a new description keeps the choices and begins with the old words', async () => {
  const anna = chat.phone();
  await anna.say('Маяк');
  await anna.press('Форма');
  await anna.press('Портрет');
  await anna.press('Создать · 5');
  await chat.settled();
  await anna.press('Новое описание');
  assert.match(anna.words(), /Прошлое описание:\nМаяк/);
  await anna.say('Маяк ночью');
  assert.match(anna.words(), /👤 Портрет/);
});

test('a second press of Create makes nothing more', async () => {
  const anna = chat.phone();
  await anna.say('Яблоко на столе');
  const { message_id } = anna.screen();
  const make = anna.screen().reply_markup?.inline_keyboard[0]?.[0]?.callback_data ?? '';
  const [first, second] = [
    chat.telegram.pressStale(anna.id, message_id, make),
    chat.telegram.pressStale(anna.id, message_id, make),
  ];
  await first.answered;
  assert.match((await second.answered).text, /уже создаётся/);
  await chat.settled();
  await anna.say('/menu');
  assert.match(anna.words(), /95 монет/);
});

test('/create with words opens the order at once', async () => {
  const anna = chat.phone();
  await anna.say('/create зимний лес');
  assert.match(anna.words(), /зимний лес/);
});

test('/cancel leads home and says so', async () => {
  const anna = chat.phone();
  await anna.say('Кот на крыше');
  await anna.say('/cancel');
  assert.match(anna.words(), /Вы в главном меню/);
  assert.ok(anna.labels().includes('⚙️ Настройки'));
});

test('who lacks coins is offered what they are enough for', async () => {
  const poor = await openChat({ env: { WELCOME_COINS: '12' } });
  const anna = poor.phone();
  await anna.say('Большой город');
  await anna.press('Сколько');
  await anna.press('4 картинки');
  await anna.press('Создать · 20');
  assert.match(anna.words(), /Нужно монет: 20\. У вас: 12\./);
  await anna.press('2 картинки');
  await anna.press('Создать · 10');
  await poor.settled();
  assert.match(wordsOf(anna.last()), /Осталось: 2 монеты/);
  await poor.assertSound();
  await poor.close();
});
