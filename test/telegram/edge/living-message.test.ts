import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Anchor } from '../../../machines/chat/types.ts';
import { createLivingMessage, type LivingScreen } from '../../../src/telegram/living-message.ts';
import { isPassing, pictureKey, sheetKey } from '../../../src/telegram/picture-key.ts';
import type { Picture, Screen, SheetCell } from '../../../src/telegram/screens/screen.ts';
import { handClock } from '../../demo/bot-api/talk.ts';
import { ANNA, beginTelegram, drawer, memoryFiles, methodsOf } from './begin.ts';

const anna = { personId: 'anna', telegramId: ANNA };
const HOUR_MS = 3_600_000;

const banner = (scene: 'home' | 'help'): Picture => ({ kind: 'banner', scene, title: 'AISHA' });

const screen = (caption: string, picture: Picture = banner('home')): Screen => ({
  picture,
  caption,
  keyboard: [[{ label: 'Home', press: { do: 'home' }, style: 'primary' }]],
});

async function begin(t: TestContext, isWhole = true) {
  const clock = handClock();
  const { phone, telegram } = await beginTelegram(t, { now: clock.now });
  const { ids, files } = memoryFiles(telegram.botId);
  const { draw, drawn } = drawer();
  const stored = new Map<string, LivingScreen>();
  const living = createLivingMessage({
    telegram,
    files,
    draw: async (picture) => ({ bytes: await draw(pictureKey(picture)), isWhole }),
    now: clock.now,
    screens: {
      get: async (id) => stored.get(id) ?? null,
      set: async (id, one) => void stored.set(id, one),
      clear: async (id) => void stored.delete(id),
    },
  });
  /** The calls since the last look. */
  let looked = 0;
  const calls = () => {
    const all = methodsOf(phone);
    const since = all.slice(looked);
    looked = all.length;
    return since;
  };
  const messages = () => phone.chat(ANNA).filter(({ own }) => !own);
  const show = (one: Screen, anchor: Anchor) =>
    living.inTurn(ANNA, (shown) => shown(anna, one, anchor));
  return { phone, show, living, ids, drawn, stored, clock, calls, messages };
}

test('the first screen is sent, with its picture, words and buttons', async (t) => {
  const { show, messages, calls } = await begin(t);
  const shown = await show(screen('<b>Welcome</b>'), 'living');
  const [message] = messages();
  assert.deepEqual(shown, { kind: 'shown', messageId: message?.message_id });
  assert.equal(message?.caption, 'Welcome');
  assert.ok(message?.photo);
  assert.deepEqual(message?.reply_markup?.inline_keyboard.flat()[0]?.text, 'Home');
  assert.deepEqual(calls(), ['sendPhoto']);
});

test('other words under the same picture take one call', async (t) => {
  const { show, messages, calls } = await begin(t);
  await show(screen('one'), 'new');
  calls();
  await show(screen('two'), 'living');
  assert.deepEqual(calls(), ['editMessageCaption']);
  assert.deepEqual(
    messages().map(({ caption }) => caption),
    ['two'],
  );
});

test('another picture takes one call, and is uploaded only once', async (t) => {
  const { show, calls, drawn, messages } = await begin(t);
  await show(screen('home'), 'new');
  await show(screen('help', banner('help')), 'living');
  await show(screen('home'), 'living');
  await show(screen('help', banner('help')), 'living');
  assert.deepEqual(calls(), [
    'sendPhoto',
    'editMessageMedia',
    'editMessageMedia',
    'editMessageMedia',
  ]);
  assert.equal(drawn.length, 2);
  assert.equal(messages()[0]?.caption, 'help');
});

test('an equal screen takes no call', async (t) => {
  const { show, calls } = await begin(t);
  await show(screen('same'), 'new');
  calls();
  const shown = await show(screen('same'), 'living');
  assert.equal(shown.kind, 'shown');
  assert.deepEqual(calls(), []);
});

test('a new screen stands at the bottom and the old one is deleted', async (t) => {
  const { show, phone, calls, messages, stored } = await begin(t);
  await show(screen('one'), 'new');
  phone.say(ANNA, 'a cat');
  calls();
  await show(screen('two'), 'new');
  assert.deepEqual(calls(), ['sendPhoto', 'deleteMessage']);
  assert.deepEqual(
    messages().map(({ caption }) => caption),
    ['two'],
  );
  assert.equal(stored.get('anna')?.messageId, messages()[0]?.message_id);
});

test('an old screen past deleting loses its buttons', async (t) => {
  const { show, clock, calls, messages } = await begin(t);
  await show(screen('one'), 'new');
  clock.pass(49 * HOUR_MS);
  calls();
  await show(screen('two'), 'new');
  assert.deepEqual(calls(), ['sendPhoto', 'editMessageReplyMarkup']);
  assert.equal(messages()[0]?.reply_markup, undefined);
  assert.equal(messages()[1]?.caption, 'two');
});

test('a press on an older screen makes that one the living one', async (t) => {
  const { show, messages, stored } = await begin(t);
  const first = await show(screen('one'), 'new');
  assert.ok(first.kind === 'shown');
  stored.clear();
  await show(screen('two'), 'new');
  await show(screen('three'), first.messageId);
  assert.deepEqual(
    messages().map(({ message_id, caption }) => [message_id, caption]),
    [[first.messageId, 'three']],
  );
  assert.equal(stored.get('anna')?.messageId, first.messageId);
});

