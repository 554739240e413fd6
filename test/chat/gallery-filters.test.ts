import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatForAll } from './chat-for-all.ts';
import { makePicture, personWith } from './making.ts';
import { buttonsOf, type Phone } from './phone.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

const chat = chatForAll({ env: { WELCOME_COINS: '100' } });

/** A boat, a cat and a phone's wallpaper of a boat; the gallery is open at the last. */
const withMixed = async () => {
  const anna = chat.phone();
  await makePicture(chat, anna, 'Синяя лодка в тумане');
  await makePicture(chat, anna, 'Рыжий кот в шляпе');
  await anna.say('Синий кит и зелёная лодка');
  await anna.press('Форма');
  await anna.press('Телефон');
  await anna.press(/^Создать · /);
  await chat.settled();
  await anna.say('/gallery');
  return anna;
};

const filterBy = async (phone: Phone, what: string, value: string) => {
  await phone.press('Фильтры');
  await phone.press(what);
  await phone.press(value);
};

test('a filter shows its values with counts, then what fits, and says so', async () => {
  const anna = await withMixed();
  await anna.press('Фильтры');
  await anna.press('Форма');
  assert.ok(anna.labels().some((label) => /Телефон.*\(1\)/.test(label)));
  assert.ok(anna.labels().some((label) => /Квадрат.*\(2\)/.test(label)));
  await anna.press('Квадрат');
  assert.match(anna.words(), /из 2[\s\S]*Рыжий кот[\s\S]*Показаны только: .*[Кк]вадрат/);
  assert.ok(anna.labels().some((label) => /Фильтры .*📐/.test(label)));
  await anna.press('Раньше');
  assert.match(anna.words(), /2 из 2[\s\S]*Синяя лодка/);
});

test('a press clears one filter, another all of them', async () => {
  const anna = await withMixed();
  await anna.press('В избранное');
  await filterBy(anna, 'Форма', 'Телефон');
  await anna.press('Фильтры');
  await anna.press('Избранное');
  assert.match(anna.words(), /Подходит: 1/);
  await anna.press(/^✖️ .*Телефон/);
  assert.match(anna.words(), /Показаны только: избранное/);
  await anna.press('Без фильтров');
  assert.doesNotMatch(anna.words(), /Показаны только/);
  await anna.press('Назад');
  assert.match(anna.words(), /Картинка 1 из 3/);
});

test('the chosen value of a picker is taken off by another press', async () => {
  const anna = await withMixed();
  await filterBy(anna, 'Форма', 'Квадрат');
  await anna.press('Фильтры');
  await anna.press(/^✖️ .*Квадрат/);
  await anna.press('Назад');
  assert.match(anna.words(), /из 3/);
});

test('nothing found says which filter to loosen', async () => {
  const anna = await withMixed();
  await filterBy(anna, 'Форма', 'Телефон');
  await anna.say('/find кот');
  assert.match(anna.words(), /1 из 1[\s\S]*Рыжий кот/, '/find begins anew');
  await filterBy(anna, 'Форма', 'Квадрат');
  await anna.press('1 из 1');
  await anna.press('Поиск');
  await anna.say('пароход');
  assert.match(anna.words(), /Таких картинок нет/);
  assert.ok(anna.labels().some((label) => /Без поиска \(2\)/.test(label)));
  assert.ok(!anna.labels().some((label) => /Любая форма/.test(label)), 'it would not help');
  await anna.press('Без поиска');
  assert.match(anna.words(), /Нашлось: 2|из 2/);
});

test('words are found by their beginnings, in any order and any case', async () => {
  const anna = await withMixed();
  for (const [words, found] of [
    ['ЛОД', /из 2/],
    ['тум син', /1 из 1[\s\S]*Синяя лодка/],
    ['зелен', /1 из 1[\s\S]*Синий кит/],
  ] as const) {
    await anna.say(`/find ${words}`);
    assert.match(anna.words(), found, words);
    assert.match(anna.words(), /Показаны только: слова «/, words);
  }
});

test('search asks for words, and Back returns to the place', async () => {
  const anna = await withMixed();
  await anna.press('Раньше');
  await anna.press('2 из 3');
  await anna.press('Поиск');
  assert.match(anna.words(), /Что найти/);
  await anna.press('Назад');
  assert.match(anna.words(), /Ваша галерея/);
  await anna.press('Поиск');
  await anna.say('лодка');
  assert.match(anna.words(), /Нашлось: 2 картинки/);
  await anna.press(/^2$/);
  assert.match(anna.words(), /2 из 2[\s\S]*Синяя лодка/);
});

test('signs alone are no words to search for, and break nothing', async () => {
  const anna = await withMixed();
  for (const words of ['"', 'лодка" OR *', "'; drop table images", 'a:b NEAR(c)']) {
    await anna.say(`/find ${words}`);
    assert.match(anna.words(), /картин/i, words);
  }
});

