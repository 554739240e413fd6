import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { KeyCheck } from '../../src/fal/queue.ts';
import { createFalWatch } from '../../src/main/fal-watch.ts';
import { eachDatabase } from '../databases.ts';

eachDatabase('the watch over FAL', (open) => {
  /** FAL answers what the test says; `hangs`: never. */
  async function begin() {
    const { kysely: db } = await open();
    const turns: boolean[] = [];
    const heeded: KeyCheck[] = [];
    let answer: KeyCheck | 'hangs' = 'ok';
    const checkKey = async () => (answer === 'hangs' ? new Promise<KeyCheck>(() => {}) : answer);
    const watch = createFalWatch({
      db,
      queue: { checkKey },
      outages: { heed: async (check) => void heeded.push(check) },
      now: () => 0,
      onTurn: (answers) => void turns.push(answers),
    });
    const say = (next: typeof answer) => {
      answer = next;
    };
    return { watch, turns, heeded, say };
  }

  it('refuses to start with a key that FAL refuses, and only then', async () => {
    const { watch, say } = await begin();
    await watch.assertKey();
    say('unreachable');
    await watch.assertKey();
    say('refused');
    await assert.rejects(watch.assertKey(), /FAL_KEY is refused/);
  });

  it('calls a FAL that is out of reach degraded, since people are served all the same', async () => {
    const { watch, say } = await begin();
    say('unreachable');
    assert.deepEqual(await watch.condition(), { state: 'degraded', detail: 'out of reach' });
  });

  it('calls a FAL that hangs degraded, within its time', async () => {
    const { watch, say } = await begin();
    say('hangs');
    assert.deepEqual(await watch.condition(), { state: 'degraded', detail: 'no answer in time' });
  });

  it('tells once that FAL stays silent, and once that it is back', async () => {
    const { watch, turns, heeded, say } = await begin();
    const looks: KeyCheck[] = [
      'unreachable',
      'ok',
      'unreachable',
      'unreachable',
      'unreachable',
      'ok',
      'ok',
    ];
    for (const check of looks) {
      say(check);
      await watch.look();
    }
    assert.deepEqual(turns, [false, true]);
    assert.deepEqual(heeded, looks);
  });
});
