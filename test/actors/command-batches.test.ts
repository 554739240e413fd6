import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createCommandBatches, type Outcome } from '../../src/actors/command-batches.ts';
import { gate } from './open-shell.ts';

/** Batches that a test answers by hand. */
function open(needs: { size: number; atOnce: number }) {
  const carried: string[][] = [];
  const answers: ReturnType<typeof gate<readonly Outcome[]>>[] = [];
  const send = createCommandBatches({
    ...needs,
    carry: (commands) => {
      carried.push(commands.map(([word = '']) => word));
      const answer = gate<readonly Outcome[]>();
      answers.push(answer);
      return answer.promise;
    },
  });
  const answer = (index: number) =>
    answers[index]?.resolve((carried[index] ?? []).map((word) => ({ reply: `${word}!` })));
  return { carried, answers, answer, send: (word: string) => send([word]) };
}

describe('batches of commands', () => {
  it('carry what comes in one moment together, and the rest when there is room', async () => {
    const { carried, answer, send } = open({ size: 2, atOnce: 2 });
    const sent = Promise.all(['a', 'b', 'c', 'd', 'e'].map(send));
    await Promise.resolve();
    assert.deepEqual(carried, [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    const later = send('f');
    answer(1);
    answer(0);
    while (carried.length < 3) await Promise.resolve();
    assert.deepEqual(carried[2], ['e', 'f']);
    answer(2);
    assert.deepEqual(await sent, ['a!', 'b!', 'c!', 'd!', 'e!']);
    assert.equal(await later, 'f!');
  });

  it('fail together when nobody knows what became of them, and hold up no others', async () => {
    const { carried, answers, answer, send } = open({ size: 2, atOnce: 1 });
    const [a, b, c] = ['a', 'b', 'c'].map(send);
    await Promise.resolve();
    answers[0]?.reject(new Error('no answer'));
    await assert.rejects(a ?? Promise.resolve(), /no answer/);
    await assert.rejects(b ?? Promise.resolve(), /no answer/);
    assert.deepEqual(carried, [['a', 'b'], ['c']], 'none is carried again');
    answer(1);
    assert.equal(await c, 'c!');
  });

  it('fail one by one where they were refused one by one', async () => {
    const { answers, send } = open({ size: 3, atOnce: 1 });
    const sent = Promise.allSettled(['a', 'b', 'c'].map(send));
    await Promise.resolve();
    answers[0]?.resolve([{ reply: 1 }, { error: new Error('refused') }]);
    const [a, b, c] = await sent;
    assert.deepEqual(a, { status: 'fulfilled', value: 1 });
    assert.ok(b?.status === 'rejected' && /refused/.test(String(b.reason)));
    assert.ok(c?.status === 'rejected' && /in part/.test(String(c.reason)));
  });
});
