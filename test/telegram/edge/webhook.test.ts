import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Update } from 'grammy/types';
import { Hono } from 'hono';
import { EdgeError } from '../../../src/telegram/edge-error.ts';
import { createWebhook } from '../../../src/telegram/webhook.ts';
import { serve } from '../../serve.ts';
import { ANNA, beginTelegram } from './begin.ts';

const SECRET = 'S3cret_-';

async function begin(t: TestContext, take: (update: Update) => Promise<unknown>) {
  const reports: string[] = [];
  const app = new Hono().route(
    '/telegram/webhook',
    createWebhook({ secret: SECRET, take, report: (code) => void reports.push(code) }),
  );
  const server = await serve(app);
  t.after(server.close);
  const url = `${server.url}/telegram/webhook`;
  const post = (body: string, secret: string | null = SECRET) =>
    fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(secret === null ? {} : { 'X-Telegram-Bot-Api-Secret-Token': secret }),
      },
      body,
    });
  return { post, url, reports };
}

const update = JSON.stringify({ update_id: 1 });

test('200 comes only after the update is saved', async (t) => {
  const saved = Promise.withResolvers<void>();
  const entered = Promise.withResolvers<void>();
  const { post } = await begin(t, () => {
    entered.resolve();
    return saved.promise;
  });
  let status = 0;
  const answered = post(update).then((response) => {
    status = response.status;
  });
  await entered.promise;
  assert.equal(status, 0);
  saved.resolve();
  await answered;
  assert.equal(status, 200);
});

test('a wrong secret, or none, is turned away unread', async (t) => {
  const taken: Update[] = [];
  const { post } = await begin(t, async (one) => void taken.push(one));
  for (const secret of [null, '', 'wrong', `${SECRET}x`, SECRET.slice(1)]) {
    assert.equal((await post('{not json', secret)).status, 401);
  }
  assert.deepEqual(taken, []);
});

test('what is not an update is a bad request', async (t) => {
  const { post } = await begin(t, async () => undefined);
  for (const body of ['', '{not json', '[]', '{}', '{"update_id":"1"}', 'null']) {
    assert.equal((await post(body)).status, 400, body);
  }
});

test('a body over a mebibyte is not read', async (t) => {
  const { post } = await begin(t, async () => undefined);
  const large = JSON.stringify({ update_id: 1, filler: 'x'.repeat(1024 * 1024) });
  assert.equal((await post(large)).status, 413);
});

test('with the store out of reach Telegram is asked to come again', async (t) => {
  const { post, reports } = await begin(t, () =>
    Promise.reject(new EdgeError('unavailable', 'store', null)),
  );
  const response = await post(update);
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('Retry-After'), '1');
  assert.deepEqual(reports, ['unavailable']);
});

test('an update that was not taken comes again', async (t) => {
  const { post, reports } = await begin(t, () => Promise.reject(new Error('a mistake')));
  assert.equal((await post(update)).status, 500);
  assert.deepEqual(reports, ['update-failed']);
});

test('Telegram’s own deliveries arrive, and a failed one is repeated', async (t) => {
  const { telegram, phone } = await beginTelegram(t);
  const texts: string[] = [];
  let isFirst = true;
  const { url } = await begin(t, async (one) => {
    if (one.message?.text === '/start') return;
    if (isFirst) {
      isFirst = false;
      throw new EdgeError('unavailable', 'store', null);
    }
    texts.push(one.message?.text ?? '');
  });
  await telegram.free.setWebhook(url, { secret_token: SECRET });
  phone.say(ANNA, 'one');
  phone.say(ANNA, 'two');
  while (texts.length < 2) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(texts, ['one', 'two']);
});
