import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personByTelegramId } from '../../db/people.ts';
import { chatForAll } from './chat-for-all.ts';
import { openChat } from './open-chat.ts';
import { createPhone } from './phone.ts';

const chat = chatForAll();

test('the first /start greets, tells of the gift and leads to a first picture', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  assert.match(anna.words(), /Напишите словами, что хотите увидеть/);
  assert.match(anna.words(), /25 монет = 5 картинок\. Это вам подарок!/);
  assert.equal(anna.theirs().length, 1);
  assert.ok(anna.labels().includes('🎨 Создать'));
});

test('the second /start shows the menu with what there is', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  await anna.say('/start');
  assert.match(anna.words(), /У вас 25 монет — хватит на 5 картинок/);
  assert.equal(anna.theirs().length, 1, 'the old screen is gone');
});

for (const [code, greeting] of [
  ['ru', /подарок/],
  ['uk', /подарок/],
  ['en', /a gift/],
  ['pt-br', /a gift/],
] as const) {
  test(`a phone in ${code} is greeted in a language its reader knows`, async () => {
    const person = chat.phone(code);
    await person.say('/start');
    assert.match(person.words(), greeting);
  });
}

test('who says nothing of a language reads the default one', async () => {
  const english = await openChat({ env: { DEFAULT_LANGUAGE: 'en' } });
  const id = 9_000_001;
  english.telegram.person({ id, firstName: 'Nobody', languageCode: '' });
  const phone = createPhone({ id, telegram: english.telegram, settled: english.settled });
  await phone.say('/start');
  assert.match(phone.words(), /a gift/);
  await english.close();
});

test('the parameter of the first deep link is kept', async () => {
  const anna = chat.phone();
  await anna.say('/start spring-2027');
  await anna.say('/start other');
  const person = await personByTelegramId(chat.db.kysely, anna.id);
  assert.equal(person?.start_parameter, 'spring-2027');
});

test('without a gift none is promised', async () => {
  const poor = await openChat({ env: { WELCOME_COINS: '0' } });
  const phone = poor.phone();
  await phone.say('/start');
  assert.doesNotMatch(phone.words(), /подарок/);
  await poor.close();
});

test('words before any /start open the order at once', async () => {
  const anna = chat.phone();
  await anna.say('Кот в шляпе');
  assert.match(anna.words(), /Кот в шляпе/);
  assert.ok(anna.labels().some((label) => label.startsWith('Создать · 5')));
});
