import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createJobCard } from '../../../src/telegram/job-card.ts';
import { eventually } from '../../eventually.ts';
import { ANNA, beginTelegram, methodsOf } from './begin.ts';

const place = { orderId: 'g1', chatId: ANNA };
const card = (text: string) => ({
  text,
  keyboard: [[{ label: 'Cancel', press: { do: 'cancelJob', generationId: 'g1' } as const }]],
});

async function begin(t: TestContext) {
  const { phone, telegram, limiter } = await beginTelegram(t);
  const ids = new Map<string, number | null>();
  const cards = createJobCard({
    telegram,
    cards: {
      get: async (id) => ids.get(id) ?? null,
      set: async (id, messageId) => void ids.set(id, messageId),
    },
  });
  const messages = () => phone.chat(ANNA).filter(({ own }) => !own);
  return { phone, cards, ids, messages, limiter };
}

test('a card is sent silently, edited in place and deleted', async (t) => {
  const { phone, cards, ids, messages } = await begin(t);
  assert.deepEqual(await cards.show(place, card('<b>1st</b> in line')), { kind: 'done' });
  assert.equal(messages()[0]?.text, '1st in line');
  assert.equal(phone.calls[0]?.params['disable_notification'], true);
  await cards.show(place, card('rendering'));
  assert.equal(messages()[0]?.text, 'rendering');
  assert.deepEqual(await cards.close(place), { kind: 'done' });
  assert.deepEqual(messages(), []);
  assert.equal(ids.get('g1'), null);
  assert.deepEqual(methodsOf(phone), ['sendMessage', 'editMessageText', 'deleteMessage']);
});

test('a card that says so already, or that the person deleted, is fine', async (t) => {
  const { cards, ids } = await begin(t);
  await cards.show(place, card('same'));
  assert.deepEqual(await cards.show(place, card('same')), { kind: 'done' });
  ids.set('g1', 999);
  assert.deepEqual(await cards.show(place, card('other')), { kind: 'done' });
  assert.deepEqual(await cards.close(place), { kind: 'done' });
  assert.equal(ids.get('g1'), null);
});

test('a card that was never shown closes without a call', async (t) => {
  const { phone, cards } = await begin(t);
  assert.deepEqual(await cards.close(place), { kind: 'done' });
  assert.deepEqual(methodsOf(phone), []);
});

test('with Telegram down the card is kept for later', async (t) => {
  const { phone, cards, ids } = await begin(t);
  await cards.show(place, card('one'));
  phone.down(true);
  assert.equal((await cards.show(place, card('two'))).kind, 'later');
  assert.equal((await cards.close(place)).kind, 'later');
  assert.notEqual(ids.get('g1'), null);
});

test('a process that ends leaves the card that waits to go, and its id, to the next', async (t) => {
  const { phone, cards, ids, limiter } = await begin(t);
  await cards.show(place, card('one'));
  const messageId = ids.get('g1');
  limiter.hold(ANNA, 300);
  const waiting = [cards.show(place, card('two')), cards.close(place)];
  await eventually(() => limiter.waiting() === 2 || undefined);
  limiter.drain();
  for (const shown of await Promise.all(waiting)) assert.deepEqual(shown, { kind: 'later' });
  assert.deepEqual(await cards.close(place), { kind: 'later' });
  assert.equal(ids.get('g1'), messageId);
  assert.deepEqual(methodsOf(phone), ['sendMessage']);
});

test('a person who blocked the bot is told to the caller', async (t) => {
  const { phone, cards } = await begin(t);
  phone.block(ANNA);
  assert.deepEqual(await cards.show(place, card('one')), { kind: 'blocked' });
});
