import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Db } from '../../../db/open.ts';
import { createRefusals } from '../../../src/effects/avatars/refusals.ts';
import { createReach } from '../../../src/effects/reach.ts';
import { RetryLater } from '../../../src/effects/retry-later.ts';
import type { Messenger, Note, Told } from '../../../src/telegram/messenger.ts';
import { loadWords } from '../../../src/telegram/words.ts';
import { eachDatabase } from '../../databases.ts';
import { START } from '../../db/people-with-coins.ts';
import { handTimers } from '../../telegram/edge/hand-timers.ts';
import { someone } from './begin.ts';

const words = await loadWords();

/** Refusals whose clock is moved by hand, and what was sent. */
function opened({ kysely: db }: Db) {
  const { setTimer, pass } = handTimers();
  const replies: [chatId: number, to: number, words: string][] = [];
  const told: { answer: Told } = { answer: 'done' };
  const messenger = {
    send: async (chatId: number, { html }: Note, options: { replyTo: number }) => {
      if (told.answer === 'done') replies.push([chatId, options.replyTo, html]);
      return told.answer;
    },
  } as unknown as Messenger;
  const reach = createReach({ db, messenger, now: () => START });
  return { refuse: createRefusals({ reach, words, setTimer }), pass, replies, told };
}

eachDatabase('refusals of photos', (open) => {
  it('of equal photos that come together are one, at the first of them, with their number', async () => {
    const db = await open();
    const { refuse, pass, replies } = opened(db);
    const anna = await someone(db);
    const early = [9, 5, 7].map((to) => refuse(anna, to, ['duplicate']));
    pass(1999);
    const late = refuse(anna, 6, ['duplicate']);
    pass(1999);
    assert.equal(replies.length, 0, 'more may come');
    pass(1);
    await Promise.all([...early, late]);
    assert.deepEqual(
      replies.map(([chatId, to]) => [chatId, to]),
      [[anna.telegram_id, 5]],
    );
    assert.match(
      replies[0]?.[2] ?? '',
      /Лишние: 4 фотографии, начиная с этой[\s\S]*такое уже есть/,
    );
  });

  it('do not wait longer than some seconds, and begin anew after that', async () => {
    const db = await open();
    const { refuse, pass, replies } = opened(db);
    const anna = await someone(db);
    const told: Promise<void>[] = [];
    for (let n = 1; n <= 10; n++) {
      told.push(refuse(anna, n, ['too-many']));
      pass(1000);
    }
    pass(2000);
    await Promise.all(told);
    assert.deepEqual(
      replies.map(([, to]) => to),
      [1, 9],
    );
  });

  it('are each person’s and each reason’s own, and one alone is told as one', async () => {
    const db = await open();
    const { refuse, pass, replies } = opened(db);
    const [anna, boris] = [await someone(db), await someone(db)];
    const told = [
      refuse(anna, 1, ['duplicate']),
      refuse(anna, 2, ['too-many']),
      refuse(boris, 3, ['duplicate']),
    ];
    pass(2000);
    await Promise.all(told);
    assert.deepEqual(
      replies.map(([chatId, to]) => [chatId, to]).toSorted((a, b) => (a[1] ?? 0) - (b[1] ?? 0)),
      [
        [anna.telegram_id, 1],
        [anna.telegram_id, 2],
        [boris.telegram_id, 3],
      ],
    );
    for (const [, , html] of replies) assert.match(html, /Это фото не подошло/);
  });

  it('that can be mended are told at once, below each photo', async () => {
    const db = await open();
    const { refuse, replies } = opened(db);
    const anna = await someone(db);
    await Promise.all([1, 2].map((to) => refuse(anna, to, ['no-face'])));
    assert.deepEqual(replies.map(([, to]) => to).toSorted(), [1, 2]);
  });

  it('are all to be told again when their answer did not arrive', async () => {
    const db = await open();
    const { refuse, pass, replies, told } = opened(db);
    const anna = await someone(db);
    const tell = () => [1, 2].map((to) => refuse(anna, to, ['duplicate']));
    told.answer = 'later';
    const failing = tell().map((one) => assert.rejects(one, RetryLater));
    pass(2000);
    await Promise.all(failing);
    told.answer = 'done';
    const again = tell();
    pass(2000);
    await Promise.all(again);
    assert.deepEqual(
      replies.map(([, to]) => to),
      [1],
    );
  });
});
