import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import { createRedisStore } from '../../src/actors/redis-store.ts';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { StoreError } from '../../src/actors/store-error.ts';
import { connectUpstash } from '../../src/actors/upstash-rest.ts';
import { saveOf } from '../contracts/actor-store.ts';
import { eventually } from '../eventually.ts';
import { deleteKeys, REST_TOKEN, redisRefusal, redisUrl, serveRest } from '../redis.ts';
import { serve } from '../serve.ts';
import { registerRefusal } from '../without-server.ts';
import { createTcpProxy } from './tcp-proxy.ts';

const token = REST_TOKEN;

/** A REST server in front of Redis, a network that a test can break, and a connection through it. */
async function openThroughProxy(t: TestContext, deadlineMs: number) {
  const rest = await serveRest();
  const near = await connectRedis(redisUrl);
  const proxy = await createTcpProxy({ host: '127.0.0.1', port: rest.port });
  const url = `http://127.0.0.1:${proxy.port}`;
  const prefix = `test-${crypto.randomUUID()}:`;
  const connection = await connectUpstash({ url, token }, { deadlineMs });
  t.after(async () => {
    await connection.close();
    await proxy.close();
    await rest.close();
    await near.close();
    await deleteKeys(prefix);
  });
  return { proxy, connection, near, prefix };
}

/** Something that answers like no REST API. */
async function connectTo(t: TestContext, answer: (body: string) => Response) {
  let isFirst = true;
  const server = await serve({
    fetch: async (request) => {
      const body = await request.text();
      if (!isFirst) return answer(body);
      isFirst = false;
      return Response.json([{ result: 'PONG' }]);
    },
  });
  t.after(server.close);
  return connectUpstash({ url: server.url, token }, { deadlineMs: 500 });
}

const unreachable = { code: 'store-unreachable' };

if (redisRefusal !== undefined) registerRefusal('The connection by REST', redisRefusal);
else
  describe('the connection by REST', () => {
    it('sends the commands of one moment in one request, and answers each its own', async (t) => {
      const bodies: string[][][] = [];
      const connection = await connectTo(t, (body) => {
        const commands: string[][] = JSON.parse(body);
        bodies.push(commands);
        return Response.json(
          commands.map(([name, value]) =>
            name === 'ECHO' ? { result: value } : { error: `ERR unknown command '${name}'` },
          ),
        );
      });
      const answers = await Promise.allSettled([
        connection.send(['ECHO', 'one']),
        connection.send(['NOPE']),
        connection.send(['ECHO', '2']),
      ]);
      assert.deepEqual(
        answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : undefined)),
        ['one', undefined, '2'],
      );
      assert.ok(answers[1].status === 'rejected' && !(answers[1].reason instanceof StoreError));
      assert.deepEqual(bodies, [[['ECHO', 'one'], ['NOPE'], ['ECHO', '2']]]);
    });

    it('answers every one of many commands, in fewer requests than there are commands', async (t) => {
      let requests = 0;
      const connection = await connectTo(t, (body) => {
        requests += 1;
        const commands: string[][] = JSON.parse(body);
        return Response.json(commands.map(([, value]) => ({ result: value })));
      });
      const words = Array.from({ length: 2000 }, (_, index) => `word ${index}`);
      const answers = await Promise.all(words.map((word) => connection.send(['ECHO', word])));
      assert.deepEqual(answers, words);
      assert.ok(requests <= 2000 / 50, `${requests} requests`);
    });

    it('fails at once while the server is out of reach, and comes back by itself', async (t) => {
      const { proxy, connection } = await openThroughProxy(t, 5000);
      proxy.cut(true);
      const before = performance.now();
      for (let turn = 0; turn < 50; turn++)
        await assert.rejects(connection.send(['PING']), unreachable);
      assert.ok(performance.now() - before < 1000);
      proxy.cut(false);
      assert.equal(await connection.send(['PING']), 'PONG');
    });

    it('never sends a command again whose answer was lost with the connection', async (t) => {
      const { proxy, connection, near, prefix } = await openThroughProxy(t, 5000);
      const counter = `${prefix}counter`;
      proxy.hush(true);
      const lost = assert.rejects(connection.send(['INCR', counter]), unreachable);
      await eventually(async () => (await near.send(['GET', counter])) ?? undefined);
      proxy.cut(true);
      await lost;
      proxy.hush(false);
      proxy.cut(false);
      assert.equal(await connection.send(['GET', counter]), '1');
    });

    it('loses no save and makes none twice when the answer does not come in time', async (t) => {
      const { proxy, connection, near, prefix } = await openThroughProxy(t, 200);
      const [far, store] = [connection, near].map(({ send }) => createRedisStore({ send, prefix }));
      assert.ok(far && store);
      assert.equal((await far.save(saveOf('chat:1', 0))).kind, 'saved');
      proxy.hush(true);
      await assert.rejects(far.save(saveOf('chat:1', 1)), unreachable);
      assert.equal((await store.load('chat:1'))?.step, 1);
      proxy.hush(false);
      proxy.cut(true);
      proxy.cut(false);
      assert.equal((await far.load('chat:1'))?.step, 1);
      assert.equal((await store.journal(10)).length, 2);
    });

    it('tells a refusal of Redis from its silence', async (t) => {
      const { connection, prefix } = await openThroughProxy(t, 1000);
      const store = createRedisStore({ send: connection.send, prefix });
      await connection.send(['SET', `${prefix}{actors}:record:chat:1`, 'not a hash']);
      await assert.rejects(store.save(saveOf('chat:1', 0)), { code: 'store-failed' });
      await connection.close();
      await assert.rejects(store.load('chat:1'), { code: 'store-closed' });
    });

    it('counts as silence whatever is no answer to each command', async (t) => {
      for (const answer of [
        () => Response.json([]),
        () => Response.json([{ result: 'one' }, { result: 'too many' }]),
        () => Response.json({ result: 'one' }),
        () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
        () => new Response('[{"resu', { status: 200 }),
        () => Response.json({ error: 'ERR max requests limit exceeded' }, { status: 429 }),
      ]) {
        const connection = await connectTo(t, answer);
        await assert.rejects(connection.send(['PING']), unreachable);
      }
    });

    it('refuses to begin with a wrong token, and tells neither it nor what was sent', async (t) => {
      const rest = await serveRest();
      t.after(rest.close);
      const refusal = connectUpstash({ url: rest.url, token: 'wrong-secret' });
      await assert.rejects(refusal, (error) => {
        assert.ok(error instanceof StoreError);
        assert.equal(error.code, 'store-failed');
        assert.match(error.message, /refuses the token: WRONGPASS/);
        assert.doesNotMatch(inspect(error), /wrong-secret|PING|command was/);
        return true;
      });
    });

    it('tells nothing of a save that is refused', async (t) => {
      const refuse = () => Response.json({ error: 'ERR quota' }, { status: 400 });
      const { send } = await connectTo(t, refuse);
      const store = createRedisStore({ send, prefix: 'test:' });
      await assert.rejects(store.save(saveOf('chat:a-person', 0)), (error) => {
        assert.match(inspect(error), /ERR quota/);
        assert.doesNotMatch(inspect(error), /a-person/);
        return true;
      });
    });
  });
