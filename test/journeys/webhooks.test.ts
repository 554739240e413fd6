import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Bot, openBot } from './open-bot.ts';
import { ACCOUNT, BY_HAND } from './open-stand-ins.ts';

/** An order that only its webhook can end. */
async function begin(bot: Bot) {
  const anna = bot.person();
  const id = await anna.order('a kite');
  const job = await bot.job();
  await anna.sees(/Description taken/);
  return { anna, id, job };
}

const byWebhook = { news: 'webhook', stages: BY_HAND } as const;

it('a webhook that comes twice makes one delivery and one payment', async (t) => {
  const bot = await openBot(t, byWebhook);
  bot.fal.webhooks.sendCopies(2);
  const { anna, id, job } = await begin(bot);
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await bot.fal.waitFor(() => bot.fal.deliveries.length === 2);
  assert.equal(await bot.fal.webhooks.redeliver(job), 200);
  assert.deepEqual(
    bot.fal.deliveries.map(({ status }) => status),
    [200, 200, 200],
  );
  await bot.check();
  assert.equal(
    anna.messages().filter(({ photo }) => photo).length,
    2,
    'the screen and the picture',
  );
  assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
});

it('a webhook that overtakes the answer to its submit is taken', async (t) => {
  const bot = await openBot(t, { news: 'webhook' });
  const anna = bot.person();
  bot.fal.faults.hangNextSubmit({ accept: true });
  const id = await anna.order('a hare and a tortoise');
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  assert.equal(bot.jobs().length, 1);
  await bot.check();
});

it('a failure of an earlier attempt that comes late changes nothing', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, news: 'both' });
  bot.fal.webhooks.mute();
  const anna = bot.person();
  const id = await anna.order('a kite');
  const first = await bot.job();
  await bot.fal.completeWith(first, { status: 500, body: { detail: 'broken' }, error: 'broken' });
  await bot.hurry(bot.job(2));
  const second = await bot.job(2);
  await bot.state(id, 'making.asked.queued');
  assert.equal(await bot.fal.webhooks.redeliver(first), 200);
  assert.equal(await bot.fal.webhooks.redeliver(first), 200);
  await bot.fal.completeWith(second);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  assert.equal(bot.jobs().length, 2);
  await bot.check();
});

for (const [name, forgery] of [
  ['forged by another key', {}],
  ['of a foreign account', { honestKey: true, userId: 'another-account' }],
  ['from an hour ago', { honestKey: true, timestampSeconds: Math.floor(Date.now() / 1000) - 3600 }],
] as const) {
  it(`a webhook ${name} is refused and changes nothing`, async (t) => {
    const bot = await openBot(t, { ...byWebhook, env: { FAL_ACCOUNT_ID: ACCOUNT } });
    const { anna, id, job } = await begin(bot);
    const answer = await bot.fal.webhooks.forge(job, forgery);
    assert.equal(answer.status, 401);
    assert.equal((await bot.generation(id)).end_state, null);
    await bot.fal.completeWith(job);
    assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check();
  });
}

it('a webhook to an address that was tampered with finds nobody', async (t) => {
  const bot = await openBot(t, byWebhook);
  const { anna, id, job } = await begin(bot);
  const boris = bot.person();
  const other = await boris.order('a balloon');
  await bot.job(2);
  const url = bot.fal.requests[0]?.webhookUrl ?? '';
  for (const tampered of [
    url.replace(id, other),
    url.replace('/1/', '/2/'),
    `${url.slice(0, -1)}${url.endsWith('0') ? '1' : '0'}`,
    `${bot.url}/fal/webhook/${id}/1`,
  ]) {
    const answer = await bot.fal.webhooks.forge(job, { honestKey: true, url: tampered });
    assert.equal(answer.status, 404, tampered);
  }
  assert.equal((await bot.generation(id)).end_state, null);
  assert.equal((await bot.generation(other)).end_state, null);
  await bot.fal.completeWith(job);
  await bot.fal.completeWith(await bot.job(2));
  assert.equal((await bot.ended(id)).end, 'succeeded');
  assert.equal((await bot.ended(other)).end, 'succeeded');
  assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
  await bot.check();
});

it('an honest webhook about another request is nobody’s', async (t) => {
  const bot = await openBot(t, byWebhook);
  const { id, job } = await begin(bot);
  const boris = bot.person();
  const other = await boris.order('a balloon');
  const otherJob = await bot.job(2);
  const url = bot.fal.requests[0]?.webhookUrl ?? '';
  const answer = await bot.fal.webhooks.forge(otherJob, { honestKey: true, url });
  assert.equal(answer.status, 404);
  assert.equal((await bot.generation(id)).end_state, null);
  for (const each of [job, otherJob]) await bot.fal.completeWith(each);
  assert.equal((await bot.ended(id)).end, 'succeeded');
  assert.equal((await bot.ended(other)).end, 'succeeded');
  await bot.check();
});

it('a webhook is put off with 503 while FAL’s keys are out of reach, and taken when it repeats', async (t) => {
  const bot = await openBot(t, byWebhook);
  bot.fal.faults.jwksDown();
  const { id, job } = await begin(bot);
  await bot.fal.completeWith(job);
  await bot.fal.waitFor(() => bot.fal.deliveries.some(({ status }) => status === 503));
  bot.fal.faults.jwksDown(false);
  bot.pass(6000);
  assert.equal(await bot.fal.webhooks.redeliver(job), 200);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await bot.check();
});

it('a webhook without its pictures makes the bot fetch them', async (t) => {
  const bot = await openBot(t, byWebhook);
  bot.fal.webhooks.losePayloads();
  const { id, job } = await begin(bot);
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await bot.check();
});

it('a webhook after the cancel is thanked for and changes nothing', async (t) => {
  const bot = await openBot(t, byWebhook);
  const { anna, id, job } = await begin(bot);
  await anna.press('Cancel the order');
  assert.deepEqual(await bot.ended(id), { end: 'cancelled', captured: 0 });
  const { status } = await bot.fal.webhooks.forge(job, {
    honestKey: true,
    body: JSON.stringify({
      request_id: job,
      status: 'OK',
      payload: { images: [{ url: 'https://v3.fal.media/files/x.png' }] },
    }),
  });
  assert.equal(status, 200);
  await bot.check();
  assert.deepEqual(await bot.ended(id), { end: 'cancelled', captured: 0 });
  assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
});

it('an order whose webhook is lost is found by polling', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  bot.fal.webhooks.mute();
  const { id, job } = await begin(bot);
  await bot.fal.completeWith(job);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  await bot.check();
});

it('a bot without a public address makes pictures too', async (t) => {
  const bot = await openBot(t, { news: 'polling' });
  const anna = bot.person();
  const id = await anna.order('a walk in the woods', 2);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 10 });
  assert.equal(bot.fal.requests[0]?.webhookUrl, null);
  await bot.check();
});
