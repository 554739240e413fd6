import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRedisStore } from '../../src/actors/redis-store.ts';
import { connectRedis, type RedisConnection } from '../../src/actors/redis-tcp.ts';
import { StoreError } from '../../src/actors/store-error.ts';
import { actorStoreContract, effect, saveOf } from '../contracts/actor-store.ts';
import { eventually } from '../eventually.ts';
import { connectByRest, deleteKeys, redisRefusal, redisUrl } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';
import { createTcpProxy } from './tcp-proxy.ts';

const EVERYTHING = { limit: 100, leaseMs: 60_000 };

type Connect = () => Promise<RedisConnection>;

const openRedis = () => openOver(() => connectRedis(redisUrl));

async function openOver(connect: Connect) {
  const [first, second] = [await connect(), await connect()];
  const prefix = `test-${crypto.randomUUID()}:`;
  const store = createRedisStore({ send: first.send, prefix });
  return {
    connection: first,
    prefix,
    store,
    other: createRedisStore({ send: second.send, prefix, close: second.close }),
    pass: async (ms: number) => {
      const until = (await store.clock()) + ms;
      await eventually(async () => ((await store.clock()) > until ? true : undefined));
    },
    close: async () => {
      await deleteKeys(prefix);
      await Promise.all([first.close(), second.close()]);
    },
  };
}

