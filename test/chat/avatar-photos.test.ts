import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { photosOf } from '../../db/avatar-photos.ts';
import { avatarsOf } from '../../db/avatars.ts';
import { issuesOf } from '../../db/judge-photos.ts';
import { personByTelegramId } from '../../db/people.ts';
import { drawExamplePhoto } from '../../src/demo/example-photos.ts';
import { loadSharp } from '../../src/images/sharp.ts';
import { eventually } from '../eventually.ts';
import { type Chat, openChat } from './open-chat.ts';
import { type Phone, wordsOf } from './phone.ts';
import { filesWithin, rowsWithin } from './traces.ts';

/** Photos are looked at one after the other, which takes longer on a busy machine. */
const LOOKED = { timeoutMs: 30_000 };

let chat: Chat;
before(async () => {
  chat = await openChat();
});
after(async () => {
  await chat.assertSound();
  await chat.close();
});

/** As far as the wizard's photos. */
async function toPhotos(phone: Phone, name: string) {
  await phone.say('/avatars');
  await phone.press('Создать аватар');
  await phone.press('Начнём');
  await phone.press('Подтверждаю');
  await phone.say(name);
  await phone.press('Пропустить');
}

async function examplesOf(phone: Phone, count: number): Promise<Uint8Array[]> {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const drawn = await Promise.all(numbers.map((n) => drawExamplePhoto(phone.id, n)));
  return drawn.flatMap((photo) => photo ?? []);
}

/** The card follows when no photo came for a while. */
const cardShows = (phone: Phone, label: RegExp) =>
  eventually(
    async () => (phone.labels().some((each) => label.test(each)) ? true : undefined),
    LOOKED,
  );

async function draftOf(phone: Phone) {
  const person = await personByTelegramId(chat.db.kysely, phone.id);
  assert.ok(person);
  const [avatar] = await avatarsOf(chat.db.kysely, person.id);
  assert.ok(avatar);
  const photos = await photosOf(chat.db.kysely, avatar.id);
  return { avatar, photos };
}

const refusalsOf = (phone: Phone) =>
  phone
    .theirs()
    .filter((message) => message.reply_to_message)
    .map(wordsOf);

test('an album is counted on one card below it, and what cannot be used is answered', async () => {
  const anna = chat.phone();
  await toPhotos(anna, 'Анна');
  const sharp = await loadSharp();
  const [first = new Uint8Array(), ...others] = await examplesOf(anna, 9);
  const tiny = await sharp(first).resize(300, 300).jpeg().toBuffer();
  chat.telegram.sendAlbum(anna.id, [first, ...others, tiny]);
  await chat.settled();
  chat.pass(2000);
  const judged = await eventually(async () => {
    const { photos } = await draftOf(anna);
    const isDone = photos.length === 10 && photos.every(({ state }) => state !== 'received');
    return isDone ? photos : undefined;
  }, LOOKED);
  await cardShows(anna, /Посмотреть \(9\)/);
  await chat.settled();
  assert.equal(judged.filter(({ state }) => state !== 'refused').length, 9);
  assert.deepEqual(judged.filter(({ state }) => state === 'refused').flatMap(issuesOf), [
    'too-small',
  ]);
  assert.equal(refusalsOf(anna).length, 1);
  const [album] = anna
    .messages()
    .filter(({ own }) => own)
    .slice(-1);
  assert.ok(anna.screen().message_id > (album?.message_id ?? 0));
});

test('starting over leaves nothing of a draft in tables, actors and storage', async () => {
  const boris = chat.phone();
  const filesBefore = await filesWithin(chat.folder);
  await toPhotos(boris, 'Тайное имя');
  chat.telegram.sendAlbum(boris.id, await examplesOf(boris, 3));
  await chat.settled();
  chat.pass(2000);
  const { avatar, photos } = await eventually(async () => {
    const draft = await draftOf(boris);
    const isDone = draft.photos.length === 3 && draft.photos.every(({ object_key }) => object_key);
    return isDone ? draft : undefined;
  }, LOOKED);
  await cardShows(boris, /Посмотреть \(3\)/);
  await chat.settled();
  await boris.press('Посмотреть');
  await boris.press('Назад');
  await boris.press('Начать заново');
  await boris.press('Да, заново');
  await chat.settled();
  chat.pass(5000);
  const secrets = [
    'Тайное имя',
    avatar.trigger_phrase,
    ...photos.flatMap(({ id, file_id, sha256 }) => [id, file_id, sha256 ?? '']),
  ];
  // Files go a little after their rows.
  await eventually(async () => {
    const left = secrets.flatMap((secret) => rowsWithin(chat.folder, 'aisha.db', secret));
    return left.length === 0 ? true : undefined;
  }, LOOKED);
  assert.deepEqual(
    secrets.flatMap((secret) => rowsWithin(chat.folder, 'actors.db', secret)),
    [],
  );
  assert.equal((await filesWithin(chat.folder)).length, filesBefore.length);
});
