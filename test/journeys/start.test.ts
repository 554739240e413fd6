import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { eventually } from '../eventually.ts';
import { serve } from '../serve.ts';
import { embedded } from './backing.ts';
import { FAL_KEY, openStandIns, TOKEN } from './open-stand-ins.ts';
import { type Running, runBot } from './run-bot.ts';

/** A folder and stand-ins, and what names them to `start`. */
async function open(t: TestContext) {
  const backing = await embedded();
  const standIns = await openStandIns();
  t.after(async () => {
    await standIns.close();
    await backing.remove();
  });
  const env = {
    ...backing.environment,
    PORT: '0',
    HOST: '127.0.0.1',
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: standIns.telegramUrl,
    FAL_BASE_URL: standIns.falUrl,
    FAL_KEY,
  };
  return { standIns, env };
}

const without = (env: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(env).filter(([each]) => each !== name));

const SECRETS = [TOKEN, TOKEN.split(':')[1] ?? TOKEN, FAL_KEY, 'wrong-secret'];

/** Asks it to end, and holds it to ending by itself. */
async function endsWell(bot: Running) {
  bot.kill('SIGTERM');
  assert.equal(await bot.exited, 'Deno' in globalThis ? null : 0, bot.output());
  assert.match(bot.output(), /Stopping/);
}

async function refuses(env: Readonly<Record<string, string>>, words: RegExp) {
  const bot = runBot(env);
  assert.equal(await bot.exited, 1, bot.output());
  assert.match(bot.output(), words);
  for (const secret of SECRETS) assert.ok(!bot.output().includes(secret), bot.output());
  assert.doesNotMatch(bot.output(), /^\s+at /m, 'a stack');
}

test('no FAL key: start refuses, naming it', async (t) => {
  const { env } = await open(t);
  await refuses(without(env, 'FAL_KEY'), /FAL_KEY is missing or empty/);
});

test('an empty FAL key counts as none', async (t) => {
  const { env } = await open(t);
  await refuses({ ...env, FAL_KEY: '' }, /FAL_KEY is missing or empty/);
  await refuses({ ...env, FAL_KEY: '  ' }, /FAL_KEY is missing or empty/);
});

test('a FAL key that FAL refuses: start refuses, naming it', async (t) => {
  const { env } = await open(t);
  await refuses({ ...env, FAL_KEY: 'wrong-id:wrong-secret' }, /FAL_KEY is refused by FAL/);
});

test('a token that Telegram refuses: start refuses, naming it', async (t) => {
  const { env } = await open(t);
  const wrong = '7000001:wrong-secret-of-a-token-of-nobody';
  await refuses({ ...env, TELEGRAM_BOT_TOKEN: wrong }, /TELEGRAM_BOT_TOKEN/);
});

test('no token, and a public address without a secret, are told together', async (t) => {
  const { env } = await open(t);
  const given = { ...without(env, 'TELEGRAM_BOT_TOKEN'), PUBLIC_URL: 'https://example.org' };
  await refuses(given, /TELEGRAM_BOT_TOKEN is missing[\s\S]*TELEGRAM_WEBHOOK_SECRET is missing/);
});

test('PostgreSQL without Redis: start refuses, naming the mend', async (t) => {
  const { env } = await open(t);
  const DATABASE_URL = 'postgres://nobody:wrong-secret@127.0.0.1:1/none';
  await refuses({ ...env, DATABASE_URL }, /REDIS_URL is missing[\s\S]*SINGLE_INSTANCE=1/);
});

test('a database out of reach: start refuses without its password', async (t) => {
  const { env } = await open(t);
  const DATABASE_URL = 'postgres://nobody:wrong-secret@127.0.0.1:1/none';
  await refuses({ ...env, DATABASE_URL, SINGLE_INSTANCE: '1' }, /database/);
});

test('a port that is taken: start refuses in a line', async (t) => {
  const { env } = await open(t);
  const other = await serve({ fetch: () => new Response() });
  t.after(other.close);
  await refuses({ ...env, PORT: String(other.port) }, /port|address|EADDRINUSE/i);
});

test('the same folder twice: the second start refuses', async (t) => {
  const { env } = await open(t);
  const first = runBot(env);
  await eventually(() => (first.output().includes('AISHA is ready') ? true : undefined), {
    timeoutMs: 15_000,
  });
  await refuses(env, /instance|already|another/i);
  await endsWell(first);
});

test('a start that waits for Telegram can be stopped', async (t) => {
  const { standIns, env } = await open(t);
  standIns.telegram.hang('getMe');
  const bot = runBot(env);
  const isAsked = () => standIns.telegram.calls.some(({ method }) => method === 'getMe');
  await eventually(() => isAsked() || undefined, { timeoutMs: 15_000 });
  const began = performance.now();
  await endsWell(bot);
  const ms = performance.now() - began;
  assert.ok(ms < 5000, `${ms} ms`);
  assert.doesNotMatch(bot.output(), /is ready/);
});

test('a whole start and stop writes no secret', async (t) => {
  const { env } = await open(t);
  const bot = runBot({ ...env, LOG_LEVEL: 'debug' });
  await eventually(() => (bot.output().includes('AISHA is ready') ? true : undefined), {
    timeoutMs: 15_000,
  });
  await endsWell(bot);
  for (const secret of SECRETS) assert.ok(!bot.output().includes(secret));
});
