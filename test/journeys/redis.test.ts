import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { createTcpProxy } from '../actors/tcp-proxy.ts';
import { eventually } from '../eventually.ts';
import { REST_TOKEN, serveRest } from '../redis.ts';
import { createRedisServer, redisServerRefusal } from '../servers/redis-server.ts';
import { registerRefusal } from '../without-server.ts';
import { embedded } from './backing.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';

type Transport = 'TCP' | 'REST';

/** An actor counts as lost when its order is older than this. */
const LOST_MS = 15_000;
const SOON = { timeoutMs: 15_000, everyMs: 10 };

/** What Telegram says to a screen that is drawn again, since nobody knew that it had been. */
const REPEATS = [/message is not modified/, /message to (delete|edit) not found/];

const portOf = (url: string) => Number(new URL(url).port);

/** A bot whose actors are in a Redis of its own, behind a network that a test can break. */
async function openOnRedis(
  t: TestContext,
  transport: Transport,
  keeping: 'nothing' | 'everything' = 'nothing',
) {
  const redis = await createRedisServer(keeping);
  t.after(redis.remove);
  const rest = transport === 'REST' ? await serveRest(redis.url) : undefined;
  if (rest) t.after(rest.close);
  const proxy = await createTcpProxy({ host: '127.0.0.1', port: rest?.port ?? portOf(redis.url) });
  t.after(proxy.close);
  const where: Record<string, string> = rest
    ? {
        UPSTASH_REDIS_REST_URL: `http://127.0.0.1:${proxy.port}`,
        UPSTASH_REDIS_REST_TOKEN: REST_TOKEN,
      }
    : { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
  const backing = async () => {
    const files = await embedded();
    return { ...files, environment: { ...files.environment, ...where } };
  };
  const bot = await openBot(t, { backing, stages: BY_HAND });
  return { redis, proxy, bot };
}

const storeOf = async (bot: Bot) => (await bot.ready()).body.checks['store'];

const untilStoreIs = (bot: Bot, state: 'ok' | 'down') =>
  eventually(async () => ((await storeOf(bot))?.state === state ? true : undefined), SOON);

async function flush(url: string) {
  const { send, close } = await connectRedis(url);
  await send(['FLUSHALL']);
  await send(['SCRIPT', 'FLUSH']);
  await close();
}

/** The order goes on by the sweep, and the coins tell no other tale. */
async function ends(bot: Bot, id: string, job: string) {
  bot.pass(LOST_MS);
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 });
  assert.equal(bot.jobs().length, 1);
}

function register(transport: Transport) {
  it('killed and empty afterwards: people go home, the order goes on', async (t) => {
    const { redis, bot } = await openOnRedis(t, transport);
    const warning = (await storeOf(bot))?.warning ?? '';
    assert.match(warning, /keeps nothing on disk/);
    assert.equal((await bot.ready()).body.status, 'ok');
    const told = bot.lines.filter(({ facts }) => JSON.stringify(facts).includes(warning));
    assert.deepEqual(
      told.map(({ level }) => level),
      ['warn'],
    );
    const anna = bot.person();
    const id = await anna.order('a long way home');
    const job = await bot.job();
    await bot.state(id, 'making.asked.queued');
    await anna.describe('half a thought');
    await redis.kill();
    await untilStoreIs(bot, 'down');
    assert.equal((await bot.ready()).status, 503);
    await anna.press(/^make\//, /half a thought/);
    await redis.start();
    await anna.sees(/You have 20 coins/);
    await untilStoreIs(bot, 'ok');

    await ends(bot, id, job);
    await anna.result();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check(...REPEATS);
  });

  it('flushed between two presses: people go home, the order goes on', async (t) => {
    const { redis, bot } = await openOnRedis(t, transport);
    const anna = bot.person();
    const id = await anna.order('a long way home');
    const job = await bot.job();
    await bot.state(id, 'making.asked.queued');
    await anna.describe('half a thought');

    await flush(redis.url);
    assert.match(await anna.press(/^make\//, /half a thought/), /out of date/);
    await anna.sees(/You have 20 coins/);

    await ends(bot, id, job);
    await anna.result();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check(...REPEATS);
  });

  it('killed, and keeping everything: nobody is sent home', async (t) => {
    const { redis, bot } = await openOnRedis(t, transport, 'everything');
    const anna = bot.person();
    const { draftId } = await anna.describe('a whole thought');
    assert.deepEqual(await storeOf(bot), { state: 'ok' });
    await redis.kill();
    await anna.press(new RegExp(`^make/${draftId}/`));
    await untilStoreIs(bot, 'down');
    await redis.start();
    await bot.fal.completeWith(await bot.job());
    assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 5 });
    await anna.result();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check(...REPEATS);
  });

  it('slow: everybody is served, once', async (t) => {
    const { proxy, bot } = await openOnRedis(t, transport);
    proxy.slow(100);
    const anna = bot.person();
    const id = await anna.order('a slow boat');
    await bot.fal.completeWith(await bot.job());
    assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
    await anna.result();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    proxy.slow(0);
    await bot.check(...REPEATS);
  });

  it('silent for longer than a press is waited for: it is taken later, once', async (t) => {
    const { proxy, bot } = await openOnRedis(t, transport);
    const anna = bot.person();
    const { draftId } = await anna.describe('a silent sea');
    proxy.hush(true);
    const press = anna.press(new RegExp(`^make/${draftId}/`));
    await untilStoreIs(bot, 'down');
    proxy.hush(false);
    proxy.cut(true);
    proxy.cut(false);
    await press;
    await bot.fal.completeWith(await bot.hurry(bot.job()));
    assert.deepEqual(await bot.hurry(bot.ended(draftId)), { end: 'succeeded', captured: 5 });
    assert.equal((await anna.orders()).length, 1);
    assert.equal(bot.jobs().length, 1);
    await anna.result();
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check(...REPEATS);
  });
}

for (const transport of ['TCP', 'REST'] as const)
  if (redisServerRefusal === undefined)
    describe(`A Redis by ${transport} that is`, () => register(transport));
  else registerRefusal(`A Redis by ${transport}`, redisServerRefusal);
