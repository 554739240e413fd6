import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createRedisStore, type SendCommand } from '../../src/actors/redis-store.ts';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { saveOf } from '../contracts/actor-store.ts';
import { behavesLikeItsModel } from '../contracts/actor-store-model.ts';
import { createRedisServer, redisServerRefusal } from '../servers/redis-server.ts';
import { registerRefusal } from '../without-server.ts';

const PREFIXES = ['one:', 'another:'];

/** The keys that a command names; a script may touch no other. */
const keysOf = ([name = '', key = '', count = '', ...rest]: readonly string[]) =>
  name.startsWith('EVAL') ? rest.slice(0, Number(count)) : [key];

/** A store, and the keys that it has named so far. */
function open(send: SendCommand, prefix: string) {
  const named = new Set<string>();
  const recording: SendCommand = (command) => {
    for (const key of keysOf(command)) named.add(key);
    return send(command);
  };
  return { prefix, named, store: createRedisStore({ send: recording, prefix }) };
}

if (redisServerRefusal !== undefined) registerRefusal('Redis shared by two', redisServerRefusal);
else
  it('two bots that share a Redis, each with a prefix, know nothing of each other', async (t) => {
    const redis = await createRedisServer('nothing');
    t.after(redis.remove);
    const { send, close } = await connectRedis(redis.url);
    t.after(close);
    await send(['SET', 'a third', 'untouched']);
    const bots = PREFIXES.map((prefix) => open(send, prefix));
    await Promise.all(bots.map(({ store }) => behavesLikeItsModel(store)));
    for (const { prefix, named, store } of bots) {
      assert.ok(named.size > 10);
      const strays = [...named].filter((key) => !key.startsWith(`${prefix}{actors}:`));
      assert.deepEqual(strays, []);
      await store.save(saveOf('chat:1', 0));
    }
    const keys = await send(['KEYS', '*']);
    const kept = ['record:chat:1', 'journal', 'lines'];
    const expected = PREFIXES.flatMap((prefix) => kept.map((name) => `${prefix}{actors}:${name}`));
    assert.ok(Array.isArray(keys));
    assert.deepEqual(keys.toSorted(), ['a third', ...expected].toSorted());
  });
