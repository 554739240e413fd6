import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createKept } from '../../src/pictures/kept.ts';

describe('what is kept', () => {
  test('is made once for all who ask at once, and after that', async () => {
    const kept = createKept<string, number>(2);
    let made = 0;
    const make = async () => ++made;
    assert.deepEqual(await Promise.all([kept('a', make), kept('a', make)]), [1, 1]);
    assert.equal(await kept('a', make), 1);
  });

  test('is at most so many, those asked for last', async () => {
    const kept = createKept<string, string>(2);
    const made: string[] = [];
    const ask = (key: string) =>
      kept(key, async () => {
        made.push(key);
        return key;
      });
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
    assert.deepEqual(made, ['a', 'b', 'c', 'b']);
  });

  test('is not what failed', async () => {
    const kept = createKept<string, number>(2);
    await assert.rejects(kept('a', () => Promise.reject(new Error('no'))));
    assert.equal(await kept('a', async () => 7), 7);
  });
});
