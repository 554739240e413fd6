import assert from 'node:assert/strict';
import { it } from 'node:test';
import { attemptsOf } from '../../db/attempts.ts';
import { picture } from '../demo/bot-api/talk.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND, FAL_KEY } from './open-stand-ins.ts';
import { wordsOf } from './person.ts';

const QUEUE_FULL = { status: 429, body: { detail: 'Queue length exceeded' } };
const BROKEN = { status: 503, body: { detail: 'Service Unavailable' } };
/** An unknown outcome waits so long for its webhook. */
const CERTAINTY_MS = 60_000;

const nothingPaid = async (bot: Bot, anna: ReturnType<Bot['person']>) => {
  assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
  await bot.check();
};

/** Puts a file where FAL keeps results. */
async function upload({ falUrl }: Bot, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const initiated = await fetch(`${falUrl}/rest.fal.ai/storage/upload/initiate`, {
    method: 'POST',
    headers: { authorization: `Key ${FAL_KEY}` },
    body: JSON.stringify({ content_type: 'image/png', file_name: 'picture.png' }),
  });
  const { file_url: url } = (await initiated.json()) as { file_url: string };
  await fetch(url.replace('https:/', falUrl), { method: 'PUT', body: bytes });
  return url;
}

it('a refusal by the filter costs nothing and offers a new description', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const id = await anna.order('please refuse this');
  await anna.sees(/This picture cannot be made/);
  assert.deepEqual(await bot.ended(id), { end: 'refused', captured: 0 });
  assert.equal(bot.jobs().length, 1, 'not tried again');
  await anna.press('New description', /cannot be made/);
  await anna.sees(/please refuse this[\s\S]*Write the new description/);
  await nothingPaid(bot, anna);
});

it('black pictures with a flag are a refusal and are never shown', async (t) => {
  const bot = await openBot(t, { env: { DEFAULT_MODEL: 'schnell' } });
  const anna = bot.person();
  const id = await anna.order('please refuse this');
  await anna.sees(/This picture cannot be made/);
  assert.deepEqual(await bot.ended(id), { end: 'refused', captured: 0 });
  await nothingPaid(bot, anna);
});

for (const [name, refusal] of [
  ['429', QUEUE_FULL],
  ['503', BROKEN],
] as const) {
  it(`a submit answered ${name} is tried again`, async (t) => {
    const bot = await openBot(t);
    const anna = bot.person();
    bot.fal.faults.failNextSubmit(refusal);
    bot.fal.faults.failNextSubmit(refusal);
    const id = await anna.order('a fox in the snow');
    assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 });
    assert.deepEqual(
      (await attemptsOf(bot.db.kysely, id)).map(({ n, state }) => [n, state]),
      [
        [1, 'refused'],
        [2, 'refused'],
        [3, 'finished'],
      ],
    );
    await bot.check();
  });
}

it('a submit refused three times ends the order, and the coins are back', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  for (let n = 0; n < 3; n += 1) bot.fal.faults.failNextSubmit(QUEUE_FULL);
  const id = await anna.order('a fox in the snow');
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'failed', captured: 0 });
  assert.equal(bot.fal.requests.length, 3);
  await anna.sees(/Too many people are asking/);
  await anna.press('Try again', /Too many people/);
  await anna.sees(/a fox in the snow[\s\S]*Price: 5 coins/);
  await nothingPaid(bot, anna);
});

it('a model that fails is asked three times at most', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const id = await anna.order('this shall fail');
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'failed', captured: 0 });
  assert.equal(bot.jobs().length, 3);
  await anna.sees(/had a fault/);
  await nothingPaid(bot, anna);
});

it('a job that never ends runs into its deadline, and a late result changes nothing', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const anna = bot.person();
  const id = await anna.order('this never comes');
  const job = await bot.job();
  bot.pass(10 * 60_000 + 1000);
  assert.deepEqual(await bot.ended(id), { end: 'timed_out', captured: 0 });
  await anna.sees(/was not ready in time/);
  await nothingPaid(bot, anna);
  await bot.fal.completeWith(job);
  await bot.fal.webhooks.redeliver(job);
  await nothingPaid(bot, anna);
});

it('an order that waits in line too long ends, and the coins are back', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, env: { FAL_CONCURRENCY: '1' } });
  const anna = bot.person();
  const boris = bot.person();
  const first = await anna.order('the first in line');
  await bot.job();
  const second = await boris.order('the second in line');
  bot.pass(60 * 60_000 + 1000);
  assert.deepEqual(await bot.ended(second), { end: 'timed_out', captured: 0 });
  await boris.sees(/The line is too long today/);
  assert.deepEqual(await bot.ended(first), { end: 'timed_out', captured: 0 });
  await nothingPaid(bot, boris);
});

