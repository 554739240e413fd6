import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatForAll } from './chat-for-all.ts';

const chat = chatForAll();

test('the language changes all words at once', async () => {
  const anna = chat.phone();
  await anna.say('/settings');
  await anna.press('Язык: Русский');
  assert.match(await anna.press('English'), /Saved|Сохранено/);
  for (const command of ['/menu', '/create', '/gallery', '/balance', '/settings', '/help']) {
    await anna.say(command);
    const said = [anna.words(), ...anna.labels()].join('\n').replace('Русский', '');
    assert.doesNotMatch(said, /[А-Яа-яЁё]/, command);
  }
});

test('the answer to the change of language is in the new language', async () => {
  const anna = chat.phone();
  await anna.say('/settings');
  await anna.press('Язык: Русский');
  assert.equal(await anna.press('English'), '✅ Saved');
});

test('the usual shape, number and look are remembered for the next picture', async () => {
  const anna = chat.phone();
  await anna.say('/settings');
  await anna.press('Форма');
  assert.match(await anna.press('Телефон'), /Сохранено/);
  await anna.press('Сколько');
  await anna.press('2 картинки');
  await anna.press('Вид');
  await anna.press('Быстрый');
  assert.deepEqual(anna.labels().slice(0, 3), ['Форма: 📱 Телефон', 'Сколько: 2', 'Вид: Быстрый']);
  await anna.say('Закат');
  assert.match(anna.words(), /2 картинки · 📱 Телефон\nВид: Быстрый/);
});

test('a picker tells the present choice, and Back leaves it', async () => {
  const anna = chat.phone();
  await anna.say('/settings');
  await anna.press('Форма');
  assert.ok(anna.labels().includes('✓ ⬜ Квадрат'));
  await anna.press('Назад');
  assert.ok(anna.labels().includes('Форма: ⬜ Квадрат'));
});
