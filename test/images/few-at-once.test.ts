import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createFewAtOnce } from '../../src/images/few-at-once.ts';

/** Work that lasts until it is told to end. */
function beginWork() {
  const running: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const work = (name: string) => () =>
    new Promise<string>((resolve, reject) => {
      running.push(name);
      ends.set(name, (error) => (error ? reject(error) : resolve(name)));
    });
  return { running, work, end: (name: string, error?: Error) => ends.get(name)?.(error) };
}

test('no more than so many run, and the rest follows in its order', async () => {
  const { running, work, end } = beginWork();
  const inTurn = createFewAtOnce(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => inTurn(work(name)));
  await setImmediate();
  assert.deepEqual(running, ['a', 'b']);
  end('b');
  await setImmediate();
  assert.deepEqual(running, ['a', 'b', 'c']);
  for (const name of ['a', 'c']) end(name);
  await setImmediate();
  end('d');
  assert.deepEqual(await Promise.all(all), ['a', 'b', 'c', 'd']);
});

test('work that fails gives its turn to the next, and its error to its asker', async () => {
  const { running, work, end } = beginWork();
  const inTurn = createFewAtOnce(1);
  const first = inTurn(work('a'));
  const second = inTurn(work('b'));
  await setImmediate();
  end('a', new Error('broken'));
  await assert.rejects(first, /broken/);
  await setImmediate();
  assert.deepEqual(running, ['a', 'b']);
  end('b');
  assert.equal(await second, 'b');
});

test('work that throws before it begins to wait gives its turn back', async () => {
  const inTurn = createFewAtOnce(1);
  const thrown = inTurn(() => {
    throw new Error('at once');
  });
  await assert.rejects(thrown, /at once/);
  assert.equal(await inTurn(async () => 'next'), 'next');
});
