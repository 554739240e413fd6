import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Bot, openBot } from './open-bot.ts';
import { wordsOf } from './person.ts';
import { createTrainee, PHOTOS, PRICE, type Trainee } from './trainee.ts';

const LORA = 'fal-ai/flux-lora';
const SLOW_TRAINING = { queueMs: 5, renderMs: 5, trainMs: 3_600_000 };
const HOURS_MS = 3 * 3_600_000;

/** What people are told, whole. Where a number stands, it is theirs. */
const BACK = 'Your coins are back: 150\\D*Your photos are still here, so you can try again';

const told = (reason: string) =>
  new RegExp(`The avatar “Anna” did not work out[\\s\\S]*${reason}[\\s\\S]*${BACK}`);

/** Nothing was made up: a draft with its photos, no weights, no picture, and the coins. */
async function nothingInvented(bot: Bot, anna: Trainee) {
  await bot.check();
  const avatar = await anna.avatar();
  assert.deepEqual(
    [avatar.state, avatar.ready_at, avatar.weights_key, avatar.weights_url, avatar.preview_key],
    ['draft', null, null, null, null],
  );
  assert.equal((await anna.row()).main_avatar_id, null);
  assert.equal((await anna.photos()).length, PHOTOS);
  assert.deepEqual(await anna.orders(), []);
  assert.deepEqual(await anna.coins(), { available: PRICE, held: 0 });
  const ready = anna.messages().filter((message) => /is ready/.test(wordsOf(message)));
  assert.deepEqual(ready, []);
}

for (const [fault, reason] of [
  ['fails', 'The service that makes the avatars had a fault'],
  ['no-weights', 'The service that makes the avatars had a fault'],
  ['wrong-bytes', 'The service that makes the avatars had a fault'],
  ['broken-link', 'The service that makes the avatars had a fault'],
] as const) {
  it(`a training with "${fault}" is told of in words, and leads back to its draft`, async (t) => {
    const bot = await openBot(t);
    const anna = await createTrainee(bot);
    bot.fal.faults.spoilNextTraining(fault);
    const id = await anna.train();
    assert.deepEqual(await bot.hurry(anna.trained(id)), { end: 'failed', captured: 0 });
    await anna.sees(told(reason));
    await nothingInvented(bot, anna);
    await anna.press('Try again', /did not work out/);
    await anna.sees(/10 of 20|Photos: 10|10 photos|Shall we make the avatar/);
    await bot.check();
  });
}

it('a training that never ends is told of once, and what FAL says later is not', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING });
  const anna = await createTrainee(bot);
  const id = await anna.train();
  await anna.comesTo(id, 'making.asked.training');
  bot.pass(HOURS_MS);
  assert.deepEqual(await anna.trained(id), { end: 'timed_out', captured: 0 });
  await anna.sees(told('It was taking too long, so we stopped'));
  const job = await bot.job();
  await bot.fal.completeWith(job);
  await bot.fal.webhooks.redeliver(job);
  await nothingInvented(bot, anna);
  const ends = anna.messages().filter((message) => /did not work out/.test(wordsOf(message)));
  assert.equal(ends.length, 1);
});

it('a training that ends by webhook, by webhook again and by polling ends once', async (t) => {
  const bot = await openBot(t, { stages: SLOW_TRAINING, news: 'both' });
  const anna = await createTrainee(bot, 2 * PRICE);
  bot.fal.webhooks.sendCopies(3);
  const id = await anna.train();
  await anna.comesTo(id, 'making.asked.training');
  const job = await bot.job();
  await bot.fal.completeWith(job);
  assert.deepEqual(await anna.trained(id), { end: 'succeeded', captured: PRICE });
  assert.equal(await bot.fal.webhooks.redeliver(job), 200);
  await anna.sees(/included in the avatar’s price/);
  await bot.check();
  assert.deepEqual(await anna.coins(), { available: PRICE, held: 0 });
  assert.equal((await anna.orders()).length, 1);
  for (const words of [/“Anna” is ready/, /included in the avatar’s price/])
    assert.equal(anna.messages().filter((message) => words.test(wordsOf(message))).length, 1);
});

it('weights that FAL has forgotten go up again, and the picture is made all the same', async (t) => {
  const bot = await openBot(t);
  const anna = await createTrainee(bot, PRICE + 5);
  await anna.train();
  await anna.sees(/included in the avatar’s price/);
  await bot.quiet();
  const { weights_url: before } = await anna.avatar();
  bot.fal.faults.expireFiles();
  await anna.press(/^createWith\//, /is ready/);
  const id = await anna.order('at the seaside');
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 });
  const { weights_url: after, trigger_phrase: trigger } = await anna.avatar();
  assert.notEqual(after, before);
  const sent = bot.fal.requests.filter(({ endpoint }) => endpoint === LORA).at(-1)?.input ?? {};
  assert.deepEqual(sent['loras'], [{ path: after, scale: 1.15 }]);
  assert.ok(String(sent['prompt']).startsWith(trigger));
  await bot.check();
  assert.deepEqual(await anna.coins(), { available: 0, held: 0 });
});
