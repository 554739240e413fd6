import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Redis } from '@upstash/redis';
import { createUpstashRest } from '../../src/http/upstash-rest.ts';
import { deleteKeys, REST_TOKEN, redisRefusal, serveRest } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';

const prefix = `test-${crypto.randomUUID()}:`;
const key = (name: string) => `${prefix}${name}`;

type Encoding = 'base64' | false;

if (redisRefusal !== undefined) registerRefusal("Upstash's REST API", redisRefusal);
else
  describe("Upstash's REST API", () => {
    let rest: Awaited<ReturnType<typeof serveRest>>;
    before(async () => {
      rest = await serveRest();
    });
    after(async () => {
      await rest.close();
      await deleteKeys(prefix);
    });

    const open = (responseEncoding: Encoding) =>
      new Redis({
        url: rest.url,
        token: REST_TOKEN,
        responseEncoding,
        automaticDeserialization: false,
        enableTelemetry: false,
      });

    async function post(path: string, body: string, token = REST_TOKEN) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${rest.url}${path}`, { method: 'POST', headers, body });
      return [answer.status, await answer.json()] as const;
    }

    for (const encoding of ['base64', false] as const) {
      it(`serves the package, answers ${encoding || 'as they are'}`, async () => {
        const redis = open(encoding);
        assert.equal(await redis.set(key('a'), 'жизнь 🙂 "OK"'), 'OK');
        assert.equal(await redis.get(key('a')), 'жизнь 🙂 "OK"');
        assert.equal(await redis.get(key('none')), null);
        assert.equal(await redis.set(key('a'), 'again', { nx: true }), null);
        assert.equal(await redis.incrby(key('n'), 41), 41);
        assert.equal(await redis.del(key('n')), 1);
        assert.equal(await redis.rpush(key('list'), 'x', 'OK', 'ж'), 3);
        assert.deepEqual(await redis.lrange(key('list'), 0, -1), ['x', 'OK', 'ж']);
        assert.deepEqual(await redis.mget(key('a'), key('none')), ['жизнь 🙂 "OK"', null]);
        assert.deepEqual(await redis.eval("return {1, 'two', {ARGV[1]}, false}", [], ['ж']), [
          1,
          'two',
          ['ж'],
          null,
        ]);
        await redis.del(key('a'), key('list'));
      });

      it(`serves pipelines and transactions, answers ${encoding || 'as they are'}`, async () => {
        const redis = open(encoding);
        const pipeline = redis.pipeline().set(key('b'), 'word').incr(key('b')).get(key('b'));
        const [set, incr, get] = await pipeline.exec({ keepErrors: true });
        assert.equal(set.result, 'OK');
        assert.match(incr.error ?? '', /^ERR value is not an integer/);
        assert.equal(get.result, 'word');
        const both = redis.multi().set(key('c'), '1').incr(key('c')).get(key('c'));
        assert.deepEqual(await both.exec(), ['OK', 2, '2']);
        await redis.del(key('b'), key('c'));
      });
    }

    it('keeps the bytes of what is no text', async () => {
      const script = "return '\\255\\0ж'";
      assert.deepEqual(await post('/', JSON.stringify(['EVAL', script, 0])), [
        200,
        { result: '\ufffd\u0000ж' },
      ]);
      const answer = await fetch(rest.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${REST_TOKEN}`, 'upstash-encoding': 'base64' },
        body: JSON.stringify(['EVAL', script, 0]),
      });
      const bytes = Buffer.from([255, 0, ...Buffer.from('ж')]);
      assert.deepEqual(await answer.json(), { result: bytes.toString('base64') });
    });

    it('lets nothing come between the commands of a transaction', async () => {
      const counter = key('counter');
      const racing = Array.from({ length: 100 }, async () => {
        const row = [
          ['GET', counter],
          ['INCR', counter],
          ['GET', counter],
        ];
        const [, replies] = await post('/multi-exec', JSON.stringify(row));
        const [before = 0, , after] = (replies as { result: string }[]).map(
          ({ result }) => +result,
        );
        assert.equal(after, before + 1);
      });
      await Promise.all([...racing, ...racing.map(() => post('/', `["INCR","${counter}"]`))]);
      assert.deepEqual(await post('/', `["GET","${counter}"]`), [200, { result: '200' }]);
    });

    it("refuses in Upstash's words", async () => {
      const error = (status: number, words: string) => [status, { error: words }];
      assert.deepEqual(
        await post('/', '["PING"]', 'wrong'),
        error(401, 'WRONGPASS invalid or missing auth token'),
      );
      assert.deepEqual(await post('/', '[]'), error(400, 'ERR failed to parse command'));
      assert.deepEqual(await post('/', 'PING'), error(400, 'ERR failed to parse command'));
      assert.deepEqual(
        await post('/pipeline', '["PING"]'),
        error(400, 'ERR failed to parse pipeline request'),
      );
      assert.deepEqual(await post('/pipeline', '[]'), error(400, 'ERR empty pipeline request'));
      assert.deepEqual(
        await post('/', '["GET"]'),
        error(400, "ERR wrong number of arguments for 'get' command"),
      );
      assert.deepEqual(
        await post('/multi-exec', '[["PING"],["GET"]]'),
        error(400, 'EXECABORT Transaction discarded because of previous errors.'),
      );
      assert.equal((await post('/get/a', ''))[0], 404);
      assert.equal((await post('/', `["ECHO","${'x'.repeat(11 * 1024 * 1024)}"]`))[0], 413);
    });

    it('refuses what would take the connection from all others', async () => {
      const refused = { error: "ERR Command is not available: 'BLPOP'" };
      assert.deepEqual(await post('/', '["blpop","a",0]'), [400, refused]);
      assert.deepEqual(await post('/multi-exec', '[["PING"],["BLPOP","a",0]]'), [400, refused]);
      const [status, replies] = await post('/pipeline', '[["ECHO","a"],["BLPOP","a",0],["PING"]]');
      assert.equal(status, 200);
      assert.deepEqual(replies, [{ result: 'a' }, refused, { result: 'PONG' }]);
    });

    it('says when Redis does not answer', async () => {
      const sendRow = () => Promise.reject(new Error('Redis at 127.0.0.1 does not answer'));
      const app = createUpstashRest({ token: 'token', sendRow });
      const headers = { authorization: 'Bearer token' };
      for (const [path, body] of [
        ['/', '["PING"]'],
        ['/pipeline', '[["PING"]]'],
        ['/multi-exec', '[["PING"]]'],
      ] as const) {
        const answer = await app.request(path, { method: 'POST', headers, body });
        assert.equal(answer.status, 500);
        assert.deepEqual(await answer.json(), { error: 'ERR Redis at 127.0.0.1 does not answer' });
      }
    });
  });
