import assert from 'node:assert/strict';
import { env } from 'node:process';
import { test } from 'node:test';
import { settlementOf } from '../../db/settlements.ts';
import { seeded } from '../../src/pictures/seeded.ts';
import { eventually } from '../eventually.ts';
import { openKillBot } from './kill-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';

const KILLS = Number(env['KILLS'] ?? 5);
const SEED = Number(env['SEED'] ?? Date.now() % 1_000_000);
const PEOPLE = 8;
const COINS = 1000;
const LONGEST_LIFE_MS = 1500;
const TEST_MS = 120_000 + KILLS * 5000;

const life = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(`${KILLS} kills at random moments (seed ${SEED}) lose and double nothing`, {
  timeout: TEST_MS,
}, async (t) => {
  console.log(`kill -9, ${KILLS} times, SEED=${SEED}`);
  const bot = await openKillBot(t, {
    env: { WELCOME_COINS: String(COINS), FAL_CONCURRENCY: '20' },
    stages: { queueMs: 50, renderMs: 150 },
  });
  const { next: random } = seeded(SEED);
  let over = false;

  /** Orders one picture after another, now and then with a double tap. */
  const live = async (person: ReturnType<typeof bot.person>) => {
    for (let n = 1; !over; n += 1) {
      const { draftId, messageId, data } = await person.describe(`picture ${n}.`);
      const taps = random() < 0.5 ? 1 : 2;
      for (let tap = 0; tap < taps; tap += 1) bot.telegram.pressStale(person.id, messageId, data);
      const isOrdered = async () =>
        (await person.orders()).some(({ id }) => id === draftId) ? true : undefined;
      await eventually(isOrdered, { timeoutMs: 60_000, everyMs: 20 });
    }
  };

  const people = Array.from({ length: PEOPLE }, bot.person);
  const lives = Promise.all(people.map(live)).catch((cause) => {
    throw new Error(`${cause}\n${bot.output()}`, { cause });
  });
  for (let kills = 0; kills < KILLS; kills += 1) {
    await Promise.race([life(random() * LONGEST_LIFE_MS), lives]);
    await bot.kill();
    await bot.start();
  }
  over = true;
  await lives;
  await bot.check();

  for (const person of people) {
    const orders = await person.orders();
    const words = orders.map(({ description }) => description);
    assert.equal(new Set(words).size, words.length, 'two orders of one draft');
    const settlements = await Promise.all(orders.map(({ id }) => settlementOf(bot.db.kysely, id)));
    const paid = settlements.reduce((sum, one) => sum + (one?.captured ?? 0), 0);
    assert.deepEqual(await person.coins(), { available: COINS - paid, held: 0 });
    for (const { id, end_state, description, source_message_id } of orders) {
      assert.equal(end_state, 'succeeded', `${id} of ${person.id}`);
      const arrived = person
        .messages()
        .filter(({ reply_to_message: to }) => to?.message_id === source_message_id);
      assert.ok(arrived.length >= 1, `${description} of ${person.id} never came`);
    }
  }
  const ordered = (await Promise.all(people.map((person) => person.orders()))).flat().length;
  console.log(`${ordered} orders, ${bot.fal.requests.length} posts to FAL`);
});

const hardStops = {
  'is queued at FAL': false,
  'is being made': true,
} as const;

for (const [stage, isBegun] of Object.entries(hardStops)) {
  for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
    test(`an order that ${stage} outlives ${signal}`, async (t) => {
      const bot = await openKillBot(t, { stages: BY_HAND });
      const anna = bot.person();
      const id = await anna.order('a long night');
      const taken = () => bot.fal.requests[0]?.requestId ?? undefined;
      const job = await eventually(taken, { timeoutMs: 10_000 });
      if (isBegun) bot.fal.begin(job);
      await anna.sees(/We have taken your order/);
      await bot.kill(signal);
      await bot.fal.completeWith(job);
      await bot.start();
      await anna.result();
      await bot.check();
      const [order] = await anna.orders();
      assert.equal(order?.id, id);
      assert.equal(order?.end_state, 'succeeded');
      assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
      assert.equal(bot.fal.requests.length, 1);
    });
  }
}