if (redisRefusal !== undefined) registerRefusal('Redis as an actor store', redisRefusal);
else {
  actorStoreContract('Redis', openRedis);
  actorStoreContract('Redis by Upstash REST', () => openOver(connectByRest));

  describe('the Redis store', () => {
    it('keeps all its keys under one hash tag and its prefix', async () => {
      const { connection, store, prefix, close } = await openRedis();
      await store.save(saveOf('chat:{1}', 0));
      const keys = await connection.send(['KEYS', `${prefix}*`]);
      assert.ok(Array.isArray(keys) && keys.length === 3);
      for (const key of keys) assert.ok(String(key).startsWith(`${prefix}{actors}:`));
      await close();
    });

    it('sends a script whole when Redis does not hold it', async () => {
      const { connection, prefix, close } = await openRedis();
      const sent: string[] = [];
      const forgetful = async (command: string[]) => {
        sent.push(command[0] ?? '');
        if (command[0] === 'EVALSHA') throw new Error('NOSCRIPT No matching script.');
        return connection.send(command);
      };
      const store = createRedisStore({ send: forgetful, prefix });
      assert.equal((await store.save(saveOf('chat:1', 0))).kind, 'saved');
      assert.deepEqual(sent, ['EVALSHA', 'EVAL']);
      await close();
    });

    it('tells a refusal of Redis from its silence', async () => {
      const { connection, store, prefix, close } = await openRedis();
      await connection.send(['SET', `${prefix}{actors}:record:chat:1`, 'not a hash']);
      await assert.rejects(store.save(saveOf('chat:1', 0)), { code: 'store-failed' });
      await close();
      await assert.rejects(store.load('chat:1'), { code: 'store-unreachable' });
    });

    it('loses no save and makes none twice when the answer gets lost', async () => {
      const { store, prefix, close } = await openRedis();
      const { proxy, connection } = await openThroughProxy(200);
      const far = createRedisStore({ send: connection.send, prefix });
      assert.equal((await far.save(saveOf('chat:1', 0))).kind, 'saved');
      proxy.hush(true);
      await assert.rejects(far.save(saveOf('chat:1', 1)), { code: 'store-unreachable' });
      assert.equal((await store.load('chat:1'))?.step, 1);
      proxy.hush(false);
      const record = await eventually(async () => (await far.load('chat:1')) ?? undefined);
      assert.equal(record.step, 1);
      assert.equal((await store.journal(10)).length, 2);
      await connection.close();
      await proxy.close();
      await close();
    });
  });

  describe('a Redis store whose answers get lost', () => {
    it('gives the effects of a save that it knows nothing of to whoever claims next', async () => {
      const { store, prefix, close } = await openRedis();
      const { proxy, connection } = await openThroughProxy(200);
      const far = createRedisStore({ send: connection.send, prefix });
      await far.save(saveOf('chat:1', 0));
      proxy.hush(true);
      const effects = [effect('chat:1/first/1/0'), effect('chat:1/first/1/1', { delayMs: 60_000 })];
      const silent = { code: 'store-unreachable' };
      await assert.rejects(far.save(saveOf('chat:1', 1, { effects })), silent);
      proxy.cut(true);
      await assert.rejects(far.claim(EVERYTHING), silent);
      assert.deepEqual(await store.claim(EVERYTHING), []);
      assert.equal((await store.depth()).leased, 1);
      proxy.hush(false);
      proxy.cut(false);
      const [first, ...more] = await eventually(() => far.claim(EVERYTHING));
      assert.deepEqual([first?.id, first?.attempts], ['chat:1/first/1/0', 0]);
      assert.deepEqual(more, []);
      await connection.close();
      await proxy.close();
      await close();
    });

    it('takes no effect from another that has it by then', async () => {
      const { store, prefix, pass, close } = await openRedis();
      const { proxy, connection } = await openThroughProxy(200);
      const far = createRedisStore({ send: connection.send, prefix });
      await connection.ping();
      proxy.hush(true);
      const effects = [effect('chat:1/first/0/0')];
      const lost = far.save(saveOf('chat:1', 0, { effects, leaseMs: 20 }));
      await assert.rejects(lost, { code: 'store-unreachable' });
      await pass(20);
      const [theirs] = await store.claim(EVERYTHING);
      assert.ok(theirs);
      proxy.hush(false);
      assert.deepEqual(await eventually(() => far.claim(EVERYTHING)), []);
      assert.deepEqual(await store.complete(theirs.id, theirs.token, 1000), []);
      await connection.close();
      await proxy.close();
      await close();
    });
  });

  describe('the Redis connection', () => {
    it('fails at once while Redis is out of reach, and comes back by itself', async () => {
      const { proxy, connection } = await openThroughProxy(5000);
      await connection.ping();
      proxy.cut(true);
      await eventually(() =>
        connection
          .ping()
          .then(() => undefined)
          .catch(() => true),
      );
      const before = performance.now();
      for (let turn = 0; turn < 50; turn++) {
        await assert.rejects(connection.send(['PING']), { code: 'store-unreachable' });
      }
      assert.ok(performance.now() - before < 1000);
      proxy.cut(false);
      await eventually(() => connection.ping().then(() => true));
      await connection.close();
      await proxy.close();
    });

    it('never sends a command again whose answer was lost with the connection', async () => {
      const { connection: near, prefix, close } = await openRedis();
      const { proxy, connection } = await openThroughProxy(5000);
      const counter = `${prefix}counter`;
      proxy.hush(true);
      const lost = assert.rejects(connection.send(['INCR', counter]), {
        code: 'store-unreachable',
      });
      await eventually(async () => (await near.send(['GET', counter])) ?? undefined);
      proxy.cut(true);
      await lost;
      proxy.hush(false);
      proxy.cut(false);
      await eventually(() => connection.ping().then(() => true));
      assert.equal(await connection.send(['GET', counter]), '1');
      await connection.close();
      await proxy.close();
      await close();
    });

    it('refuses to begin without a Redis, and tells no password', async () => {
      const refusal = connectRedis('redis://:secret@127.0.0.1:1', { deadlineMs: 500 });
      await assert.rejects(refusal, (error) => {
        assert.ok(error instanceof StoreError);
        assert.equal(error.code, 'store-unreachable');
        assert.doesNotMatch(error.message, /secret/);
        return true;
      });
    });
  });
}

async function openThroughProxy(deadlineMs: number) {
  const { hostname, port } = new URL(redisUrl);
  const proxy = await createTcpProxy({ host: hostname, port: Number(port || 6379) });
  const through = new URL(redisUrl);
  through.host = `127.0.0.1:${proxy.port}`;
  return { proxy, connection: await connectRedis(through.href, { deadlineMs }) };
}
