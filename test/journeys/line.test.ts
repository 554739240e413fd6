import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';
import { wordsOf } from './person.ts';

const promptsAtFal = ({ fal }: Bot) =>
  fal.requests.filter(({ state }) => state === 'IN_QUEUE').map(({ input }) => input['prompt']);

const cardOf = (person: ReturnType<Bot['person']>, description: string) =>
  person.messages().find((message) => wordsOf(message).includes(description) && !message.photo);

it('two places are shared fairly: who has fewer at FAL goes first, and the line is told', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, env: { FAL_CONCURRENCY: '2' } });
  const anna = bot.person();
  const boris = bot.person();
  const ids = new Map<string, string>();
  const order = async (person: typeof anna, words: string) =>
    void ids.set(words, await person.order(words));

  await order(anna, 'anna one');
  await bot.job(1);
  await order(anna, 'anna two');
  await bot.job(2);
  await order(anna, 'anna three');
  await order(boris, 'boris one');
  await anna.sees(/Your place: 1\n[\s\S]*anna three/);
  await boris.sees(/Your place: 2\n[\s\S]*boris one/);
  assert.deepEqual(promptsAtFal(bot), ['anna one', 'anna two']);

  await bot.fal.completeWith(await bot.job(1));
  await bot.job(3);
  assert.deepEqual(promptsAtFal(bot), ['anna two', 'boris one']);
  await bot.fal.completeWith(await bot.job(2));
  await bot.job(4);
  assert.deepEqual(promptsAtFal(bot), ['boris one', 'anna three']);
  for (const n of [3, 4]) await bot.fal.completeWith(await bot.job(n));
  for (const id of ids.values()) assert.equal((await bot.ended(id)).end, 'succeeded');
  await bot.check();
});

it('one person has three at FAL at most, however many places are free', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, env: { FAL_CONCURRENCY: '10' } });
  const anna = bot.person();
  const boris = bot.person();
  const mine: string[] = [];
  for (const nth of ['one', 'two', 'three', 'four']) mine.push(await anna.order(`anna ${nth}`));
  await bot.job(3);
  const his = await boris.order('boris one');
  await bot.job(4);
  assert.deepEqual(promptsAtFal(bot), ['anna one', 'anna two', 'anna three', 'boris one']);
  await anna.sees(/Your place: 1\n[\s\S]*anna four/);
  await bot.fal.completeWith(await bot.job(1));
  await bot.job(5);
  assert.deepEqual(promptsAtFal(bot).at(-1), 'anna four');
  for (const n of [2, 3, 4, 5]) await bot.fal.completeWith(await bot.job(n));
  for (const id of [...mine, his]) assert.equal((await bot.ended(id)).end, 'succeeded');
  await bot.check();
});

it('an order cancelled while it waits gives up its place in line and never reaches FAL', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, env: { FAL_CONCURRENCY: '1' } });
  const anna = bot.person();
  const boris = bot.person();
  const vera = bot.person();
  const first = await anna.order('the first');
  await bot.job();
  const second = await boris.order('the second');
  await boris.sees(/Your place: 1/);
  const third = await vera.order('the third');
  await vera.sees(/Your place: 2/);
  assert.match(await boris.press('Cancel the order'), /cancelled/);
  assert.deepEqual(await bot.ended(second), { end: 'cancelled', captured: 0 });
  assert.deepEqual(await boris.coins(), { available: 25, held: 0 });
  bot.pass(5000);
  await vera.sees(/Your place: 1/);
  await bot.fal.completeWith(await bot.job(1));
  await bot.fal.completeWith(await bot.job(2));
  assert.equal((await bot.ended(first)).end, 'succeeded');
  assert.equal((await bot.ended(third)).end, 'succeeded');
  assert.equal(bot.jobs().length, 2);
  await bot.check();
  assert.equal(cardOf(vera, 'the third'), undefined, 'the card is gone');
});

it('a burst of forty orders of ten people all end, none lost, none twice', async (t) => {
  const bot = await openBot(t, { env: { FAL_CONCURRENCY: '4' } });
  const people = Array.from({ length: 10 }, bot.person);
  const orders = await Promise.all(
    people.map(async (person) => {
      const ids: string[] = [];
      for (const nth of [1, 2, 3, 4])
        ids.push(await person.order(`picture ${nth} of ${person.id}`));
      return ids;
    }),
  );
  for (const id of orders.flat()) assert.equal((await bot.ended(id)).end, 'succeeded');
  for (const person of people) assert.deepEqual(await person.coins(), { available: 5, held: 0 });
  assert.equal(bot.jobs().length, 40);
  await bot.check();
});
