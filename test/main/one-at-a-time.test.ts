import assert from 'node:assert/strict';
import { it } from 'node:test';
import { takeLock } from '../../db/locks.ts';
import type { Handle } from '../../db/open.ts';
import { createOneAtATime } from '../../src/main/one-at-a-time.ts';
import { eachDatabase } from '../databases.ts';

/** As each of several instances has it. */
const instance = (db: Handle) =>
  createOneAtATime({ db, onError: (error) => assert.fail(String(error)) });

eachDatabase('work of one name', (open) => {
  it('goes one after another, in whichever instance, and beside work of other names', async () => {
    const { kysely: db } = await open();
    const instances = [instance(db), instance(db), instance(db)];
    let underWay = 0;
    let ended = 0;
    const other = Promise.withResolvers<void>();
    const held = instance(db)('another', () => other.promise);
    const work = async () => {
      underWay += 1;
      assert.equal(underWay, 1);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      ended += 1;
    };
    await Promise.all(instances.map((oneAtATime) => oneAtATime('name', work)));
    assert.equal(ended, 3);
    other.resolve();
    await held;
  });

  it('that fails lets the next begin, and tells its error', async () => {
    const { kysely: db } = await open();
    const failing = instance(db)('name', () => Promise.reject(new Error('a mistake')));
    await assert.rejects(failing, /a mistake/);
    assert.equal(await instance(db)('name', async () => 'next'), 'next');
  });

  it('waits no longer than the lease of an instance that was killed', async () => {
    const { kysely: db } = await open();
    await takeLock(db, 'name', 'killed', 100);
    assert.equal(await instance(db)('name', async () => 'next'), 'next');
  });
});
