import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chatForAll } from './chat-for-all.ts';
import { personWith, trashShown } from './making.ts';
import { buttonsOf, type Phone, wordsOf } from './phone.ts';

const chat = chatForAll({ env: { WELCOME_COINS: '100' } });

/** The link of the picture that is shown. */
const linkOf = async (phone: Phone): Promise<string> => {
  await phone.press('Подробнее');
  await phone.press('Поделиться');
  await chat.settled();
  const link = /https:\/\/t\.me\/\w+\?start=(s_[\w-]+)/.exec(wordsOf(phone.last()));
  assert.ok(link, 'a link');
  return link[1] ?? '';
};

test('a link lets others begin with the same description, and tells nothing of whose it is', async () => {
  const anna = await personWith(chat, ['Лодка для друзей']);
  const start = await linkOf(anna);
  const copy = buttonsOf(anna.last()).find(({ copy_text }) => copy_text);
  assert.match(copy?.copy_text?.text ?? '', new RegExp(`start=${start}$`));

  const boris = chat.phone();
  await boris.say(`/start ${start}`);
  assert.match(boris.words(), /поделились описанием[\s\S]*Лодка для друзей/);
  assert.doesNotMatch(boris.words(), new RegExp(`${anna.id}|Person`));
  await boris.press(/^Создать · /);
  await chat.settled();
  await boris.say('/gallery');
  assert.match(boris.words(), /1 из 1[\s\S]*Лодка для друзей/);
});

test('a picture keeps its link', async () => {
  const anna = await personWith(chat, ['Лодка с одной ссылкой']);
  const first = await linkOf(anna);
  await anna.say('/gallery');
  assert.equal(await linkOf(anna), first);
});

test('a link of a picture deleted for good, or of nobody, leads nowhere', async () => {
  const anna = await personWith(chat, ['Лодка без ссылки']);
  const start = await linkOf(anna);
  await anna.say('/gallery');
  await trashShown(anna);
  await anna.say('/trash');
  await anna.press('Очистить корзину');
  await anna.press('Да, очистить');
  const boris = chat.phone();
  for (const parameter of [start, 's_nobody', 's_../../etc']) {
    await boris.say(`/start ${parameter}`);
    assert.ok(!boris.theirs().some((message) => /Лодка без/.test(wordsOf(message))), parameter);
  }
});

/** Every button of every screen on the way is pressed by another person too. */
test("another person's buttons show and change nothing", async () => {
  const anna = await personWith(chat, ['Тайная лодка раз', 'Тайная лодка два', 'Тайная лодка три']);
  const boris = await personWith(chat, ['Своя картинка']);
  await boris.say('/start');
  const seen = new Set<string>();
  const replay = async () => {
    for (const { callback_data: data } of anna.theirs().flatMap(buttonsOf)) {
      if (data === undefined || seen.has(data)) continue;
      seen.add(data);
      await boris.pressData(boris.screen().message_id, data);
      assert.ok(
        !boris.theirs().some((message) => /Тайн|Секрет/.test(wordsOf(message))),
        `shown by ${data}`,
      );
    }
  };
  await replay();
  for (const label of ['Подробнее', 'В альбом', 'Новый альбом']) {
    await anna.press(label);
    await replay();
  }
  await anna.say('Секретный альбом');
  await replay();
  await anna.say('/albums');
  for (const label of [
    'Секретный',
    'Переименовать',
    'Назад',
    'Удалить альбом',
    'Назад',
    'Смотреть',
  ]) {
    await anna.press(label);
    await replay();
  }
  await anna.press('Подробнее');
  await replay();
  await anna.press('Удалить');
  await replay();
  await anna.press('Да, удалить');
  await replay();
  await anna.say('/trash');
  await replay();
  for (const label of ['Удалить совсем', 'Назад', 'Очистить корзину', 'Назад']) {
    await anna.press(label);
    await replay();
  }
  await anna.press('Вернуть');
  await anna.say('/gallery');
  assert.match(anna.words(), /из 3/);
  await anna.say('/albums');
  assert.match(anna.words(), /Секретный альбом — 1 картинка/);
  assert.ok(!boris.theirs().some(({ document }) => document));
});
