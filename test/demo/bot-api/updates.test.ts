import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import { Hono } from 'hono';
import { serve } from '../../serve.ts';
import { ANNA, BORIS, beginTalk, handClock, refused, TOKEN } from './talk.ts';

test('the offset confirms: unconfirmed updates come again', async (t) => {
  const { api, telegram } = await beginTalk(t);
  telegram.say(ANNA, 'two');
  const [first, second] = await api.getUpdates();
  assert.equal(second?.update_id, (first?.update_id ?? 0) + 1);
  assert.equal((await api.getUpdates()).length, 2);
  const rest = await api.getUpdates({ offset: second?.update_id ?? 0 });
  assert.deepEqual(
    rest.map((update) => update.message?.text),
    ['two'],
  );
  assert.equal(telegram.chat(ANNA)[0]?.read, true);
  assert.equal(telegram.chat(ANNA)[1]?.read, false);
});

test('a long poll waits for the next update', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const [start] = await api.getUpdates();
  const waiting = api.getUpdates({ offset: (start?.update_id ?? 0) + 1, timeout: 30 });
  telegram.say(ANNA, 'now');
  assert.equal((await waiting)[0]?.message?.text, 'now');
});

test('of two long polls the later ends the earlier', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const [start] = await api.getUpdates();
  const poll = () => api.getUpdates({ offset: (start?.update_id ?? 0) + 1, timeout: 30 });
  const polls = [poll(), poll()];
  await assert.rejects(Promise.race(polls), /Conflict: terminated by other getUpdates request/);
  telegram.say(ANNA, 'now');
  const outcomes = await Promise.allSettled(polls);
  const heard = outcomes.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
  assert.deepEqual(
    heard.map((update) => update.message?.text),
    ['now'],
  );
});

test('only allowed kinds of updates are queued', async (t) => {
  const { api, telegram } = await beginTalk(t);
  await api.getUpdates({ allowed_updates: ['callback_query'] });
  telegram.say(ANNA, 'not wanted');
  assert.equal(telegram.pendingUpdates().length, 1);
});

test('a press is forgotten after 150 seconds, a message after a day', async (t) => {
  const clock = handClock();
  const { telegram } = await beginTalk(t, { now: clock.now });
  telegram.pressStale(ANNA, 1, 'x');
  assert.equal(telegram.pendingUpdates().length, 2);
  clock.pass(151_000);
  assert.equal(telegram.pendingUpdates().length, 1);
  clock.pass(24 * 3_600_000);
  assert.equal(telegram.pendingUpdates().length, 0);
});

test('a real grammY bot long-polls and answers', async (t) => {
  const { telegram, url } = await beginTalk(t);
  const bot = new Bot(TOKEN, { client: { apiRoot: url } });
  bot.command('start', (ctx) => ctx.reply(`Hello, ${ctx.from?.first_name}`));
  const running = bot.start();
  await telegram.waitFor(() => telegram.chat(ANNA).some((m) => m.text === 'Hello, Анна'));
  await telegram.waitFor(() => telegram.calls.every((call) => call.status !== undefined));
  await bot.stop();
  await running;
});

/** A webhook that records what it gets and answers as it is told. */
async function beginHook(t: Parameters<typeof beginTalk>[0]) {
  const talk = await beginTalk(t, { backoffMs: () => 5 });
  const got: { update: Update; secret: string | undefined }[] = [];
  const statuses: number[] = [];
  const gates: Promise<void>[] = [];
  const reply: { body?: unknown } = {};
  const app = new Hono();
  app.post('/hook', async (c) => {
    const update = await c.req.json<Update>();
    got.push({ update, secret: c.req.header('X-Telegram-Bot-Api-Secret-Token') });
    if (update.message) await gates.shift();
    const status = statuses.shift() ?? 200;
    return Response.json(reply.body ?? {}, { status });
  });
  const hook = await serve(app);
  t.after(() => hook.close());
  const texts = () => got.map(({ update }) => update.message?.text ?? update.callback_query?.data);
  return { ...talk, hookUrl: `${hook.url}/hook`, got, statuses, gates, texts, reply };
}

test('a webhook gets updates with its secret, and polling is then refused', async (t) => {
  const { api, telegram, hookUrl, got } = await beginHook(t);
  await api.setWebhook(hookUrl, { secret_token: 'hush' });
  await telegram.waitFor(() => telegram.chat(ANNA)[0]?.read);
  assert.equal(got[0]?.update.message?.text, '/start');
  assert.equal(got[0]?.secret, 'hush');
  assert.equal((await api.getWebhookInfo()).url, hookUrl);
  await assert.rejects(
    api.getUpdates(),
    refused(
      "Conflict: can't use getUpdates method while webhook is active; " +
        'use deleteWebhook to delete the webhook first',
      409,
    ),
  );
  await api.deleteWebhook();
  assert.deepEqual(await api.getUpdates(), []);
});

test('an update that is not answered with 2xx is sent again, in order', async (t) => {
  const { api, telegram, hookUrl, statuses, texts } = await beginHook(t);
  telegram.say(ANNA, 'second');
  statuses.push(500, 503);
  await api.setWebhook(hookUrl);
  await telegram.waitFor(() => telegram.chat(ANNA)[1]?.read);
  assert.deepEqual(texts(), ['/start', '/start', '/start', 'second']);
  assert.match((await api.getWebhookInfo()).last_error_message ?? '', /503/);
});

test('a press does not wait behind an unanswered message, nor one chat behind another', async (t) => {
  const { api, telegram, hookUrl, gates, got, texts } = await beginHook(t);
  const { promise, resolve } = Promise.withResolvers<void>();
  gates.push(promise);
  await api.setWebhook(hookUrl);
  telegram.say(ANNA, 'behind');
  telegram.pressStale(ANNA, 1, 'press');
  telegram.say(BORIS, 'other chat');
  await telegram.waitFor(() => telegram.chat(BORIS)[0]?.read);
  assert.equal(texts().includes('behind'), false);
  resolve();
  await telegram.waitFor(() => telegram.chat(ANNA)[1]?.read);
  assert.equal(new Set(got.map(({ update }) => update.update_id)).size, 4);
});

test('a method in the webhook answer is run', async (t) => {
  const { api, telegram, hookUrl, reply } = await beginHook(t);
  reply.body = { method: 'sendMessage', chat_id: ANNA, text: 'by answer' };
  await api.setWebhook(hookUrl);
  await telegram.waitFor(() => telegram.chat(ANNA).some((m) => m.text === 'by answer'));
});

test('a webhook away from this machine must be https', async (t) => {
  const { api } = await beginTalk(t);
  await assert.rejects(
    api.setWebhook('http://example.org/hook'),
    refused('Bad Request: bad webhook: An HTTPS URL must be provided for webhook'),
  );
});

test('blocking, unblocking and a new group are told as my_chat_member', async (t) => {
  const { api, telegram } = await beginTalk(t);
  telegram.block(ANNA);
  telegram.unblock(ANNA);
  telegram.addToGroup(ANNA);
  const updates = await api.getUpdates();
  const statuses = updates.flatMap((u) => u.my_chat_member?.new_chat_member.status ?? []);
  assert.deepEqual(statuses, ['kicked', 'member', 'member']);
});

test('an edit by a person is an edited_message', async (t) => {
  const { api, telegram } = await beginTalk(t);
  const said = telegram.say(ANNA, 'helo');
  telegram.edit(ANNA, said.message_id, 'hello');
  const updates = await api.getUpdates();
  assert.equal(updates.at(-1)?.edited_message?.text, 'hello');
});
