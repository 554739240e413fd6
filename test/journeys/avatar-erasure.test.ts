import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { photosOf } from '../../db/avatar-photos.ts';
import { eventually } from '../eventually.ts';
import { rowsOf } from '../rows-of.ts';
import { mosaic } from './mixed-photos.ts';
import { type Bot, openBot } from './open-bot.ts';
import type { Person } from './person.ts';
import { draftWithPhotos } from './trainee.ts';
import { openAvatars, PRICE, payFor, sendPhotos, toPhotos } from './wizard.ts';

const NAME = 'Rumpelstiltskin';
const COINS = 1000;
const FILES_MS = 10_000;

/** Where any of these texts is found: in a row of the database or the actors, or in a file's path. */
async function tracesOf({ folder }: Bot, texts: readonly string[]): Promise<readonly string[]> {
  const rows = ['aisha.db', 'actors.db'].flatMap((file) => rowsOf(join(folder, file)));
  const stored = await readdir(join(folder, 'storage'), { recursive: true, withFileTypes: true });
  const files = stored.filter((entry) => entry.isFile());
  const places = [
    ...rows,
    ...files.map(({ parentPath, name }) => `file: ${join(parentPath, name)}`),
  ];
  return texts.flatMap((text) =>
    places.filter((place) => place.includes(text)).map((place) => `${text} in ${place}`),
  );
}

/** All that tells of an avatar, but for its id. */
async function contentOf({ db, fal, telegram }: Bot, person: Person, avatarId: string) {
  const avatar = await db.kysely
    .selectFrom('avatars')
    .selectAll()
    .where('id', '=', avatarId)
    .executeTakeFirstOrThrow();
  const photos = await photosOf(db.kysely, avatarId);
  const sent = telegram.chat(person.id).flatMap(({ own, photo = [] }) => (own ? photo : []));
  const links = fal.files().filter((name) => /\.(zip|safetensors)$/.test(name));
  return [
    avatar.name,
    avatar.trigger_phrase,
    avatar.weights_key,
    avatar.weights_sha256,
    avatar.preview_key,
    ...photos.flatMap(({ id, object_key, sha256, look_hash }) => [
      id,
      object_key,
      sha256,
      look_hash,
    ]),
    ...sent.flatMap(({ file_id, file_unique_id }) => [file_id, file_unique_id]),
    ...links,
  ].flatMap((text) => text ?? []);
}

async function goneFrom(bot: Bot, texts: readonly string[]) {
  bot.pass(5000);
  const look = async () => {
    assert.deepEqual(await tracesOf(bot, texts), []);
    return true;
  };
  await eventually(look, { timeoutMs: FILES_MS, everyMs: 100 }).catch(({ cause }) => {
    throw cause;
  });
}

const avatarsOf = async ({ db }: Bot, person: Person) =>
  db.kysely
    .selectFrom('avatars')
    .select(['id', 'state'])
    .where('person_id', '=', (await person.row()).id)
    .orderBy('created_at')
    .execute();

const open = (t: Parameters<typeof openBot>[0]) =>
  openBot(t, {
    env: { WELCOME_COINS: String(COINS) },
    faces: async () => [{ width: 0.5, score: 0.9 }],
    stages: { queueMs: 5, renderMs: 5 },
  });

const photosFor = (name: string) =>
  Promise.all(Array.from({ length: 10 }, (_, n) => mosaic(`${name} ${n}`)));

