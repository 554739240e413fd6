import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deleteAvatar } from '../../db/forget-avatars.ts';
import { personByTelegramId } from '../../db/people.ts';
import { writeWeights } from '../../src/demo/fal/weights.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import { encodePress } from '../../src/telegram/press-data.ts';
import { newId } from '../db/people-with-coins.ts';
import { insertReadyAvatar } from '../db/ready-avatar.ts';
import { makePicture } from './making.ts';
import { type Chat, openChat } from './open-chat.ts';
import { buttonsOf, type Phone, wordsOf } from './phone.ts';

let chat: Chat;
before(async () => {
  chat = await openChat({ env: { WELCOME_COINS: '100' } });
});
after(async () => {
  await chat.assertSound();
  await chat.close();
});

/** Somebody with an avatar as a training would have left it. */
async function personWithAvatar(name = 'Анна') {
  const phone = chat.phone();
  await phone.say('/start');
  const person = await personByTelegramId(chat.db.kysely, phone.id);
  assert.ok(person);
  const { id: personId } = person;
  const avatarId = await train(personId, name);
  await chat.db.kysely
    .updateTable('people')
    .set({ main_avatar_id: avatarId })
    .where('id', '=', personId)
    .execute();
  return { phone, personId, avatarId };
}

async function train(personId: string, name: string): Promise<string> {
  const id = newId();
  await insertReadyAvatar(chat.db, { id, personId, name });
  const weights = writeWeights({ trigger: `TOK_${id}`, faces: [] }, 64);
  const images = createFolderStore({ dir: join(chat.folder, 'storage') });
  await images.put(
    'avatars',
    `${personId}/${id}/weights.safetensors`,
    weights,
    'application/octet-stream',
  );
  return id;
}

const lastInput = () => chat.fal.requests.at(-1)?.input ?? {};

async function openDescribeWith(phone: Phone) {
  await phone.say('/create');
  await phone.press('Со мной');
}

test('with me: the avatar is named, the words are mine, and the price is the usual one', async () => {
  const { phone, avatarId } = await personWithAvatar();
  await openDescribeWith(phone);
  assert.match(phone.words(), /На картинке будет Анна/);
  await phone.say('на берегу моря');
  assert.match(phone.words(), /На картинке: Анна/);
  await phone.press('Создать · 5');
  await chat.settled();
  assert.match(wordsOf(phone.last()), /Готово!\nСтоимость: 5 монет/);
  assert.equal(lastInput()['prompt'], `TOK_${avatarId}, на берегу моря`);
  assert.equal(chat.fal.requests.at(-1)?.endpoint, 'fal-ai/flux-lora');
});

test('a ready style needs no words, with somebody and without', async () => {
  const { phone, avatarId } = await personWithAvatar();
  await phone.say('/create');
  await phone.press('Готовые стили');
  assert.match(phone.words(), /страница 1 из 6/);
  await phone.press('Ещё стили');
  assert.match(phone.words(), /страница 2 из 6/);
  await phone.press('Новый год');
  assert.match(phone.words(), /Готовый стиль «Новый год»/);
  await phone.press('Создать · 5');
  await chat.settled();
  assert.match(String(lastInput()['prompt']), /^festive photograph of a smiling person in a cosy/);

  await openDescribeWith(phone);
  await phone.press('Зимняя прогулка');
  await phone.press('Создать · 5');
  await chat.settled();
  const withMe = String(lastInput()['prompt']);
  assert.ok(
    withMe.startsWith(`TOK_${avatarId}, photograph of TOK_${avatarId} person in a warm coat`),
  );
});

test('a link of a picture in a ready style gives the style, and never the avatar', async () => {
  const { phone, avatarId } = await personWithAvatar();
  await openDescribeWith(phone);
  await phone.press('Зимняя прогулка');
  await phone.press('Создать · 5');
  await chat.settled();
  await phone.say('/gallery');
  await phone.press('Подробнее');
  await phone.press('Поделиться');
  await chat.settled();
  const [, token = ''] = /start=(s_[\w-]+)/.exec(wordsOf(phone.last())) ?? [];

  const boris = chat.phone();
  await boris.say(`/start ${token}`);
  assert.match(boris.words(), /Готовый стиль «Зимняя прогулка»/);
  assert.doesNotMatch(boris.words(), /На картинке|Анна|Прежнего вида/);
  await boris.press('Создать · 5');
  await chat.settled();
  const { prompt } = lastInput();
  assert.match(String(prompt), /^photograph of a smiling person in a warm coat/);
  assert.ok(!String(prompt).includes(avatarId));
});

test('who is shown can be changed before the order, and nobody is a choice', async () => {
  const { phone, personId } = await personWithAvatar();
  const borisId = await train(personId, 'Борис');
  await openDescribeWith(phone);
  await phone.say('в горах');
  await phone.press('🙂 Анна');
  await phone.press('Борис');
  assert.match(phone.words(), /На картинке: Борис/);
  await phone.press('Создать · 5');
  await chat.settled();
  assert.match(String(lastInput()['prompt']), new RegExp(`^TOK_${borisId}, `));
  await phone.say('в лесу');
  assert.doesNotMatch(phone.words(), /На картинке/);
});

