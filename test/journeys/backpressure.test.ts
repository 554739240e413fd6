import assert from 'node:assert/strict';
import { it, type TestContext } from 'node:test';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { createTcpProxy, type TcpProxy } from '../actors/tcp-proxy.ts';
import { postgresRefusal } from '../databases.ts';
import { eventually } from '../eventually.ts';
import { redisRefusal } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';
import { type Backing, served } from './backing.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';
import type { Person } from './person.ts';

/** A message as Telegram posts it; what it says is in nobody's way. */
const post = ({ url }: Bot, { id }: Person) =>
  fetch(`${url}/telegram/webhook`, {
    method: 'POST',
    headers: { 'X-Telegram-Bot-Api-Secret-Token': 'secret' },
    body: JSON.stringify({
      update_id: 900_000_000,
      message: {
        message_id: 900,
        date: Math.floor(Date.now() / 1000),
        from: { id, is_bot: false, first_name: 'A' },
        chat: { id, type: 'private', first_name: 'A' },
        text: 'a castle',
      },
    }),
  });

/** What the person's chart took, up to a last press. */
async function takenBy(bot: Bot, { id }: Person, screen: number): Promise<readonly string[]> {
  await bot.telegram.pressStale(id, screen, 'settings').answered;
  const look = async () => {
    const lines = await bot.db.kysely
      .selectFrom('journal')
      .select('event')
      .where('actor_key', '=', `chat:${id}`)
      .orderBy('step')
      .execute();
    const events = lines.map(({ event }) => event);
    return events.at(-1) === 'settings' ? events : undefined;
  };
  return eventually(look, { timeoutMs: 10_000, everyMs: 50 });
}

const countOf = (all: readonly string[], one: string) => all.filter((each) => each === one).length;

type Named = 'DATABASE_URL' | 'REDIS_URL';

/** PostgreSQL and Redis, one of them behind a network that can be cut. */
async function behindProxy(t: TestContext, named: Named) {
  const backing = await served();
  const address = new URL(backing.environment[named] ?? '');
  const proxy = await createTcpProxy({ host: address.hostname, port: Number(address.port) });
  t.after(proxy.close);
  address.hostname = '127.0.0.1';
  address.port = String(proxy.port);
  const environment = { ...backing.environment, [named]: address.href };
  return { proxy, backing: async (): Promise<Backing> => ({ ...backing, environment }) };
}

async function outlives(bot: Bot, proxy: TcpProxy) {
  const anna = bot.person();
  anna.say('/start');
  const { message_id: screen } = await anna.sees(/Write what you would like to see/);
  await bot.quiet();
  proxy.cut(true);
  const refused = await post(bot, anna);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('Retry-After'), '1');
  const press = bot.telegram.pressStale(anna.id, screen, 'help');
  await eventually(() => bot.telegram.pendingUpdates().length === 1 || undefined);
  assert.equal((await bot.ready()).status, 503);
  proxy.cut(false);
  await press.answered;
  await anna.sees(/^How it works/);
  const again = async () => ((await post(bot, anna)).status === 200 ? true : undefined);
  await eventually(again, { timeoutMs: 10_000, everyMs: 50 });
  assert.equal((await post(bot, anna)).status, 200, 'and once more');
  await anna.sees(/a castle/);
  const taken = await takenBy(bot, anna, screen);
  for (const event of ['help', 'text']) assert.equal(countOf(taken, event), 1, event);
  // The last press was on the screen that stood above what was said.
  await bot.check(/message to edit not found/);
}

/** The record in Redis, as another instance could have left it. */
async function recordOf({ environment }: Backing, key: string) {
  const { REDIS_URL = '', REDIS_PREFIX = '' } = environment;
  const { send, close } = await connectRedis(REDIS_URL);
  const name = `${REDIS_PREFIX}{actors}:record:${key}`;
  const read = async () => String(await send(['HGET', name, 'text']));
  const write = async (record: { epoch: string; step: number }) => {
    const moment = `${record.step} ${record.epoch}`;
    await send(['HSET', name, 'moment', moment, 'text', JSON.stringify(record)]);
  };
  return { read, write, close };
}

/** Steps on with a newer chart, and gives the record back to this release's later on. */
async function takenOver(t: TestContext, backing: Backing, key: string) {
  const { read, write, close } = await recordOf(backing, key);
  t.after(close);
  const ours = JSON.parse(await read());
  const theirs = { ...ours, version: ours.version + 1, step: ours.step + 1 };
  await write(theirs);
  return {
    isUntouched: async () => assert.equal(await read(), JSON.stringify(theirs)),
    giveBack: () => write({ ...ours, step: theirs.step }),
  };
}

const refusal = postgresRefusal ?? redisRefusal;

if (refusal !== undefined) registerRefusal('what cannot be taken now', refusal);
else {
  for (const [named, what] of [
    ['REDIS_URL', 'Redis'],
    ['DATABASE_URL', 'the database'],
  ] as const)
    it(`an update that comes while ${what} is away is put off, and taken once when it is back`, async (t) => {
      const { proxy, backing } = await behindProxy(t, named);
      await outlives(await openBot(t, { backing, news: 'webhook' }), proxy);
    });

  it('a person whom a newer release serves is left to it: nothing is written or answered', async (t) => {
    const backing = await served();
    const bot = await openBot(t, { backing: async () => backing, news: 'webhook' });
    const anna = bot.person();
    anna.say('/start');
    const { message_id: screen } = await anna.sees(/Write what you would like to see/);
    await bot.quiet();
    const { isUntouched, giveBack } = await takenOver(t, backing, `chat:${anna.id}`);
    const refused = await post(bot, anna);
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('Retry-After'), '1');
    const press = bot.telegram.pressStale(anna.id, screen, 'help');
    await eventually(() => bot.lines.some(({ message }) => message === 'unavailable') || undefined);
    await isUntouched();
    assert.equal(bot.telegram.openQueries().length, 1, 'no toast of trouble');
    await giveBack();
    assert.equal((await press.answered).text, '');
    await anna.sees(/^How it works/);
    assert.equal(countOf(await takenBy(bot, anna, screen), 'help'), 1);
    await bot.check();
  });

  it('an order that a newer release carries on is left to it, also by FAL’s webhook', async (t) => {
    const backing = await served();
    const bot = await openBot(t, {
      backing: async () => backing,
      news: 'webhook',
      stages: BY_HAND,
    });
    const anna = bot.person();
    const id = await anna.order('a lighthouse');
    const job = await bot.job();
    await bot.state(id, 'making.asked.queued');
    const { isUntouched, giveBack } = await takenOver(t, backing, `generation:${id}`);
    await bot.fal.completeWith(job);
    const statuses = () => bot.fal.deliveries.map(({ status }) => status);
    await bot.fal.waitFor(() => statuses().includes(503));
    await isUntouched();
    await giveBack();
    assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
    await bot.check();
    assert.equal(statuses().at(-1), 200);
  });
}
