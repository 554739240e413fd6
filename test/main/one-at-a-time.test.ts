import assert from 'node:assert/strict';
import { it } from 'node:test';
import { takeLock } from '../../db/locks.ts';
import type { Handle } from '../../db/open.ts';
import { createOneAtATime, LockError } from '../../src/main/one-at-a-time.ts';
import { eachDatabase } from '../databases.ts';

const LONG_MS = 600_000;
const onError = (error: unknown) => assert.fail(String(error));

/** As each of several instances has it. */
const instance = (db: Handle) => createOneAtATime({ db, onError });

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

  it('lets the next begin at once, though a renewal was under way at its end', async () => {
    const { kysely: db } = await open();
    const oneAtATime = createOneAtATime({ db, onError, renewEveryMs: 1 });
    for (let n = 0; n < 20; n += 1)
      await oneAtATime('name', () => new Promise((resolve) => setTimeout(resolve, 2)));
    assert.equal(await takeLock(db, 'name', 'next', 100), true);
  });

  it('tells that another instance took its name, as after a long sleep', async () => {
    const { kysely: db } = await open();
    const lost = Promise.withResolvers<unknown>();
    const oneAtATime = createOneAtATime({ db, onError: lost.resolve, renewEveryMs: 1 });
    await oneAtATime('name', async () => {
      await db
        .updateTable('locks')
        .set({ owner: 'another', until: Date.now() + LONG_MS })
        .execute();
      const error = await lost.promise;
      assert.equal(error instanceof LockError && error.code, 'lost');
    });
    const { owner } = await db.selectFrom('locks').select('owner').executeTakeFirstOrThrow();
    assert.equal(owner, 'another');
  });

  it('waits no longer than the lease of an instance that was killed', async () => {
    const { kysely: db } = await open();
    await takeLock(db, 'name', 'killed', 100);
    assert.equal(await instance(db)('name', async () => 'next'), 'next');
  });
});
