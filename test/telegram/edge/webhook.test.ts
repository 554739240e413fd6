import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Update } from 'grammy/types';
import { Hono } from 'hono';
import { createRoom } from '../../../src/http/room.ts';
import { EdgeError } from '../../../src/telegram/edge-error.ts';
import { createWebhook } from '../../../src/telegram/webhook.ts';
import { eventually } from '../../eventually.ts';
import { serve } from '../../serve.ts';
import { ANNA, beginTelegram } from './begin.ts';

const SECRET = 'S3cret_-';
const PLACES = 2;

async function begin(t: TestContext, take: (update: Update) => Promise<unknown>) {
  const reports: string[] = [];
  const room = createRoom({ places: PLACES, onFull: () => void reports.push('full') });
  const app = new Hono().route(
    '/telegram/webhook',
    createWebhook({
      secret: SECRET,
      admit: room.admit,
      take,
      report: (code) => void reports.push(code),
    }),
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
  return { post, url, reports, room };
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

/** Holds every update back until it is told; `entered` counts them. */
function held() {
  const entered: Update[] = [];
  const { promise, resolve: saveAll } = Promise.withResolvers<void>();
  const take = (one: Update) => {
    entered.push(one);
    return promise;
  };
  return { take, entered, saveAll };
}

test('one more than may be under way comes again, and is taken when there is a place', async (t) => {
  const { take, entered, saveAll } = held();
  const { post, reports } = await begin(t, take);
  const under = Array.from({ length: PLACES }, () => post(update));
  await eventually(() => entered.length === PLACES || undefined);
  const refused = await post(update);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('Retry-After'), '1');
  assert.deepEqual(reports, ['full']);
  assert.equal((await post(update, 'wrong')).status, 401);
  saveAll();
  for (const { status } of await Promise.all(under)) assert.equal(status, 200);
  assert.equal((await post(update)).status, 200);
  assert.equal(entered.length, PLACES + 1);
});

test('an update that fails leaves its place', async (t) => {
  const { post } = await begin(t, () => Promise.reject(new Error('a mistake')));
  for (let n = 0; n <= PLACES; n += 1) assert.equal((await post(update)).status, 500);
});

test('a process that ends takes nothing new, and waits for what is under way', async (t) => {
  const { take, entered, saveAll } = held();
  const { post, reports, room } = await begin(t, take);
  const last = post(update);
  await eventually(() => entered.length === 1 || undefined);
  let isEmpty = false;
  const closed = room.close().then(() => {
    isEmpty = true;
  });
  const refused = await post(update);
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('Retry-After'), '1');
  assert.equal(isEmpty, false);
  saveAll();
  assert.equal((await last).status, 200);
  await closed;
  assert.deepEqual(reports, []);
  assert.equal(entered.length, 1);
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
