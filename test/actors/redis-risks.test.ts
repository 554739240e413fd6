import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { risksOfRedis } from '../../src/actors/redis-risks.ts';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { StoreError } from '../../src/actors/store-error.ts';
import { connectUpstash } from '../../src/actors/upstash-rest.ts';
import { createStoreCondition } from '../../src/main/store-condition.ts';
import { REST_TOKEN, serveRest } from '../redis.ts';
import { createRedisServer, redisServerRefusal } from '../servers/redis-server.ts';
import { registerRefusal } from '../without-server.ts';

const none: readonly string[] = [];

if (redisServerRefusal !== undefined) registerRefusal('The risks of a Redis', redisServerRefusal);
else
  describe('the risks of a Redis', () => {
    it('are told as it is set, and gone once it is set right', async (t) => {
      const redis = await createRedisServer('nothing');
      t.after(redis.remove);
      const { send, close } = await connectRedis(redis.url);
      t.after(close);
      const set = async (name: string, value: string) =>
        void (await send(['CONFIG', 'SET', name, value]));

      const [nothing, ...rest] = await risksOfRedis(send);
      assert.match(nothing ?? '', /keeps nothing on disk: .*Set appendonly yes/);
      assert.deepEqual(rest, none);
      await set('save', '3600 1');
      assert.match((await risksOfRedis(send)).join(), /^Redis keeps snapshots only: /);
      await set('appendonly', 'yes');
      assert.deepEqual(await risksOfRedis(send), none);
      await set('maxmemory-policy', 'allkeys-lru');
      assert.deepEqual(await risksOfRedis(send), none, 'there is no limit yet');
      await set('maxmemory', '100mb');
      assert.match((await risksOfRedis(send)).join(), /^Redis may throw away .*\(allkeys-lru\)/);
      await set('maxmemory-policy', 'noeviction');
      assert.deepEqual(await risksOfRedis(send), none);
    });

    it('are told by REST too', async (t) => {
      const redis = await createRedisServer('nothing');
      t.after(redis.remove);
      const rest = await serveRest(redis.url);
      t.after(rest.close);
      const { send } = await connectUpstash({ url: rest.url, token: REST_TOKEN });
      assert.match((await risksOfRedis(send)).join(), /^Redis keeps nothing on disk/);
    });
  });

describe('a Redis that keeps its settings to itself', () => {
  it('is suspected of nothing', async () => {
    const refuse = () => Promise.reject(new Error('NOPERM this user has no permissions'));
    assert.deepEqual(await risksOfRedis(refuse), none);
    assert.deepEqual(await risksOfRedis(async () => '# Server\r\nupstash_version:1\r\n'), none);
  });

  it('and is not append-only is not said to keep nothing', async () => {
    const answers = async ([name]: string[]) => {
      if (name === 'CONFIG') throw new Error("NOPERM this user has no permissions to run 'config'");
      return 'aof_enabled:0\r\n';
    };
    const told = (await risksOfRedis(answers)).join();
    assert.match(told, /no append-only file, and does not tell whether .*Set appendonly yes$/);
    assert.doesNotMatch(told, /nothing on disk/);
  });

  it('that does not answer is not one', async () => {
    const silent = () => Promise.reject(new StoreError('store-unreachable', 'away'));
    await assert.rejects(risksOfRedis(silent), { code: 'store-unreachable' });
  });
});

describe('the condition of the store', () => {
  it('asks the store each time, and for its risks only now and then', async () => {
    const asked = { clock: 0, risks: 0 };
    let time = 0;
    const condition = createStoreCondition({
      store: {
        clock: async () => {
          asked.clock += 1;
          return 0;
        },
      },
      risks: async () => {
        asked.risks += 1;
        return asked.risks === 1 ? ['one', 'two'] : [];
      },
      now: () => time,
    });
    assert.deepEqual(await condition(), { state: 'ok', warning: 'one; two' });
    assert.deepEqual(await condition(), { state: 'ok', warning: 'one; two' });
    assert.deepEqual(asked, { clock: 2, risks: 1 });
    time += 60_000;
    assert.deepEqual(await condition(), { state: 'ok' });
  });
});
