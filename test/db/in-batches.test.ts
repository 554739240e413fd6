import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inBatches } from '../../db/in-batches.ts';

/** Asks that are answered when the test says so: `words` by their length. */
function openAsked({ most = 3, atOnce = 1, isOnes = (): boolean => false } = {}) {
  const asked: Array<{ readonly words: readonly string[]; settle: (error?: Error) => void }> = [];
  const lengthOf = inBatches<string, number>({
    most,
    atOnce,
    isOnes,
    ask: (words) =>
      new Promise((resolve, reject) => {
        const settle = (error?: Error) =>
          error ? reject(error) : resolve(new Map(words.map((word) => [word, word.length])));
        asked.push({ words, settle });
      }),
  });
  return { asked, lengthOf, words: () => asked.map((ask) => ask.words) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('questions in batches', () => {
  it('a question alone is asked at once', async () => {
    const { asked, lengthOf, words } = openAsked();
    const answer = lengthOf('a');
    assert.deepEqual(words(), [['a']]);
    asked[0]?.settle();
    assert.equal(await answer, 1);
  });

  it('who comes meanwhile goes together with the next, as many as may', async () => {
    const { asked, lengthOf, words } = openAsked();
    const answers = ['a', 'bb', 'ccc', 'dddd', 'eeeee'].map(lengthOf);
    assert.deepEqual(words(), [['a']]);
    asked[0]?.settle();
    await turn();
    assert.deepEqual(words(), [['a'], ['bb', 'ccc', 'dddd']]);
    asked[1]?.settle();
    await turn();
    assert.deepEqual(words()[2], ['eeeee']);
    asked[2]?.settle();
    assert.deepEqual(await Promise.all(answers), [1, 2, 3, 4, 5]);
  });

  it('no more batches are under way than may be', async () => {
    const { asked, lengthOf, words } = openAsked({ atOnce: 2 });
    const answers = ['a', 'b', 'c', 'd'].map(lengthOf);
    assert.deepEqual(words(), [['a'], ['b']]);
    asked[1]?.settle();
    await turn();
    assert.deepEqual(words(), [['a'], ['b'], ['c', 'd']]);
    asked[0]?.settle();
    asked[2]?.settle();
    assert.deepEqual(await Promise.all(answers), [1, 1, 1, 1]);
  });

  it('the same key twice is answered twice', async () => {
    const { asked, lengthOf } = openAsked();
    const first = lengthOf('a');
    const again = [lengthOf('bb'), lengthOf('bb')];
    asked[0]?.settle();
    await first;
    await turn();
    asked[1]?.settle();
    assert.deepEqual(await Promise.all(again), [2, 2]);
  });

  it('a failure is told to those of its batch alone, and the next is asked', async () => {
    const { asked, lengthOf } = openAsked();
    const first = assert.rejects(lengthOf('a'), /away/);
    const second = lengthOf('bb');
    asked[0]?.settle(new Error('away'));
    await first;
    await turn();
    asked[1]?.settle();
    assert.equal(await second, 2);
  });

  it('where one may be to blame, each of the batch is asked again by itself', async () => {
    const { asked, lengthOf, words } = openAsked({ isOnes: () => true });
    const first = lengthOf('a');
    const second = assert.rejects(lengthOf('bb'), /bad/);
    const third = lengthOf('ccc');
    asked[0]?.settle();
    await first;
    await turn();
    asked[1]?.settle(new Error('one is bad'));
    await turn();
    asked[2]?.settle(new Error('bad'));
    await second;
    await turn();
    asked[3]?.settle();
    assert.equal(await third, 3);
    assert.deepEqual(words(), [['a'], ['bb', 'ccc'], ['bb'], ['ccc']]);
  });
});
