import assert from 'node:assert/strict';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { it } from 'node:test';
import { eventually } from '../eventually.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';

const DAY_MS = 24 * 60 * 60_000;
const BLOCKED = /bot was blocked by the user/;

/** An order whose picture FAL holds back. */
async function begin(bot: Bot, count = 1) {
  const anna = bot.person();
  const id = await anna.order('a letter home', count);
  const job = await bot.job();
  await anna.sees(/Description taken/);
  return { anna, id, job };
}

const results = (bot: Bot) =>
  bot.telegram.calls.filter(
    ({ method, params }) =>
      method === 'sendPhoto' && String(params['caption']).startsWith('<b>Done!'),
  );

it('someone who blocks the bot gets the picture on their return', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot);
  bot.telegram.block(anna.id);
  await bot.fal.completeWith(job);
  await bot.state(id, 'delivering.unreachable');
  assert.deepEqual(await anna.coins(), { available: 20, held: 5 });
  bot.telegram.unblock(anna.id);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await anna.result();
  await bot.check(BLOCKED);
});

it('a block that only a refused send tells of is heeded, and a word from the person ends it', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot);
  const blocked = { status: 403, description: 'Forbidden: bot was blocked by the user' };
  bot.telegram.failNext('sendPhoto', blocked);
  await bot.fal.completeWith(job);
  await bot.state(id, 'delivering.unreachable');
  anna.say('/menu');
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await anna.result();
  await bot.check(BLOCKED);
});

it('who stays away for a day has their coins back, and reads so on their return', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot);
  bot.telegram.block(anna.id);
  await bot.fal.completeWith(job);
  await bot.state(id, 'delivering.unreachable');
  bot.pass(DAY_MS + 1000);
  assert.deepEqual(await bot.ended(id), { end: 'undeliverable', captured: 0 });
  assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
  bot.telegram.unblock(anna.id);
  bot.pass(15_000);
  await anna.sees(/We could not get your picture to you[\s\S]*coins are back: 5/);
  await anna.press('Try again', /could not get/);
  await anna.sees(/a letter home[\s\S]*Price: 5 coins/);
  await bot.check(BLOCKED);
});

for (const [count, name] of [
  [1, 'a picture'],
  [2, 'an album'],
] as const) {
  it(`${name} waits while Telegram is away, and is delivered when it is back`, async (t) => {
    const bot = await openBot(t, { stages: BY_HAND });
    const { anna, id, job } = await begin(bot, count);
    bot.telegram.down(true);
    await bot.fal.completeWith(job);
    await bot.state(id, 'delivering.putOff');
    assert.deepEqual(await anna.coins(), { available: 25 - 5 * count, held: 5 * count });
    bot.telegram.down(false);
    assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 * count });
    await anna.result();
    await bot.check();
  });
}

it('a send whose outcome is unknown is made again, and paid for once', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot);
  bot.telegram.loseAnswer('sendPhoto');
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 });
  assert.equal(results(bot).length, 2, 'a duplicate is allowed, a loss is not');
  assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
  await bot.check();
});

it('an album whose buttons fail is not sent twice', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot, 2);
  bot.telegram.failNext('sendPhoto', { status: 500, description: 'Internal Server Error' });
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 10 });
  await anna.result();
  const albums = bot.telegram.calls.filter(({ method }) => method === 'sendMediaGroup');
  assert.equal(albums.length, 1);
  await bot.check(/Internal Server Error/);
});

it('an album whose buttons never come is paid for all the same', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot, 2);
  const away = { status: 500, description: 'Internal Server Error', times: 100 };
  bot.telegram.failNext('sendPhoto', away);
  await bot.fal.completeWith(job);
  await bot.state(id, 'delivering.putOff');
  bot.pass(DAY_MS + 1000);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 10 });
  assert.deepEqual(await anna.coins(), { available: 15, held: 0 });
  await bot.check(/Internal Server Error/);
});

/** Hides the files that an order brought, as a lost disk would; returns what brings them back. */
async function hideFiles({ db, folder }: Bot, id: string) {
  const { bucket, object_key } = await db.kysely
    .selectFrom('images')
    .select(['bucket', 'object_key'])
    .where('generation_id', '=', id)
    .executeTakeFirstOrThrow();
  const shelf = join(folder, 'storage', bucket, dirname(object_key));
  await rename(shelf, `${shelf}-hidden`);
  return () => rename(`${shelf}-hidden`, shelf);
}

const isFileMissing = ({ level, message }: Bot['lines'][number]) =>
  level === 'error' && /^The file of image \S+ is missing$/.test(message);

for (const [count, name] of [
  [1, 'a picture'],
  [2, 'an album'],
] as const) {
  it(`${name} whose files are missing is told to the operator, and sent once they are back`, async (t) => {
    const bot = await openBot(t, { stages: BY_HAND });
    const { anna, id, job } = await begin(bot, count);
    bot.telegram.down(true);
    await bot.fal.completeWith(job);
    await bot.state(id, 'delivering.putOff');
    const bringBack = await hideFiles(bot, id);
    bot.telegram.down(false);
    const isTold = async () => (bot.lines.some(isFileMissing) ? true : undefined);
    await bot.hurry(eventually(isTold));
    await bringBack();
    assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 * count });
    await anna.result();
    await bot.check();
  });

  it(`${name} whose files are gone for good is not paid for`, async (t) => {
    const bot = await openBot(t, { stages: BY_HAND });
    const { anna, id, job } = await begin(bot, count);
    bot.telegram.down(true);
    await bot.fal.completeWith(job);
    await bot.state(id, 'delivering.putOff');
    await hideFiles(bot, id);
    bot.telegram.down(false);
    const isTold = async () => (bot.lines.some(isFileMissing) ? true : undefined);
    await bot.hurry(eventually(isTold));
    bot.pass(DAY_MS + 1000);
    assert.deepEqual(await bot.ended(id), { end: 'undeliverable', captured: 0 });
    await anna.sees(/coins are back/);
    assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
  });
}

it('a 429 is obeyed to the second', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, keepsRates: true });
  const { anna, id, job } = await begin(bot);
  const tooMany = { status: 429, description: 'Too Many Requests: retry after 7', retryAfter: 7 };
  bot.telegram.failNext('sendPhoto', tooMany);
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await anna.result();
  const [refused, taken] = results(bot);
  assert.equal(refused?.status, 429);
  assert.ok((taken?.at ?? 0) - (refused?.at ?? 0) >= 7000);
  await bot.check(/Too Many Requests/);
});

it('pictures opened in the gallery while the result waits count as delivered', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot);
  const away = { status: 500, description: 'Internal Server Error' };
  bot.telegram.failNext('sendPhoto', away);
  await bot.fal.completeWith(job);
  await bot.state(id, 'delivering.putOff');
  await anna.press('Gallery');
  await anna.sees(/Picture 1 of 1/);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await bot.check(/Internal Server Error/);
});

it('a person whose description is deleted meanwhile gets the picture all the same', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const { anna, id, job } = await begin(bot);
  bot.telegram.clearHistory(anna.id);
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await anna.result();
  await bot.check();
});
