import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createLimiter,
  type LimitedCall,
  type Priority,
  StoppedError,
  SupersededError,
} from '../../../src/telegram/limiter.ts';
import { handTimers } from './hand-timers.ts';

const START = 1_000_000;

function begin() {
  const clock = handTimers(START);
  const limiter = createLimiter({ clock });
  const sent: { name: string; at: number }[] = [];
  const call = (name: string, limited: Partial<LimitedCall> & { chatId: number }) =>
    limiter.run({ priority: 'presses' as Priority, ...limited }, async () => {
      sent.push({ name, at: clock.now() - START });
      return name;
    });
  return { clock, limiter, sent, call, names: () => sent.map(({ name }) => name) };
}

test('a chat gets a burst of five, then one a second', () => {
  const { clock, sent, call } = begin();
  for (let at = 0; at < 8; at += 1) void call(`${at}`, { chatId: 1 });
  clock.pass(10_000);
  assert.deepEqual(
    sent.map(({ at }) => at),
    [0, 0, 0, 0, 0, 1000, 2000, 3000],
  );
});

test('no second sees more than thirty calls over all chats', () => {
  const { clock, sent, call } = begin();
  for (let chatId = 0; chatId < 100; chatId += 1) void call(`${chatId}`, { chatId });
  assert.equal(sent.length, 30);
  clock.pass(20_000);
  assert.equal(sent.length, 100);
  for (const { at } of sent) {
    const inSecond = sent.filter((other) => other.at >= at && other.at < at + 1000);
    assert.ok(inSecond.length <= 30, `${inSecond.length} calls in the second after ${at} ms`);
  }
});

test('results go before presses, and presses before progress', () => {
  const { clock, names, call } = begin();
  for (let chatId = 100; chatId < 130; chatId += 1) void call('fill', { chatId });
  void call('progress', { chatId: 1, priority: 'progress' });
  void call('press', { chatId: 2, priority: 'presses' });
  void call('result', { chatId: 3, priority: 'results' });
  clock.pass(1000);
  assert.deepEqual(names().slice(30), ['result', 'press', 'progress']);
});

test('people take turns, however much one of them asks for', () => {
  const { clock, names, call } = begin();
  for (let chatId = 100; chatId < 130; chatId += 1) void call('fill', { chatId });
  for (const name of ['a1', 'a2', 'a3']) void call(name, { chatId: 1 });
  for (const name of ['b1', 'b2']) void call(name, { chatId: 2 });
  clock.pass(1000);
  assert.deepEqual(names().slice(30), ['a1', 'b1', 'a2', 'b2', 'a3']);
});

test('a chat that must wait holds up nobody else', () => {
  const { names, call } = begin();
  for (let at = 0; at < 6; at += 1) void call(`a${at}`, { chatId: 1 });
  void call('b', { chatId: 2 });
  assert.deepEqual(names(), ['a0', 'a1', 'a2', 'a3', 'a4', 'b']);
});

test('a chat that Telegram asked to leave alone is left alone for so long', () => {
  const { clock, limiter, sent, call } = begin();
  limiter.hold(1, 7);
  void call('held', { chatId: 1 });
  void call('free', { chatId: 2 });
  clock.pass(6999);
  assert.deepEqual(sent, [{ name: 'free', at: 0 }]);
  clock.pass(1);
  assert.deepEqual(sent[1], { name: 'held', at: 7000 });
});

test('when several chats at once are refused, everything waits', () => {
  const { clock, limiter, sent, call } = begin();
  for (const chatId of [1, 2, 3]) limiter.hold(chatId, 4);
  void call('another', { chatId: 9 });
  clock.pass(3999);
  assert.deepEqual(sent, []);
  clock.pass(1);
  assert.deepEqual(sent, [{ name: 'another', at: 4000 }]);
});

test('a waiting call is dropped for a newer one of the same purpose', async () => {
  const { clock, limiter, names, call } = begin();
  limiter.hold(1, 1);
  const older = call('older', { chatId: 1, replaces: 'card' });
  const other = call('other', { chatId: 1, replaces: 'other card' });
  const newer = call('newer', { chatId: 1, replaces: 'card' });
  await assert.rejects(older, SupersededError);
  clock.pass(1000);
  assert.equal(await newer, 'newer');
  assert.equal(await other, 'other');
  assert.deepEqual(names(), ['other', 'newer']);
});

