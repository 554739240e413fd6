import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Bot, openBot } from './open-bot.ts';
import { wordsOf } from './person.ts';

/** An open breaker lets one order through so often. */
const TRIAL_MS = 5 * 60_000;
const OPERATOR = 7_000_001;

const WRONG_KEY = { status: 401, body: { detail: 'No user found for Key ID and Secret' } };

function operatorOf({ telegram }: Bot) {
  telegram.person({ id: OPERATOR, firstName: 'Operator', languageCode: 'en' });
  telegram.say(OPERATOR, '/start');
  return (words: RegExp) =>
    telegram.waitFor(() => telegram.chat(OPERATOR).find((message) => words.test(wordsOf(message))));
}

it('a locked account at FAL opens the breaker, and those who asked are told when it works', async (t) => {
  const bot = await openBot(t, { env: { ADMIN_CHAT_ID: String(OPERATOR) } });
  const tellsOperator = operatorOf(bot);
  const anna = bot.person();
  const boris = bot.person();
  bot.fal.faults.billingLocked();

  const unlucky = await anna.order('the first to find out');
  assert.deepEqual(await bot.ended(unlucky), { end: 'failed', captured: 0 });
  await anna.sees(/something broke on our side/);
  await tellsOperator(/Pictures cannot be made: FAL refuses the operator's billing/);
  assert.deepEqual((await bot.ready()).body.checks['fal'], {
    state: 'degraded',
    detail: 'billing at FAL',
  });

  await boris.describe('a patient man');
  await boris.sees(/a patient man[\s\S]*cannot be made right now/);
  await boris.press(/^make\//);
  await boris.sees(/No coins were taken, your description is kept/);
  assert.match(await boris.press('Tell me', /No coins were taken/), /We will write/);
  assert.deepEqual(await boris.orders(), []);

  bot.fal.faults.billingLocked(false);
  bot.pass(TRIAL_MS);
  await anna.press('Try again', /something broke/);
  await anna.press(/^make\//, /the first to find out/);
  await anna.result();
  await boris.sees(/Pictures can be made again![\s\S]*a patient man/);
  await boris.press(/^make\//, /can be made again/);
  await boris.result();
  await bot.quiet();
  assert.deepEqual(await boris.coins(), { available: 20, held: 0 });
  assert.deepEqual((await bot.ready()).body.checks['fal'], { state: 'ok' });
  await bot.check();
});

it('a key that FAL refuses in mid-flight costs nobody a coin', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  bot.fal.faults.failNextSubmit(WRONG_KEY);
  const id = await anna.order('locked out');
  assert.deepEqual(await bot.ended(id), { end: 'failed', captured: 0 });
  await anna.sees(/something broke on our side/);
  assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
  assert.equal((await bot.ready()).body.checks['fal']?.detail, 'key at FAL');
  await anna.press('Try again', /something broke/);
  await anna.press('Tell me', /locked out/);
  // The free look at the key, once a minute, finds it in order.
  bot.pass(60_000);
  await anna.sees(/Pictures can be made again!/);
  await anna.press(/^make\//, /can be made again/);
  await anna.result();
  await bot.check();
});

it('a bot whose FAL is down starts, says so, and goes on when it is back', async (t) => {
  const bot = await openBot(t, { start: false });
  await bot.closeFal();
  await bot.start();
  const { status, body } = await bot.ready();
  assert.equal(status, 200);
  assert.equal(body.status, 'degraded');
  assert.equal(body.checks['fal']?.state, 'degraded');
  const anna = bot.person();
  const id = await anna.order('a candle in the wind');
  await bot.state(id, 'making.pausing');
  await bot.openFal();
  assert.deepEqual(await bot.hurry(bot.ended(id)), { end: 'succeeded', captured: 5 });
  bot.pass(60_000);
  await bot.until(id, () => true, 'there');
  await bot.check();
});

it('an account that is locked when the bot starts is found by the first order', async (t) => {
  const bot = await openBot(t, { start: false });
  bot.fal.faults.billingLocked();
  await bot.start();
  const anna = bot.person();
  const id = await anna.order('an empty purse');
  assert.deepEqual(await bot.ended(id), { end: 'failed', captured: 0 });
  assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
  await bot.check();
});
