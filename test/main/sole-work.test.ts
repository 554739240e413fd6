import assert from 'node:assert/strict';
import { it } from 'node:test';
import { releaseLock, takeLock } from '../../db/locks.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import type { Handle } from '../../db/open.ts';
import { createSoleWork } from '../../src/main/sole-work.ts';
import { eachDatabase } from '../databases.ts';
import { eventually } from '../eventually.ts';

const LONG_MS = 600_000;
/** Longer than a slow machine stands still. */
const LEASE_MS = 2_000;

/** An instance that wants to do the work, and what it has done so far. */
function instance(db: Handle, done: string[], name: string) {
  const errors: unknown[] = [];
  const work = createSoleWork({
    db,
    name: 'work',
    begin: () => {
      done.push(`${name} begins`);
      return { stop: async () => void done.push(`${name} ends`) };
    },
    onError: (error) => errors.push(error),
    leaseMs: LEASE_MS,
  });
  return { ...work, errors };
}

const came = (done: readonly string[], what: string) =>
  eventually(() => done.includes(what) || undefined, { timeoutMs: 15_000 });

eachDatabase('work that one instance does for all', (open, _, openEmpty) => {
  it('is done by one, and by another at once when that one stops', async () => {
    const { kysely: db } = await open();
    const done: string[] = [];
    const [a, b] = [instance(db, done, 'a'), instance(db, done, 'b')];
    a.start();
    await came(done, 'a begins');
    b.start();
    await a.stop();
    await came(done, 'b begins');
    await b.stop();
    assert.deepEqual(done, ['a begins', 'a ends', 'b begins', 'b ends']);
    assert.deepEqual([...a.errors, ...b.errors], []);
  });

  it('ends when another has the lock, and begins anew when it is free', async () => {
    const { kysely: db } = await open();
    const done: string[] = [];
    const a = instance(db, done, 'a');
    a.start();
    await came(done, 'a begins');
    // As if this process had slept for longer than its lease.
    await db
      .updateTable('locks')
      .set({ owner: 'another', until: Date.now() + LONG_MS })
      .execute();
    await came(done, 'a ends');
    await releaseLock(db, 'work', 'another');
    await eventually(() => done.length === 3 || undefined);
    await a.stop();
    assert.deepEqual(done, ['a begins', 'a ends', 'a begins', 'a ends']);
    assert.equal(await takeLock(db, 'work', 'another', LONG_MS), true, 'the lock is free');
  });

  it('ends with its lease when the database is away', async () => {
    const database = await openEmpty();
    await migrateToLatest(database);
    const done: string[] = [];
    const a = instance(database.kysely, done, 'a');
    a.start();
    await came(done, 'a begins');
    const began = performance.now();
    await database.close();
    await came(done, 'a ends');
    assert.ok(performance.now() - began < 2 * LEASE_MS, 'no later than its lease');
    assert.ok(a.errors.length > 0);
    await a.stop();
  });

  it('is not begun by one that stopped first', async () => {
    const { kysely: db } = await open();
    const done: string[] = [];
    const a = instance(db, done, 'a');
    a.start();
    await a.stop();
    a.start();
    await a.stop();
    assert.deepEqual(done, []);
    assert.equal(await takeLock(db, 'work', 'another', LONG_MS), true, 'the lock is free');
  });
});
