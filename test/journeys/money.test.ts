import assert from 'node:assert/strict';
import { it } from 'node:test';
import { createPromo } from '../../db/promos.ts';
import { eventually } from '../eventually.ts';
import { type Bot, openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';

const DAY_MS = 24 * 60 * 60_000;

/** Every update as Telegram sent it, to be sent once more. */
async function postUpdate(bot: Bot, update: object): Promise<number> {
  const answer = await fetch(`${bot.url}/telegram/webhook`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': 'secret',
    },
    body: JSON.stringify(update),
  });
  return answer.status;
}

const oneOrder = async (anna: ReturnType<Bot['person']>, draftId: string) => {
  const orders = await anna.orders();
  assert.deepEqual(
    orders.map(({ id }) => id),
    [draftId],
  );
};

it('two taps at once make one order', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const { draftId, messageId, data } = await anna.describe('a double rainbow');
  const presses = [1, 2, 3].map(() => bot.telegram.pressStale(anna.id, messageId, data).answered);
  await Promise.all(presses);
  assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 5 });
  await oneOrder(anna, draftId);
  assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
  await bot.check();
});

it('an old confirm screen on another phone says that it is being made already', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const { draftId, messageId, data } = await anna.describe('an old screen');
  await anna.press(/^make\//);
  assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 5 });
  const again = await bot.telegram.pressStale(anna.id, messageId, data).answered;
  assert.match(again.text, /being made already/);
  await anna.describe('a newer one');
  const older = await bot.telegram.pressStale(anna.id, messageId, data).answered;
  assert.match(older.text, /being made already/);
  await oneOrder(anna, draftId);
  await bot.check();
});

it('an update that is delivered twice makes one order', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const { draftId, messageId, data } = await anna.describe('an echo');
  const press = {
    update_id: 900_000_001,
    callback_query: {
      id: '777',
      from: { id: anna.id, is_bot: false, first_name: 'Anna', language_code: 'en' },
      chat_instance: '1',
      message: {
        message_id: messageId,
        date: 0,
        chat: { id: anna.id, type: 'private', first_name: 'Anna' },
      },
      data,
    },
  };
  const statuses = await Promise.all([1, 2].map(() => postUpdate(bot, press)));
  assert.deepEqual(statuses, [200, 200]);
  assert.equal(await postUpdate(bot, press), 200);
  assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 5 });
  await oneOrder(anna, draftId);
  // The stand-in knows no such query, as Telegram knows none that is answered.
  await bot.check(/query is too old/);
});

it('a text that is delivered twice makes one draft and one screen', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  anna.say('/start');
  await anna.sees(/Hello|coins/);
  const message = {
    update_id: 900_000_002,
    message: {
      message_id: 4242,
      date: Math.floor(Date.now() / 1000),
      from: { id: anna.id, is_bot: false, first_name: 'Anna', language_code: 'en' },
      chat: { id: anna.id, type: 'private', first_name: 'Anna' },
      text: 'an echo in the hills',
    },
  };
  for (let time = 0; time < 3; time += 1) assert.equal(await postUpdate(bot, message), 200);
  await anna.sees(/an echo in the hills/);
  await bot.quiet();
  assert.equal(anna.messages().length, 1);
  await bot.check();
});

it('a press on a price that is no longer right asks again', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const { draftId, messageId } = await anna.describe('a bargain');
  await bot.telegram.pressStale(anna.id, messageId, `make/${draftId}/1`).answered;
  await anna.sees(/price or the look has changed/);
  assert.deepEqual(await anna.orders(), []);
  await anna.press(/^make\/.*\/5$/);
  assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 5 });
  await bot.check();
});

it('a forged or foreign draft is nobody’s', async (t) => {
  const bot = await openBot(t);
  const anna = bot.person();
  const boris = bot.person();
  const { draftId } = await anna.describe('a secret plan');
  const his = await boris.describe('a plan of his own');
  const forged = bot.telegram.pressStale(boris.id, his.messageId, `make/${draftId}/5`);
  assert.match((await forged.answered).text, /out of date/);
  assert.deepEqual(await boris.orders(), []);
  assert.deepEqual(await anna.orders(), []);
  await bot.check();
});

it('who has too few coins is offered fewer pictures', async (t) => {
  const bot = await openBot(t, { env: { WELCOME_COINS: '12' } });
  const anna = bot.person();
  const { draftId } = await anna.describe('a large family');
  await anna.choose(4);
  await anna.press(/^make\/.*\/20$/);
  await anna.sees(/Needs 20, you have 12/);
  assert.deepEqual(await anna.coins(), { available: 12, held: 0 });
  await anna.press('2 pictures', /Needs 20/);
  await anna.press(/^make\/.*\/10$/);
  assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 10 });
  assert.deepEqual(await anna.coins(), { available: 2, held: 0 });
  await bot.check();
});

it('a promo code leads back to the order that was waiting for coins', async (t) => {
  const bot = await openBot(t, { env: { WELCOME_COINS: '0' } });
  await createPromo(bot.db.kysely, { code: 'SPRING', coins: 40, uses: 1, now: bot.now() - 1000 });
  const anna = bot.person();
  const { draftId } = await anna.describe('a field of tulips');
  await anna.press(/^make\//);
  await anna.sees(/Needs 5, you have 0/);
  await anna.press('Enter a code');
  await anna.sees(/Write your promo code/);
  anna.say('SUMMER');
  await anna.sees(/no such promo code/);
  anna.say('spring');
  await anna.sees(/Added for you: 40 coins[\s\S]*a field of tulips/);
  await anna.press(/^make\//);
  assert.deepEqual(await bot.ended(draftId), { end: 'succeeded', captured: 5 });
  assert.deepEqual(await anna.coins(), { available: 35, held: 0 });
  anna.say('/promo SPRING');
  await anna.sees(/used this promo code already|all been used up/);
  await bot.check();
});

it('a person asks for coins once a day, and the operator reads who needs how many', async (t) => {
  const operator = 7_000_001;
  const env = { WELCOME_COINS: '0', ADMIN_CHAT_ID: String(operator) };
  const bot = await openBot(t, { env });
  bot.telegram.person({ id: operator, firstName: 'Operator', languageCode: 'ru' });
  bot.telegram.say(operator, '/start');
  const anna = bot.person();
  await anna.describe('a treasure');
  const requests = () =>
    bot.telegram.chat(operator).filter(({ text = '' }) => text.includes(String(anna.id)));
  await anna.press(/^make\//);
  await anna.press('Ask for coins');
  await anna.sees(/We passed it on/);
  assert.equal(requests().length, 1);
  await anna.press('Ask for coins');
  await anna.sees(/asked for coins today already/);
  assert.equal(requests().length, 1);
  bot.pass(DAY_MS);
  await anna.press('Ask for coins');
  await eventually(() => (requests().length === 2 ? true : undefined));
  await bot.check();
});

it('many orders at once never spend more than there is', async (t) => {
  const bot = await openBot(t, { stages: BY_HAND, env: { WELCOME_COINS: '12' } });
  const anna = bot.person();
  const first = await anna.order('the first');
  const second = await anna.order('the second');
  await anna.describe('the third');
  await anna.press(/^make\//);
  await anna.sees(/Needs 5, you have 2/);
  assert.deepEqual(await anna.coins(), { available: 2, held: 10 });
  await bot.fal.completeWith(await bot.job(1));
  await bot.fal.completeWith(await bot.job(2));
  assert.equal((await bot.ended(first)).captured, 5);
  assert.equal((await bot.ended(second)).captured, 5);
  assert.deepEqual(await anna.coins(), { available: 2, held: 0 });
  await bot.check();
});
