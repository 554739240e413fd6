import assert from 'node:assert/strict';
import { test } from 'node:test';
import { photosOf } from '../../db/avatar-photos.ts';
import { eventually } from '../eventually.ts';
import { type KillBot, openKillBot } from './kill-bot.ts';
import type { Person } from './person.ts';
import { examplePhotos, PRICE, payFor, toPhotos } from './wizard.ts';

const COINS = 500;
const TRAINER = 'fal-ai/flux-lora-portrait-trainer';
const TEST_MS = 180_000;
const SLOW_TRAINING = { queueMs: 5, renderMs: 5, trainMs: 3_600_000 };

const avatarOf = async ({ db }: KillBot, person: Person) =>
  db.kysely
    .selectFrom('avatars')
    .selectAll()
    .where('person_id', '=', (await person.row()).id)
    .executeTakeFirstOrThrow();

const trainingsOf = async ({ db }: KillBot, person: Person) =>
  db.kysely
    .selectFrom('trainings')
    .selectAll()
    .where('person_id', '=', (await person.row()).id)
    .execute();

const until = <T>(question: () => T | undefined | Promise<T | undefined>) =>
  eventually(question, { timeoutMs: 60_000, everyMs: 5 });

const killAndStart = async (bot: KillBot) => {
  await bot.kill();
  await bot.start();
};

const posts = (bot: KillBot) => bot.fal.requests.filter(({ endpoint }) => endpoint === TRAINER);

test('photos and a training outlive kill -9 wherever it comes', { timeout: TEST_MS }, async (t) => {
  const bot = await openKillBot(t, {
    env: { WELCOME_COINS: String(COINS) },
    stages: SLOW_TRAINING,
  });
  const anna = bot.person();
  await toPhotos(anna);
  const { id: avatarId } = await avatarOf(bot, anna);
  const photos = () => photosOf(bot.db.kysely, avatarId);
  const sent = await bot.telegram.sendAlbum(anna.id, await examplePhotos());

  await until(async () => ((await photos()).length >= 3 ? true : undefined));
  await killAndStart(bot);
  await until(async () =>
    (await photos()).filter(({ state }) => state === 'good').length >= 4 ? true : undefined,
  );
  await killAndStart(bot);
  await anna.sees(/Photos: 12 of 20[\s\S]*Good: 12\b/);
  assert.deepEqual(
    (await photos()).map(({ message_id, state }) => [message_id, state]),
    sent.map(({ message_id }) => [message_id, 'good']),
    'every photo once, in the order in which they came',
  );

  await payFor(anna);
  await until(async () => (await trainingsOf(bot, anna))[0]);
  await killAndStart(bot);
  const job = await until(() => posts(bot)[0]?.requestId ?? undefined);
  await killAndStart(bot);
  await bot.kill();
  await bot.fal.completeWith(job);
  await bot.start();
  await until(async () => (await trainingsOf(bot, anna))[0]?.stored_at ?? undefined);
  await killAndStart(bot);
  await anna.sees(/The avatar “Anna” is ready/);
  await anna.sees(/included in the avatar’s price/);
  await bot.check();

  const trainings = await trainingsOf(bot, anna);
  assert.deepEqual(
    trainings.map(({ n, end_state }) => [n, end_state]),
    [[1, 'succeeded']],
  );
  assert.equal(posts(bot).length, 1, 'posted once');
  assert.deepEqual(await anna.coins(), { available: COINS - PRICE, held: 0 });
  assert.equal((await avatarOf(bot, anna)).state, 'ready');
  assert.deepEqual(await photos(), [], 'erased, as promised');
  assert.equal((await anna.orders()).length, 1, 'one first picture');
});