it('a result without a picture costs nothing', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  bot.fal.faults.emptyResult();
  const id = await anna.order('an empty room');
  assert.deepEqual(await bot.ended(id), { end: 'failed', captured: 0 });
  await anna.sees(/came out empty/);
  await nothingPaid(bot, anna);
});

it('a web page in place of a picture costs nothing', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  bot.fal.faults.brokenFile();
  const id = await anna.order('a broken window');
  assert.deepEqual(await bot.ended(id), { end: 'failed', captured: 0 });
  await anna.sees(/arrived damaged/);
  await nothingPaid(bot, anna);
});

it('half a picture costs nothing', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const anna = bot.person();
  const id = await anna.order('half a moon');
  const job = await bot.job();
  const whole = await picture(600, 400);
  const url = await upload(bot, new Uint8Array(whole.subarray(0, whole.length / 2)));
  await bot.fal.completeWith(job, { status: 200, body: { images: [{ url }] } });
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'failed', captured: 0 });
  await anna.sees(/arrived damaged/);
  await nothingPaid(bot, anna);
});

it('a picture on a foreign host is not fetched', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND });
  const anna = bot.person();
  const id = await anna.order('a foreign land');
  const url = 'https://example.com/picture.png';
  await bot.fal.completeWith(await bot.job(), { status: 200, body: { images: [{ url }] } });
  assert.deepEqual(await bot.ended(id), { end: 'failed', captured: 0 });
  await nothingPaid(bot, anna);
});

it('a result that is no JSON object is asked for again and ends with the deadline', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, news: 'polling' });
  const anna = bot.person();
  const id = await anna.order('a strange answer');
  await bot.fal.completeWith(await bot.job(), { status: 200, body: 'not an object' });
  await bot.fal.waitFor(
    () => bot.fal.calls.filter(({ path }) => !path.endsWith('status')).length > 3,
  );
  bot.pass(10 * 60_000 + 1000);
  assert.deepEqual(await bot.ended(id), { end: 'timed_out', captured: 0 });
  await nothingPaid(bot, anna);
});

it('three of four pictures are delivered, and the fourth is paid back', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const id = await anna.order('a partial eclipse', 4);
  const result = await anna.result();
  assert.match(wordsOf(result), /3 of 4 made\. Back on your balance: 5 coins/);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 15 });
  assert.deepEqual(await anna.coins(), { available: 10, held: 0 });
  assert.match(wordsOf(result), /Left: 10 coins/);
  await bot.check();
});

it('a lost answer to the submit is adopted by the webhook', async (t) => {
  const bot = await openBot(t, { news: 'webhook' });
  const anna = bot.person();
  bot.fal.faults.dropNextAnswer();
  const id = await anna.order('a letter in a bottle');
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  assert.equal(bot.jobs().length, 1);
  await bot.check();
});

it('a lost answer without a webhook is followed by one further attempt, after a minute', async (t) => {
  const bot = await openBot(t, { news: 'polling' });
  const anna = bot.person();
  bot.fal.faults.dropNextAnswer();
  const id = await anna.order('a letter in a bottle');
  await bot.state(id, 'making.unsure');
  bot.pass(CERTAINTY_MS / 2);
  const boris = bot.person();
  await boris.order('something meanwhile');
  await boris.result();
  assert.equal(bot.jobs().length, 2, 'not repeated yet');
  bot.pass(CERTAINTY_MS / 2);
  assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
  assert.equal(bot.jobs().length, 3);
  await bot.check();
});

it('a submit that hangs is an unknown outcome too, and a second one ends the order', async (t) => {
  const bot = await openBot(t, { news: 'polling' });
  const anna = bot.person();
  for (let n = 0; n < 2; n += 1) bot.fal.faults.hangNextSubmit();
  const id = await anna.order('a long silence');
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'failed', captured: 0 });
  await anna.sees(/no answer came/);
  assert.equal(bot.fal.requests.length, 2);
  await nothingPaid(bot, anna);
});

it('a model that is gone is switched off, and the next order is made with the default', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  await anna.describe('a field of poppies');
  await anna.press(/^pick\/.*\/look$/);
  await anna.press('Photo');
  bot.fal.faults.modelGone('fal-ai/imagen4/preview');
  await anna.sees(/a field of poppies[\s\S]*Photo/);
  await anna.press(/^make\//);
  await anna.sees(/The look you chose is no longer there/);
  assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
  await anna.press('Try again', /no longer there/);
  await anna.sees(/“Everyday” takes its place/);
  await anna.press(/^make\//);
  await anna.result();
  await bot.quiet();
  assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
  await bot.check();
});