test('a screen that is gone is sent anew', async (t) => {
  const { show, stored, messages } = await begin(t);
  const lost = { messageId: 999, sentAt: 0, picture: 'other', digest: 'other' };
  stored.set('anna', lost);
  const shown = await show(screen('anew'), 'living');
  assert.equal(shown.kind, 'shown');
  assert.equal(messages()[0]?.caption, 'anew');
  assert.notEqual(stored.get('anna')?.messageId, 999);
});

test('a message that cannot be edited is left, and the screen is sent anew', async (t) => {
  const { show, phone, messages } = await begin(t);
  const hers = phone.say(ANNA, 'hers');
  await show(screen('anew'), hers.message_id);
  assert.equal(messages()[0]?.caption, 'anew');
});

test('a picture that Telegram forgot is uploaded again', async (t) => {
  const { show, ids, calls, drawn, messages } = await begin(t);
  await show(screen('one'), 'new');
  for (const key of ids.keys()) ids.set(key, 'AgACforgotten');
  calls();
  await show(screen('two'), 'new');
  assert.deepEqual(calls(), ['sendPhoto', 'sendPhoto', 'deleteMessage']);
  assert.equal(drawn.length, 2);
  assert.equal(messages()[0]?.caption, 'two');
  assert.notEqual([...ids.values()][0], 'AgACforgotten');
});

test('a picture in which something was missing is drawn anew the next time', async (t) => {
  const { show, ids, drawn } = await begin(t, false);
  await show(screen('one'), 'new');
  await show(screen('one'), 'new');
  assert.equal(drawn.length, 2);
  assert.equal(ids.size, 0);
});

test('an edit that had reached Telegram before is a success', async (t) => {
  const { show, stored } = await begin(t);
  await show(screen('one'), 'new');
  const before = stored.get('anna');
  assert.ok(before);
  await show(screen('two'), 'living');
  stored.set('anna', before);
  const shown = await show(screen('two'), 'living');
  assert.equal(shown.kind, 'shown');
  assert.notEqual(stored.get('anna')?.digest, before.digest);
});

test('a person who blocked the bot is told to the caller', async (t) => {
  const { show, phone } = await begin(t);
  await show(screen('one'), 'new');
  phone.block(ANNA);
  assert.deepEqual(await show(screen('two'), 'living'), { kind: 'blocked' });
  assert.deepEqual(await show(screen('two'), 'new'), { kind: 'blocked' });
});

test('with Telegram down the screen is to be shown later', async (t) => {
  const { show, phone } = await begin(t);
  phone.down(true);
  const shown = await show(screen('one'), 'new');
  assert.equal(shown.kind, 'later');
  phone.down(false);
  assert.equal((await show(screen('one'), 'new')).kind, 'shown');
});

test('a caption that Telegram refuses is a mistake that is told', async (t) => {
  const { show } = await begin(t);
  const shown = await show(screen('<b>open'), 'new');
  assert.equal(shown.kind, 'refused');
});

test('an erased person’s screen is taken away', async (t) => {
  const { show, living, messages, stored } = await begin(t);
  await show(screen('one'), 'new');
  await living.remove(anna);
  assert.deepEqual(messages(), []);
  assert.equal(stored.size, 0);
});

test('pictures with other words have other keys', () => {
  const one: Picture = { kind: 'banner', scene: 'home', title: 'A', subtitle: 'B' };
  assert.equal(pictureKey(one), pictureKey({ ...one }));
  assert.notEqual(pictureKey(one), pictureKey({ ...one, subtitle: 'C' }));
  assert.equal(pictureKey({ kind: 'image', imageId: 'i1' }), 'image:i1');
});

test('a sheet’s key tells all that is drawn on it', () => {
  const cell: SheetCell = {
    imageId: 'i1',
    number: 1,
    heading: 'Today',
    favourite: false,
    marked: null,
  };
  const keyOf = (...cells: SheetCell[]) => pictureKey({ kind: 'sheet', cells });
  assert.equal(keyOf(cell), keyOf({ ...cell }));
  const others: Partial<SheetCell>[] = [
    { imageId: 'i2' },
    { number: 2 },
    { heading: '' },
    { favourite: true },
    { marked: false },
    { marked: true },
  ];
  const keys = [
    keyOf(cell),
    keyOf(cell, cell),
    ...others.map((other) => keyOf({ ...cell, ...other })),
  ];
  assert.equal(new Set(keys).size, others.length + 2);
});

test('a chart’s key tells its title and its bars', () => {
  const bars = [{ label: 'Jan', value: 1 }];
  const one: Picture = { kind: 'chart', title: 'A', bars };
  assert.equal(pictureKey(one), pictureKey({ ...one, bars: [{ label: 'Jan', value: 1 }] }));
  const others: Picture[] = [
    { ...one, title: 'B' },
    { ...one, bars: [{ label: 'Jan', value: 2 }] },
    { ...one, bars: [...bars, ...bars] },
  ];
  assert.equal(new Set([one, ...others].map(pictureKey)).size, 4);
});

test('sheets and charts are let go after a while, images and banners never', () => {
  const passing: Picture[] = [
    { kind: 'sheet', cells: [] },
    { kind: 'chart', title: 'A', bars: [] },
  ];
  for (const key of [...passing.map(pictureKey), sheetKey('g1')]) {
    assert.ok(isPassing(key));
    assert.ok(isPassing(`42:${key}`));
  }
  const lasting: Picture[] = [banner('home'), { kind: 'image', imageId: 'sheet:1' }];
  for (const key of lasting.map(pictureKey)) assert.ok(!isPassing(key) && !isPassing(`42:${key}`));
});