it('a deleted avatar leaves the ledger, the consent and the pictures that were kept', async (t) => {
  const bot = await open(t);
  const anna = bot.person();
  await toPhotos(anna, NAME);
  await sendPhotos(bot.telegram, anna, await photosFor('photo'));
  await anna.press(/^viewPhotos\//);
  await anna.sees(/Photo 1 of 10/);
  await anna.press('Back');
  await anna.press('That’s all');
  await anna.press('Next');
  await anna.press('Keep photos');
  await anna.sees(/We keep the photos/);
  await anna.press(/^train\//);
  await anna.sees(/included in the avatar’s price/);
  await anna.press(/^createWith\//, /is ready/);
  await bot.ended(await anna.order('at the seaside'));
  await openAvatars(anna);
  await anna.press(/Pictures \(2\)/);
  await anna.press(/^details\//, /Picture 1 of 2/);
  await anna.sees(/More about this picture/);
  await openAvatars(anna);
  await bot.quiet();
  const [first] = await avatarsOf(bot, anna);
  const texts = await contentOf(bot, anna, first?.id ?? '');
  assert.ok(texts.length > 50);
  const found = await tracesOf(bot, texts);
  for (const place of ['avatars:', 'avatar_photos:', 'telegram_files:', '.safetensors'])
    assert.ok(
      found.some((trace) => trace.includes(place)),
      `the scan finds ${place}`,
    );

  await anna.press('Delete', new RegExp(NAME));
  await anna.press('Keep the pictures');
  await anna.press('Yes, delete');
  await anna.sees(/The avatar is deleted/);
  await bot.quiet();
  await goneFrom(bot, texts);
  const traces = await tracesOf(bot, [first?.id ?? '']);
  const places = new Set(traces.map((trace) => trace.split(' in ')[1]?.split(':')[0]));
  assert.deepEqual(
    [...places].filter(
      (place = '') => !/^(avatars|consents|trainings|generations|images)$/.test(place),
    ),
    [],
  );
  assert.equal((await anna.orders()).length, 2);
  await bot.check();
  assert.deepEqual(await anna.coins(), { available: COINS - PRICE - 5, held: 0 });
});

it('starting over leaves nothing of a draft but the consent', async (t) => {
  const bot = await open(t);
  const anna = bot.person();
  await toPhotos(anna, NAME);
  await sendPhotos(bot.telegram, anna, await photosFor('draft'));
  const [draft] = await avatarsOf(bot, anna);
  const texts = await contentOf(bot, anna, draft?.id ?? '');
  await anna.press('Start over');
  await anna.press('Yes, start over');
  await anna.sees(/The bot will learn to draw you/);
  await bot.quiet();
  await goneFrom(bot, texts);
  await bot.check();
});

it('whoever erases everything leaves nothing of avatars, drafts and trainings', async (t) => {
  const bot = await openBot(t, {
    env: { WELCOME_COINS: String(COINS) },
    faces: async () => [{ width: 0.5, score: 0.9 }],
    stages: { queueMs: 5, renderMs: 5, trainMs: 3_600_000 },
  });
  const anna = bot.person();
  await toPhotos(anna, NAME);
  await sendPhotos(bot.telegram, anna, await photosFor('erased'));
  const { id: personId } = await anna.row();
  const other = await draftWithPhotos(bot, personId, { name: `${NAME} the other` });
  await payFor(anna, NAME);
  const [first] = await avatarsOf(bot, anna);
  await bot.job();
  const texts = [
    ...(await contentOf(bot, anna, first?.id ?? '')),
    ...(await contentOf(bot, anna, other)),
    String(anna.id),
  ];
  anna.say('/settings');
  await anna.press('My data');
  await anna.press('Erase everything');
  await anna.press('Yes, go on');
  await anna.press('Erase for good');
  await anna.sees(/All your data is erased/);
  await bot.quiet();
  await goneFrom(bot, texts);
  const traces = await tracesOf(bot, [personId]);
  const tables = new Set(traces.map((trace) => trace.split(' in ')[1]?.split(':')[0]));
  for (const table of ['consents', 'transfers']) assert.ok(tables.has(table), `${table} stay`);
  assert.ok(!tables.has('avatar_photos'));
  const job = await bot.job();
  await bot.fal.completeWith(job);
  await bot.check();
  assert.deepEqual(await tracesOf(bot, texts), []);
});
