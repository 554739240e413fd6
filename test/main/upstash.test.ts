import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { connectUpstash } from '../../src/actors/upstash-rest.ts';
import { eventually } from '../eventually.ts';
import { embedded } from '../journeys/backing.ts';
import { FAL_KEY, openStandIns, TOKEN } from '../journeys/open-stand-ins.ts';
import { runBot } from '../journeys/run-bot.ts';
import { deleteKeys, redisRefusal, redisUrl } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';

const TOLD = { timeoutMs: 15_000 };
const REST_TOKEN = 'a-secret-of-the-rest-api';
const HERE = { HOST: '127.0.0.1', PORT: '0' };

/** The command as a process of its own. */
async function runRest(t: TestContext) {
  const env = { PORT: '0', REDIS_URL: redisUrl, UPSTASH_REDIS_REST_TOKEN: REST_TOKEN };
  const rest = runBot(env, 'upstash');
  t.after(() => rest.kill('SIGKILL'));
  const url = () => /is at (http:\S+),/.exec(rest.output())?.[1];
  return { rest, url: await eventually(url, TOLD) };
}

/** What `start` needs beside a place for its actors. */
async function standIns(t: TestContext) {
  const backing = await embedded();
  const open = await openStandIns();
  t.after(async () => {
    await open.close();
    await backing.remove();
  });
  return {
    ...backing.environment,
    ...HERE,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: open.telegramUrl,
    FAL_BASE_URL: open.falUrl,
    FAL_KEY,
  };
}

test('upstash without a Redis or a token: it refuses, naming both', async () => {
  const rest = runBot({}, 'upstash');
  assert.equal(await rest.exited, 1, rest.output());
  assert.match(rest.output(), /REDIS_URL is missing[\s\S]*UPSTASH_REDIS_REST_TOKEN is missing/);
});

if (redisRefusal !== undefined) registerRefusal('The command upstash', redisRefusal);
else {
  test('upstash serves a Redis until it is told to end', async (t) => {
    const { rest, url } = await runRest(t);
    assert.equal(new URL(url).hostname, '127.0.0.1', 'for this machine, unless HOST is set');
    const { send } = await connectUpstash({ url, token: REST_TOKEN });
    assert.equal(await send(['ECHO', 'жизнь']), 'жизнь');
    rest.kill('SIGTERM');
    assert.equal(await rest.exited, 'Deno' in globalThis ? null : 0, rest.output());
    await assert.rejects(send(['PING']), { code: 'store-unreachable' });
    assert.ok(!rest.output().includes(REST_TOKEN));
  });

  test('start keeps its actors by REST, and says who refuses when the token is wrong', async (t) => {
    const { url } = await runRest(t);
    const prefix = `test-${crypto.randomUUID()}:`;
    t.after(() => deleteKeys(prefix));
    const env = {
      ...(await standIns(t)),
      UPSTASH_REDIS_REST_URL: url,
      UPSTASH_REDIS_REST_TOKEN: REST_TOKEN,
      REDIS_PREFIX: prefix,
    };
    const wrong = runBot({ ...env, UPSTASH_REDIS_REST_TOKEN: 'a-wrong-secret' });
    assert.equal(await wrong.exited, 1, wrong.output());
    assert.match(wrong.output(), /^store-failed: Redis at \S+ refuses the token: WRONGPASS/m);
    assert.doesNotMatch(wrong.output(), /a-wrong-secret|^\s+at /m);

    const bot = runBot(env);
    t.after(() => bot.kill('SIGKILL'));
    await eventually(() => bot.output().includes('AISHA is ready') || undefined, TOLD);
    bot.kill('SIGTERM');
    await bot.exited;
    assert.ok(!bot.output().includes(REST_TOKEN));
  });
}
