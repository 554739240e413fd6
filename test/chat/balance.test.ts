import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { transfer, userAccount } from '../../db/ledger.ts';
import { personByTelegramId } from '../../db/people.ts';
import { createPromo } from '../../db/promos.ts';
import { chatForAll } from './chat-for-all.ts';
import { openChat } from './open-chat.ts';
import { wordsOf } from './phone.ts';

const HOUR_MS = 3_600_000;

const chat = chatForAll();
before(async () => {
  const { kysely: db } = chat.db;
  const now = Date.now();
  await createPromo(db, { code: 'SPRING', coins: 21, uses: 100, now });
  await createPromo(db, { code: 'ONCE', coins: 5, uses: 1, now });
  await createPromo(db, { code: 'LATER', coins: 5, uses: 9, validFrom: now + HOUR_MS, now });
  await createPromo(db, { code: 'OVER', coins: 5, uses: 9, validUntil: now - HOUR_MS, now });
});

test('the balance tells what there is and what it is enough for', async () => {
  const anna = chat.phone();
  await anna.say('/balance');
  assert.match(anna.words(), /У вас 25 монет\nХватит на 5 картинок\.\nОдна картинка — 5 монет\./);
});

test('the history tells in plain words what came and went', async () => {
  const anna = chat.phone();
  await anna.say('Дерево в поле');
  await anna.press('Создать · 5');
  await anna.say('/balance');
  await anna.press('История монет');
  assert.match(anna.words(), /−5 · заказ/);
  assert.match(anna.words(), /\+25 · подарок к знакомству/);
});

test('a long history is paged, and the way back to the newest is there', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  const person = await personByTelegramId(chat.db.kysely, anna.id);
  assert.ok(person);
  for (let number = 1; number <= 20; number += 1)
    await transfer(chat.db.kysely, {
      debit: 'grants',
      credit: userAccount(person.id),
      amount: number,
      kind: 'grant',
      reference: `test:${person.id}:${number}`,
      now: Date.now() + number,
      newId: () => `grant-${person.id}-${number}`,
    });
  await anna.say('/balance');
  await anna.press('История монет');
  assert.match(anna.words(), /\+20 · подарок от хозяина бота/);
  await anna.press('Раньше');
  assert.match(anna.words(), /\+12 ·/);
  await anna.press('Раньше');
  assert.match(anna.words(), /\+25 · подарок к знакомству/);
  assert.ok(!anna.labels().some((label) => label.includes('Раньше')));
  await anna.press('К последним');
  assert.match(anna.words(), /\+20 ·/);
  await anna.press('Назад');
  assert.match(anna.words(), /Одна картинка/);
});

for (const [code, words] of [
  ['NOTHING', /Такого промокода нет/],
  ['LATER', /Такого промокода нет/],
  ['OVER', /сейчас не действует/],
] as const) {
  test(`the code ${code} is answered with ${words}`, async () => {
    const anna = chat.phone();
    await anna.say(`/promo ${code}`);
    assert.match(anna.words(), words);
    assert.match(anna.words(), /Напишите промокод/);
  });
}

test('a code brings its coins once a person, however it is typed', async () => {
  const anna = chat.phone();
  await anna.say('/balance');
  await anna.press('Ввести промокод');
  await anna.say('spring');
  assert.match(anna.words(), /Вам добавлено: 21 монета/);
  assert.match(anna.words(), /У вас 46 монет/);
  await anna.say('/promo SPRING');
  assert.match(anna.words(), /уже использовали/);
  const { request } = await chat.db.kysely
    .selectFrom('promo_redemptions')
    .select('request')
    .where('code', '=', 'SPRING')
    .executeTakeFirstOrThrow();
  assert.match(String(request), new RegExp(`^chat:${anna.id}/`), 'a job that runs again is known');
});

test('a code that others have used up says so', async () => {
  await chat.phone().say('/promo ONCE');
  const boris = chat.phone();
  await boris.say('/promo ONCE');
  assert.match(boris.words(), /уже разобрали/);
});

test('/promo without a code asks for one, and Back does not take words as a code', async () => {
  const anna = chat.phone();
  await anna.say('/promo');
  assert.match(anna.words(), /Напишите промокод/);
  await anna.press('Назад');
  await anna.say('SPRING в парке');
  assert.match(anna.words(), /Всё верно/);
});

test('a code entered for want of coins leads back to the order', async () => {
  const poor = await openChat({ env: { WELCOME_COINS: '3', ADMIN_CHAT_ID: '8000001' } });
  await createPromo(poor.db.kysely, { code: 'HELP', coins: 10, uses: 5, now: Date.now() });
  const owner = poor.phone();
  await owner.say('/start');
  const anna = poor.phone();
  await anna.say('Замок на горе');
  await anna.press('Создать · 5');
  assert.match(anna.words(), /Нужно монет: 5\. У вас: 3\./);
  await anna.press('Попросить монет');
  assert.match(anna.words(), /Просьба отправлена/);
  assert.match(wordsOf(owner.last()), /Нужно: 5, есть: 3/);
  await anna.press('Попросить монет');
  assert.match(anna.words(), /Сегодня вы уже просили/);
  await anna.press('Ввести промокод');
  await anna.say('help');
  assert.match(anna.words(), /Вам добавлено: 10 монет/);
  assert.match(anna.words(), /Замок на горе/);
  await anna.press('Создать · 5');
  await poor.settled();
  assert.match(wordsOf(anna.last()), /Готово/);
  await poor.assertSound();
  await poor.close();
});
