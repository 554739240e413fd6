import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Update } from 'grammy/types';
import { createLongPoll, type LongPollPorts } from '../../../src/telegram/long-poll.ts';
import { ANNA, BORIS, beginTelegram } from './begin.ts';

/** Waits for a state that no event announces. */
async function until(look: () => boolean) {
  while (!look()) await new Promise((resolve) => setImmediate(resolve));
}

const sayingOf = ({ message }: Update) => `${message?.from.id} ${message?.text}`;

async function begin(
  t: TestContext,
  take: (saying: string) => Promise<unknown>,
  more: Partial<LongPollPorts> = {},
) {
  const { telegram, phone } = await beginTelegram(t);
  const reports: [code: string, detail: unknown][] = [];
  const pauses: number[] = [];
  const poll = createLongPoll({
    telegram,
    take: (update) => take(sayingOf(update)),
    report: (code, detail) => void reports.push([code, detail]),
    pause: async (ms) => {
      pauses.push(ms);
      await new Promise((resolve) => setImmediate(resolve));
    },
    waitSeconds: 20,
    ...more,
  });
  t.after(() => poll.stop());
  return { telegram, phone, poll, reports, pauses };
}

test('updates are taken, and Telegram forgets them', async (t) => {
  const taken: string[] = [];
  const { phone, poll } = await begin(t, async (saying) => void taken.push(saying));
  poll.start();
  phone.say(ANNA, 'one');
  await until(() => taken.length === 2 && phone.pendingUpdates().length === 0);
  phone.say(ANNA, 'two');
  await until(() => taken.length === 3);
  assert.deepEqual(taken, [`${ANNA} /start`, `${ANNA} one`, `${ANNA} two`]);
});

test('the offset does not pass an update that was not saved', async (t) => {
  const taken: string[] = [];
  let isDown = true;
  const { phone, poll, reports } = await begin(t, async (saying) => {
    if (isDown && saying.endsWith('one')) throw new Error('the store is down');
    taken.push(saying);
  });
  phone.say(ANNA, 'one');
  phone.say(ANNA, 'two');
  poll.start();
  await until(() => reports.length >= 3);
  assert.deepEqual(taken, [`${ANNA} /start`]);
  assert.equal(phone.pendingUpdates().length, 3);
  isDown = false;
  await until(() => phone.pendingUpdates().length === 0);
  assert.deepEqual(taken, [`${ANNA} /start`, `${ANNA} one`, `${ANNA} two`]);
});

test('one person’s order is kept while others go ahead', async (t) => {
  const taken: string[] = [];
  const gate = Promise.withResolvers<void>();
  const { phone, poll } = await begin(t, async (saying) => {
    if (saying === `${ANNA} slow`) await gate.promise;
    taken.push(saying);
  });
  phone.say(ANNA, 'slow');
  phone.say(ANNA, 'after');
  phone.say(BORIS, '/start');
  poll.start();
  await until(() => taken.includes(`${BORIS} /start`));
  assert.ok(!taken.includes(`${ANNA} after`));
  gate.resolve();
  await until(() => taken.length === 4);
  assert.deepEqual(taken.slice(2), [`${ANNA} slow`, `${ANNA} after`]);
});

test('stopping takes less than a second, saves what is under way and confirms it', async (t) => {
  const taken: string[] = [];
  const { phone, poll } = await begin(t, async (saying) => void taken.push(saying));
  poll.start();
  await until(() => taken.length === 1);
  const began = performance.now();
  await poll.stop();
  assert.ok(performance.now() - began < 1000);
  assert.equal(phone.pendingUpdates().length, 0);
});

test('what could not be saved before a stop is left for the next start', async (t) => {
  const { phone, poll, reports } = await begin(t, async (saying) => {
    if (saying.endsWith('lost')) throw new Error('the store is down');
  });
  phone.say(ANNA, 'lost');
  phone.say(BORIS, '/start');
  poll.start();
  await until(() => reports.length > 0);
  await poll.stop();
  const left = phone.pendingUpdates().map((update) => sayingOf(update as unknown as Update));
  assert.deepEqual(left, [`${ANNA} lost`, `${BORIS} /start`]);
});

test('another taker of the updates is told clearly', async (t) => {
  const { telegram, poll, reports, pauses } = await begin(t, async () => undefined);
  await telegram.free.setWebhook('http://127.0.0.1:9/hook');
  poll.start();
  await until(() => reports.length > 0 && pauses.length > 0);
  const [code, detail] = reports[0] ?? [];
  assert.equal(code, 'poll-conflict');
  assert.match(String(detail), /webhook is active/);
  assert.equal(pauses[0], 5000);
});

test('it backs off while Telegram fails, and obeys the seconds it asks for', async (t) => {
  const taken: string[] = [];
  const { phone, poll, pauses, reports } = await begin(
    t,
    async (saying) => void taken.push(saying),
  );
  phone.failNext('getUpdates', { status: 500, description: 'Internal Server Error', times: 3 });
  phone.failNext('getUpdates', {
    status: 429,
    description: 'Too Many Requests: retry after 17',
    retryAfter: 17,
  });
  poll.start();
  await until(() => taken.length === 1);
  assert.deepEqual(pauses, [500, 1000, 2000, 17_000]);
  assert.deepEqual(reports.at(0), ['poll-failed', 'unreachable: Internal Server Error']);
  assert.deepEqual(reports.at(-1), ['poll-failed', 'rate-limited: 17 s']);
});
