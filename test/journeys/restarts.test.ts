import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eachBacking, served } from './backing.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';

const INTERNAL = { status: 500, description: 'Internal Server Error' };
/** An actor counts as lost when its order is older than this. */
const LOST_MS = 15_000;

/** Brings an order to each stage, and from there on to its end. */
const stages: Readonly<
  Record<
    string,
    {
      readonly env?: Readonly<Record<string, string>>;
      readonly reach: (bot: Bot, order: () => Promise<string>) => Promise<string>;
      readonly goOn: (bot: Bot) => Promise<void>;
    }
  >
> = {
  'waits in line': {
    env: { FAL_CONCURRENCY: '1' },
    reach: async (bot, order) => {
      await bot.person().order('the one before');
      await bot.job();
      const id = await order();
      await bot.state(id, 'waiting');
      return id;
    },
    goOn: async (bot) => {
      await bot.fal.completeWith(await bot.job(1));
      await bot.fal.completeWith(await bot.job(2));
    },
  },
  'is between two attempts': {
    reach: async (bot, order) => {
      bot.fal.faults.failNextSubmit({ status: 503, body: { detail: 'Service Unavailable' } });
      const id = await order();
      await bot.state(id, 'making.pausing');
      return id;
    },
    goOn: async (bot) => bot.fal.completeWith(await bot.hurry(bot.job(1))),
  },
  'has an unknown outcome at FAL': {
    reach: async (bot, order) => {
      bot.fal.faults.dropNextAnswer();
      const id = await order();
      await bot.state(id, 'making.unsure');
      return id;
    },
    goOn: async (bot) => bot.fal.completeWith(await bot.job(1)),
  },
  'is queued at FAL': {
    reach: async (bot, order) => {
      const id = await order();
      await bot.state(id, 'making.asked.queued');
      return id;
    },
    goOn: async (bot) => bot.fal.completeWith(await bot.job(1)),
  },
  'is being made': {
    reach: async (bot, order) => {
      const id = await order();
      bot.fal.begin(await bot.job());
      await bot.state(id, 'making.asked.rendering');
      return id;
    },
    goOn: async (bot) => bot.fal.completeWith(await bot.job(1)),
  },
  'waits to be delivered': {
    reach: async (bot, order) => {
      const id = await order();
      bot.telegram.failNext('sendPhoto', INTERNAL);
      await bot.fal.completeWith(await bot.job());
      await bot.state(id, 'delivering.putOff');
      return id;
    },
    goOn: async () => undefined,
  },
};

for (const [stage, { env = {}, reach, goOn }] of Object.entries(stages)) {
  it(`an order that ${stage} outlives a restart`, async (t) => {
    const bot = await openBot(t, { stages: BY_HAND, env });
    const anna = bot.person();
    const id = await reach(bot, () => anna.order('a long way home'));
    await bot.restart();
    await goOn(bot);
    assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 });
    await anna.result();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check(/Internal Server Error/);
  });

  it(`an order that ${stage} outlives the loss of all actors`, async (t) => {
    const bot = await openBot(t, { stages: BY_HAND, env });
    const anna = bot.person();
    const id = await reach(bot, () => anna.order('a long way home'));
    await bot.stop();
    await bot.loseActors();
    bot.pass(LOST_MS);
    await bot.start();
    await goOn(bot);
    assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 });
    await anna.result();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check(/Internal Server Error/);
  });
}

it('a screen of before the loss of all actors leads home, and the gallery is there', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const id = await anna.order('a memory');
  await bot.ended(id);
  await anna.describe('half a thought');
  await bot.quiet();
  await bot.stop();
  await bot.loseActors();
  await bot.start();
  assert.match(await anna.press(/^make\//, /half a thought/), /out of date/);
  await anna.sees(/You have 20 coins/);
  await anna.press('Gallery', /You have 20 coins/);
  await anna.sees(/Picture 1 of 1/);
  await bot.check();
});

it('presses that come while the bot is away are taken when it is back', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const { draftId, messageId, data } = await anna.describe('a late train');
  await bot.stop();
  const press = bot.telegram.pressStale(anna.id, messageId, data);
  await bot.start();
  await press.answered;
  await anna.result();
  assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 5 });
  await bot.check();
});

eachBacking('Actors that are lost', (backing) => {
  for (const [stage, isBegun] of [
    ['queued', false],
    ['rendering', true],
  ] as const) {
    it(`are rebuilt for an order that is ${stage}`, async (t) => {
      const bot = await openBot(t, { stages: BY_HAND, backing });
      const anna = bot.person();
      const id = await anna.order('a long way home');
      const job = await bot.job();
      if (isBegun) bot.fal.begin(job);
      await bot.state(id, `making.asked.${stage}`);
      // Redis can be flushed under a running bot; the embedded store's file is held by it.
      if (backing !== served) await bot.stop();
      await bot.loseActors();
      bot.pass(LOST_MS);
      if (backing !== served) await bot.start();
      await bot.fal.completeWith(job);
      assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
      await anna.result();
      assert.equal(bot.jobs().length, 1);
      await anna.press('Menu', /^Done!/);
      await anna.sees(/You have 20 coins/);
      await bot.check();
    });
  }
});
