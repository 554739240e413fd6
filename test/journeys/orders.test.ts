import assert from 'node:assert/strict';
import { it } from 'node:test';
import { eachBacking } from './backing.ts';
import { openBot } from './open-bot.ts';
import { BY_HAND } from './open-stand-ins.ts';
import { buttonsOf, wordsOf } from './person.ts';

eachBacking('An order', (backing) => {
  it('of one picture is made, delivered and paid for', async (t) => {
    const bot = await openBot(t, { backing });
    const anna = bot.person();
    const id = await anna.order('a cat in a hat');
    const result = await anna.result();
    assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
    assert.match(wordsOf(result), /Cost: 5 coins\.\nLeft: 20 coins \(4 pictures\)\./);
    assert.equal(result.reply_to_message?.text, 'a cat in a hat');
    assert.deepEqual(await anna.coins(), { available: 20, held: 0 });
    await bot.check();
  });

  for (const count of [2, 4] as const) {
    it(`of ${count} pictures comes as an album and a sheet of numbers`, async (t) => {
      const bot = await openBot(t, { backing });
      const anna = bot.person();
      const id = await anna.order('two birds', count);
      const sheet = await anna.result();
      assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: count * 5 });
      const album = anna.messages().filter((message) => message.media_group_id !== undefined);
      assert.equal(album.length, count);
      const numbers = buttonsOf(sheet).filter(({ callback_data }) =>
        callback_data?.startsWith('image/'),
      );
      assert.deepEqual(
        numbers.map(({ text }) => text),
        Array.from({ length: count }, (_, index) => String(index + 1)),
      );
      await anna.press(String(count), /^Done!/);
      await anna.sees(new RegExp(`Picture ${count} of ${count}`));
      await bot.check();
    });
  }

  it('is cancelled while FAL has not begun: FAL is told, a late result changes nothing', async (t) => {
    const bot = await openBot(t, { backing, stages: BY_HAND });
    const anna = bot.person();
    const id = await anna.order('a ship at sea');
    const job = await bot.job();
    await anna.sees(/Description taken/);
    assert.match(await anna.press('Cancel the order'), /Order cancelled/);
    assert.deepEqual(await bot.ended(id), { end: 'cancelled', captured: 0 });
    await bot.fal.waitFor(() =>
      bot.fal.calls.some(({ method, path }) => method === 'PUT' && path.includes(job)),
    );
    await anna.sees(/The order is cancelled/);
    await bot.check();
    assert.equal(await bot.fal.webhooks.redeliver(job), 200);
    assert.deepEqual(await anna.coins(), { available: 25, held: 0 });
    await bot.check();
  });

  it('cannot be cancelled once the picture is being made', async (t) => {
    const bot = await openBot(t, { backing, stages: BY_HAND });
    const anna = bot.person();
    const id = await anna.order('a house by a lake');
    const job = await bot.job();
    const { message_id: card } = await anna.sees(/Description taken/);
    bot.fal.begin(job);
    await anna.sees(/Making the picture/);
    const stale = bot.telegram.pressStale(anna.id, card, `cancelJob/${id}`);
    assert.match((await stale.answered).text, /too late to cancel/);
    await bot.fal.completeWith(job);
    assert.deepEqual(await bot.ended(id), { end: 'succeeded', captured: 5 });
    await bot.check();
  });
});
