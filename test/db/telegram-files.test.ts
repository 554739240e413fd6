import assert from 'node:assert/strict';
import { it } from 'node:test';
import { fileIdOf, prunePassingFiles, rememberFile } from '../../db/telegram-files.ts';
import { createPrune } from '../../src/effects/prune.ts';
import { eachDatabase } from '../databases.ts';
import { START } from './people-with-coins.ts';

const MONTH_MS = 30 * 86_400_000;

eachDatabase('a passing file of Telegram’s', (open) => {
  const begin = async () => {
    const { kysely: db } = await open();
    const remember = (key: string, now: number, passing: boolean) =>
      rememberFile(db, { key, fileId: `file of ${key}`, passing, now });
    const isKnown = async (key: string) => (await fileIdOf(db, key)) !== undefined;
    return { db, remember, isKnown };
  };

  it('is forgotten after a month, and no other', async () => {
    const { db, remember, isKnown } = await begin();
    await remember('1:sheet:old', START, true);
    await remember('1:sheet:sent again', START, true);
    await remember('1:image:old', START, false);
    await remember('1:sheet:new', START + 1, true);
    await remember('1:sheet:sent again', START + 1, true);
    await createPrune({ db, now: () => START + 1 + MONTH_MS }).run();
    assert.deepEqual(
      await Promise.all(
        ['1:sheet:old', '1:sheet:sent again', '1:image:old', '1:sheet:new'].map(isKnown),
      ),
      [false, true, true, true],
    );
  });

  it('is forgotten a few at a time, the oldest first', async () => {
    const { db, remember, isKnown } = await begin();
    for (const n of [3, 1, 2]) await remember(`1:sheet:${n}`, START + n, true);
    assert.equal(await prunePassingFiles(db, START + 4, 2), 2);
    assert.ok(await isKnown('1:sheet:3'));
    assert.equal(await prunePassingFiles(db, START + 4, 2), 1);
    assert.equal(await prunePassingFiles(db, START + 4, 2), 0);
  });
});