test('an avatar that was deleted meanwhile is told in words, and costs nothing', async () => {
  const { phone, personId, avatarId } = await personWithAvatar();
  await openDescribeWith(phone);
  await phone.say('в саду');
  const requests = chat.fal.requests.length;
  const deletion = { personId, avatarId, images: 'keep', now: Date.now(), newId } as const;
  await deleteAvatar(chat.db.kysely, deletion);
  await phone.press('Создать · 5');
  await chat.settled();
  assert.match(phone.words(), /больше нет или он ещё не готов/);
  assert.ok(!phone.labels().some((label) => label.startsWith('Создать ·')));
  await phone.press('По описанию');
  await phone.press('Создать · 5');
  await chat.settled();
  assert.equal(chat.fal.requests.length, requests + 1);
  assert.equal(lastInput()['prompt'], 'в саду');
});

test('the gallery shows the pictures of one avatar, and the details what was sent', async () => {
  const { phone, avatarId } = await personWithAvatar();
  await makePicture(chat, phone, 'Кот на крыше');
  await openDescribeWith(phone);
  await makePicture(chat, phone, 'у камина');
  await phone.say('/gallery');
  assert.match(phone.words(), /Картинка 1 из 2/);
  await phone.press('Фильтры');
  await phone.press('🙂 Аватар');
  await phone.press('Анна (1)');
  assert.match(phone.words(), /аватар «Анна»/);
  assert.match(phone.words(), /Картинка 1 из 1/);
  await phone.press('Подробнее');
  assert.match(phone.words(), /На картинке: Анна/);
  assert.match(phone.words(), new RegExp(`TOK_${avatarId}, у камина`));
  await phone.press('Назад');
  assert.match(phone.words(), /Картинка 1 из 1/);
});

test('an avatar’s pictures open from its card, and Back leads to the card', async () => {
  const { phone } = await personWithAvatar();
  await makePicture(chat, phone, 'Кот на крыше');
  await openDescribeWith(phone);
  await makePicture(chat, phone, 'у камина');
  await phone.say('/avatars');
  await phone.press('🖼 Картинки (1)');
  assert.match(phone.words(), /Картинка 1 из 1/);
  await phone.press('Назад');
  assert.match(phone.words(), /Анна/);
  assert.ok(phone.labels().some((label) => label.startsWith('🖼 Картинки')));
});

test('again is again with the same person, in the same style', async () => {
  const { phone } = await personWithAvatar();
  await openDescribeWith(phone);
  await phone.press('Зимняя прогулка');
  await phone.press('Создать · 5');
  await chat.settled();
  const before = lastInput()['prompt'];
  await phone.press('Ещё раз');
  assert.match(phone.words(), /Готовый стиль «Зимняя прогулка»/);
  assert.match(phone.words(), /На картинке: Анна/);
  await phone.press('Создать · 5');
  await chat.settled();
  assert.equal(lastInput()['prompt'], before);
});

test('another person’s avatar is nobody’s, whatever is pressed', async () => {
  const { avatarId: strangersId } = await personWithAvatar('Вера');
  const { phone } = await personWithAvatar();
  await phone.say('в саду');
  const { message_id } = phone.screen();
  const requests = chat.fal.requests.length;
  await phone.pressData(message_id, encodePress({ do: 'createWith', avatarId: strangersId }));
  assert.doesNotMatch(phone.words(), /Вера/);
  await phone.say('в лесу');
  const [pick = ''] = buttonsOf(phone.screen())
    .flatMap(({ callback_data }) => callback_data ?? [])
    .filter((data) => data.startsWith('pick/'));
  const draftId = pick.split('/')[1] ?? '';
  const choose = encodePress({ do: 'chooseAvatar', draftId, avatarId: strangersId });
  await phone.pressData(phone.screen().message_id, choose);
  assert.doesNotMatch(phone.words(), /Вера/);
  const make = encodePress({ do: 'make', draftId, price: 5 });
  await phone.pressData(phone.screen().message_id, make);
  await chat.settled();
  for (const { input } of chat.fal.requests.slice(requests))
    assert.doesNotMatch(String(input['prompt']), /TOK_/);
  await phone.pressData(
    phone.screen().message_id,
    encodePress({ do: 'openAvatar', avatarId: strangersId }),
  );
  assert.doesNotMatch(phone.words(), /Вера/);
});

test('an avatar that is still being trained is told in words', async () => {
  const { phone, avatarId } = await personWithAvatar();
  await openDescribeWith(phone);
  await phone.say('в саду');
  const become = (state: 'training' | 'ready') =>
    chat.db.kysely.updateTable('avatars').set({ state }).where('id', '=', avatarId).execute();
  await become('training');
  const requests = chat.fal.requests.length;
  await phone.press('Создать · 5');
  await chat.settled();
  assert.equal(chat.fal.requests.length, requests);
  assert.match(phone.words(), /ещё не готов/);
  // No training would make it ready, which the invariants would tell.
  await become('ready');
});