test('an album costs as much as its pictures, a deletion nothing', () => {
  const { clock, sent, call } = begin();
  void call('album', { chatId: 1, cost: 4 });
  void call('one', { chatId: 1 });
  void call('deletion', { chatId: 2, cost: 0 });
  void call('two', { chatId: 1 });
  clock.pass(5000);
  assert.deepEqual(
    sent.map(({ at }) => at),
    [0, 0, 0, 1000],
  );
  assert.equal(sent[3]?.name, 'two');
});

test('an album larger than a burst is sent when the chat has rested', () => {
  const { clock, sent, call } = begin();
  void call('one', { chatId: 1 });
  void call('ten pictures', { chatId: 1, cost: 10 });
  clock.pass(1000);
  assert.deepEqual(sent[1], { name: 'ten pictures', at: 1000 });
});

test('a failed call is told to its caller and takes nothing from the others', async () => {
  const { limiter, call } = begin();
  const failing = limiter.run({ chatId: 1, priority: 'results' }, () =>
    Promise.reject(new Error('refused')),
  );
  await assert.rejects(failing, /refused/);
  assert.equal(await call('next', { chatId: 1 }), 'next');
});

test('a turn for which there was nothing to send is another’s, of the chat as of all', async () => {
  const { clock, limiter, sent, call } = begin();
  for (let at = 0; at < 6; at += 1)
    await limiter.run({ chatId: 1, priority: 'presses' }, async ({ giveBack }) => giveBack());
  for (let at = 0; at < 5; at += 1) void call('burst', { chatId: 1 });
  for (let chatId = 100; chatId < 125; chatId += 1) void call('fill', { chatId });
  assert.equal(sent.length, 30);
  void call('too many', { chatId: 200 });
  assert.equal(sent.length, 30);
  clock.pass(1000);
  assert.equal(sent.length, 31);
});

test('a turn is spent once, and then cannot be given back', async () => {
  const { limiter, sent, call } = begin();
  await limiter.run({ chatId: 1, priority: 'presses' }, async ({ spend, giveBack }) => {
    assert.deepEqual([spend(), spend()], [true, false]);
    giveBack();
  });
  for (let at = 0; at < 5; at += 1) void call(`${at}`, { chatId: 1 });
  assert.equal(sent.length, 4);
});

test('a turn that was kept for a second is no turn any more', async () => {
  const { clock, limiter } = begin();
  await limiter.run({ chatId: 1, priority: 'presses' }, async ({ spend }) => {
    clock.pass(1000);
    assert.equal(spend(), false);
  });
});

test('nothing waits, and no timer runs, when all is sent', () => {
  const { clock, limiter, call } = begin();
  for (let at = 0; at < 7; at += 1) void call(`${at}`, { chatId: 1 });
  assert.equal(limiter.waiting(), 2);
  clock.pass(10_000);
  assert.equal(limiter.waiting(), 0);
  assert.equal(clock.timers(), 0);
});

test('a clock that never stands still keeps nobody waiting', () => {
  const limiter = createLimiter({ clock: handTimers(START, 0.001) });
  let sent = 0;
  for (let chatId = 0; chatId < 5; chatId += 1) {
    void limiter.run({ chatId, priority: 'presses' }, async () => {
      sent += 1;
    });
  }
  assert.equal(sent, 5);
});

test('while a process ends, what waits to begin is dropped and what has begun goes on', async () => {
  const { clock, limiter, names, call } = begin();
  for (let at = 0; at < 5; at += 1) void call('burst', { chatId: 1 });
  const screen = call('screen', { chatId: 1, isFirst: true });
  const goodbye = call('goodbye', { chatId: 1 });
  limiter.drain();
  await assert.rejects(screen, StoppedError);
  await assert.rejects(call('late screen', { chatId: 2, isFirst: true }), StoppedError);
  void call('late goodbye', { chatId: 2 });
  clock.pass(1000);
  assert.equal(await goodbye, 'goodbye');
  assert.deepEqual(names().slice(5), ['late goodbye', 'goodbye']);
  assert.equal(limiter.waiting(), 0);
});

test('nothing goes after the end, and no timer runs', async () => {
  const { clock, limiter, sent, call } = begin();
  for (let at = 0; at < 5; at += 1) void call('burst', { chatId: 1 });
  const waiting = call('waiting', { chatId: 1, priority: 'results' });
  limiter.close();
  await assert.rejects(waiting, StoppedError);
  await assert.rejects(call('late', { chatId: 2 }), StoppedError);
  assert.equal(clock.timers(), 0);
  clock.pass(10_000);
  assert.equal(sent.length, 5);
});
