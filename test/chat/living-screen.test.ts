import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatForAll } from './chat-for-all.ts';
import { buttonsOf } from './phone.ts';

const HOUR_MS = 3_600_000;

const chat = chatForAll();

const methodsOf = (calls: readonly { method: string }[]) => calls.map(({ method }) => method);

test('a press edits its screen in place with one call', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  const { message_id } = anna.screen();
  for (const label of ['Меню', 'Настройки', 'Назад', 'Помощь', 'Что мы храним', 'Мои данные']) {
    const calls = await anna.callsOf(() => anna.press(label));
    assert.deepEqual(methodsOf(calls), ['editMessageMedia'], label);
    assert.equal(anna.screen().message_id, message_id);
  }
});

test('words that change under the same picture are edited as a caption', async () => {
  const anna = chat.phone();
  const said = await anna.say('Дом у реки');
  const calls = await anna.callsOf(() => anna.edit(said.message_id, 'Дом у моря'));
  assert.deepEqual(methodsOf(calls), ['editMessageCaption']);
});

test('words and commands get a new screen at the bottom, and the old one goes', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  const first = anna.screen();
  const calls = await anna.callsOf(() => anna.say('/help'));
  assert.deepEqual(methodsOf(calls), ['sendPhoto', 'deleteMessage']);
  assert.ok(anna.screen().message_id > first.message_id);
  assert.ok(!anna.messages().some(({ message_id }) => message_id === first.message_id));
});

test('a screen that would look the same is not touched', async () => {
  const anna = chat.phone();
  await anna.say('/help');
  const { message_id } = anna.screen();
  assert.deepEqual(await anna.callsOf(() => anna.pressData(message_id, 'help')), []);
});

test('an old screen that can no longer be deleted loses its buttons', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  const { message_id } = anna.screen();
  chat.pass(49 * HOUR_MS);
  await anna.say('/help');
  const old = anna.messages().find((message) => message.message_id === message_id);
  assert.ok(old, 'it cannot be deleted');
  assert.deepEqual(buttonsOf(old), []);
});

test('a screen that the person deleted is sent anew by the next press', async () => {
  const anna = chat.phone();
  await anna.say('/start');
  const { message_id } = anna.screen();
  await anna.say('/help');
  await anna.pressData(message_id, 'settings');
  assert.ok(anna.labels().includes('🔐 Мои данные'));
});

test('a press on a result leaves the result and sends the screen below', async () => {
  const anna = chat.phone();
  await anna.say('Лодка на озере');
  await anna.press('Создать · 5');
  await chat.settled();
  const result = anna.last();
  assert.match(result.caption ?? '', /Готово/);
  await anna.pressOn(result, 'Галерея');
  assert.match(anna.words(), /Картинка 1 из 1/);
  const kept = anna.messages().find(({ message_id }) => message_id === result.message_id);
  assert.deepEqual(kept?.reply_markup, result.reply_markup);
  assert.equal(kept?.caption, result.caption);
});

test('a banner is uploaded once, for everybody', async () => {
  const anna = chat.phone();
  const boris = chat.phone();
  await anna.say('/privacy');
  const [sent] = await boris.callsOf(() => boris.say('/privacy'));
  assert.equal(sent?.method, 'sendPhoto');
  assert.equal(typeof sent?.params['photo'], 'string');
  assert.doesNotMatch(String(sent?.params['photo']), /^attach:/);
  assert.equal(
    anna.screen().photo?.at(-1)?.file_unique_id,
    boris.screen().photo?.at(-1)?.file_unique_id,
  );
});

test('a picture that was sent is shown in the gallery without an upload', async () => {
  const anna = chat.phone();
  await anna.say('Красная лодка');
  await anna.press('Создать · 5');
  await chat.settled();
  const result = anna.last();
  await anna.press('Галерея');
  assert.equal(anna.screen().photo?.at(-1)?.file_unique_id, result.photo?.at(-1)?.file_unique_id);
});

test('after a restart the next press goes on where the person was', async () => {
  const anna = chat.phone();
  await anna.say('Мост в тумане');
  await anna.press('Форма');
  await chat.restart();
  await anna.press('Кино');
  assert.match(anna.words(), /Мост в тумане/);
  assert.match(anna.words(), /🎬 Кино/);
});