test('today, the day before and the calendar find pictures of their days', async () => {
  const anna = chat.phone();
  await makePicture(chat, anna, 'Вчерашняя лодка');
  chat.pass(DAY_MS);
  await makePicture(chat, anna, 'Сегодняшняя лодка');
  await anna.say('/gallery');
  await filterBy(anna, 'Когда', 'Сегодня');
  assert.match(anna.words(), /1 из 1[\s\S]*Сегодняшняя лодка[\s\S]*сегодня/);
  await anna.press('Фильтры');
  await anna.press(/^✖️ сегодня/i);
  await anna.press('Когда');
  assert.ok(anna.labels().some((label) => /7 дней \(2\)/.test(label)));
  await anna.press('Вчера');
  assert.match(anna.words(), /1 из 1[\s\S]*Вчерашняя лодка/);
});

test('a day is chosen in the calendar with two presses, and an empty one says so', async () => {
  const anna = await personWith(chat, ['Лодка этого дня']);
  await anna.press('Фильтры');
  await anna.press('Когда');
  await anna.press('Календарь');
  const [day] = buttonsOf(anna.screen()).filter(({ callback_data = '' }) =>
    /^calendar\/[\d-]+\/[\d-]+$/.test(callback_data),
  );
  assert.ok(day, 'a day with pictures');
  assert.match(await anna.press('·'), /картинок нет/);
  await anna.pressData(anna.screen().message_id, day.callback_data ?? '');
  assert.match(anna.words(), /Первый день/);
  await anna.press(`✓${day.text}`);
  assert.match(anna.words(), /1 из 1[\s\S]*Лодка этого дня[\s\S]*Показаны только/);
});

test('a whole month of the calendar', async () => {
  const anna = await personWith(chat, ['Лодка этого месяца']);
  await anna.press('Фильтры');
  await anna.press('Когда');
  await anna.press('Календарь');
  await anna.press('Весь ');
  assert.match(anna.words(), /1 из 1[\s\S]*Лодка этого месяца/);
});

test('the calendar leads from month to month with pictures', async () => {
  const anna = await personWith(chat, ['Лодка давнего месяца']);
  chat.pass(100 * DAY_MS);
  await makePicture(chat, anna, 'Лодка нынешнего месяца');
  await anna.say('/gallery');
  await anna.press('Фильтры');
  await anna.press('Когда');
  await anna.press('Календарь');
  await anna.press('⬅️');
  await anna.press('Весь ');
  assert.match(anna.words(), /1 из 1[\s\S]*Лодка давнего месяца/);
});

test('opening the gallery from home begins without filters', async () => {
  const anna = await withMixed();
  await filterBy(anna, 'Форма', 'Телефон');
  await anna.say('/menu');
  await anna.press('Галерея');
  assert.match(anna.words(), /Картинка 1 из 3/);
});

test('the nearest picture is shown under another filter', async () => {
  const anna = await withMixed();
  await anna.press('Раньше');
  await filterBy(anna, 'Форма', 'Телефон');
  assert.match(anna.words(), /1 из 1[\s\S]*Синий кит/);
  await anna.press('Фильтры');
  await anna.press('Без фильтров');
  await anna.press('Назад');
  assert.match(anna.words(), /Синий кит/);
});

test('statistics count, open the part they tell of, and Back returns to them', async () => {
  const anna = await withMixed();
  await anna.press('1 из 3');
  await anna.press('Статистика');
  assert.match(anna.words(), /Всего: 3 картинки/);
  assert.match(anna.words(), /Квадрат — 2, .*Телефон — 1/);
  assert.match(anna.words(), /Потрачено: 15 монет/);
  await anna.press('Телефон');
  assert.match(anna.words(), /1 из 1[\s\S]*Синий кит/);
  await anna.press('Назад');
  assert.match(anna.words(), /Ваша галерея в цифрах/);
  await anna.press('Назад');
  assert.match(anna.words(), /Ваша галерея: 3/);
});

test('favourites are opened by their command', async () => {
  const anna = await withMixed();
  await anna.press('В избранное');
  await anna.say('/favourites');
  assert.match(anna.words(), /1 из 1[\s\S]*избранное/);
});

test('a time zone changes where days begin', async () => {
  const anna = await personWith(chat, ['Лодка на краю дня']);
  const dates = async () => {
    await anna.say('/gallery');
    await anna.press('Подробнее');
    return anna.words();
  };
  const inMoscow = await dates();
  await anna.say('/settings');
  await anna.press('Часы:');
  assert.match(await anna.press('Камчатка'), /Сохранено/);
  assert.notEqual(await dates(), inMoscow);
  const { time_zone } = await chat.db.kysely
    .selectFrom('people')
    .select('time_zone')
    .where('telegram_id', '=', anna.id)
    .executeTakeFirstOrThrow();
  assert.equal(time_zone, 'Asia/Kamchatka');
});
