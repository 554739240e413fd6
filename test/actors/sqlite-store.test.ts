import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, it } from 'node:test';
import { MIGRATIONS, openActorsDatabase } from '../../src/actors/sqlite-schema.ts';
import { createSqliteStore, openSqliteStore } from '../../src/actors/sqlite-store.ts';
import { actorStoreContract, effect, recordAt, saveOf } from '../contracts/actor-store.ts';
import { runChild } from './run-child.ts';
import { inScratchFolder } from './scratch-folder.ts';

async function openInMemory() {
  let time = 1_700_000_000_000;
  const store = await openSqliteStore({ path: ':memory:', now: () => time });
  return {
    store,
    other: store,
    pass: async (ms: number) => {
      time += ms;
    },
    close: () => store.close(),
  };
}

actorStoreContract('SQLite', openInMemory);

describe('the SQLite store', () => {
  it('answers each save of a group on its own, in one transaction', async () => {
    const db = openActorsDatabase(':memory:');
    const store = createSqliteStore({ db });
    const cyclic: { self?: never } = {};
    Object.assign(cyclic, { self: cyclic });
    const answers = await Promise.allSettled([
      store.save(saveOf('chat:1', 0)),
      store.save(saveOf('chat:1', 0)),
      store.save(saveOf('chat:2', 0, { effects: [effect('e'), effect('f', { input: cyclic })] })),
      store.save(saveOf('chat:1', 1)),
      store.save(saveOf('chat:3', 0)),
    ]);
    const told = answers.map((answer) =>
      answer.status === 'fulfilled' ? answer.value.kind : answer.reason.code,
    );
    assert.deepEqual(told, ['saved', 'conflict', 'store-failed', 'saved', 'saved']);
    assert.equal(await store.load('chat:2'), null);
    assert.deepEqual(await store.load('chat:1'), recordAt(1));
    assert.deepEqual((await store.journal(10)).length, 3);
    assert.equal((await store.depth()).leased, 0);
    await store.close();
  });

  it('takes over what an older version left behind, which waits for nothing', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'actors.db');
      const old = new DatabaseSync(path);
      old.exec(`${MIGRATIONS[0]}; PRAGMA user_version = 1`);
      const { order: _, ...without } = effect('e');
      const text = JSON.stringify({ key: 'chat:1', ...without });
      old
        .prepare('INSERT INTO effects VALUES (1, ?, ?, ?, 5, NULL, 2, NULL, NULL)')
        .run(without.id, 'chat:1', text);
      old.close();
      const store = await openSqliteStore({ path, now: () => 1000 });
      const [claimed] = await store.claim({ limit: 1, leaseMs: 1000 });
      assert.deepEqual([claimed?.id, claimed?.order, claimed?.attempts], [without.id, 'any', 2]);
      await store.close();
    }));

  it('gives what a killed process left to the next at once, and not as a failed try', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'actors.db');
      const killed = await openSqliteStore({ path, now: () => 1000 });
      await killed.save(saveOf('chat:1', 0, { effects: [effect('e')], leaseMs: 60_000 }));
      const next = await openSqliteStore({ path, now: () => 2000, isSole: true });
      const [claimed] = await next.claim({ limit: 1, leaseMs: 1000 });
      assert.equal(claimed?.id.endsWith('e'), true);
      assert.equal(claimed?.attempts, 0);
      await next.close();
      await killed.close();
    }));

  it('rejects the whole group when the disk is full, and goes on when it is not', async () => {
    const db = openActorsDatabase(':memory:');
    const store = createSqliteStore({ db });
    await store.save(saveOf('chat:1', 0));
    db.exec(`PRAGMA max_page_count = ${db.prepare('PRAGMA page_count').get()?.['page_count']}`);
    const large = recordAt(0, 'first', 'x'.repeat(100_000));
    const answers = await Promise.allSettled([
      store.save(saveOf('chat:1', 1)),
      store.save(saveOf('chat:2', 0, { record: large })),
    ]);
    for (const answer of answers) {
      assert.equal(answer.status === 'rejected' && answer.reason.code, 'store-failed');
    }
    assert.deepEqual(await store.load('chat:1'), recordAt(0));
    assert.equal((await store.save(saveOf('chat:1', 1))).kind, 'saved');
    db.exec('PRAGMA max_page_count = 100000');
    assert.equal((await store.save(saveOf('chat:2', 0, { record: large }))).kind, 'saved');
    assert.deepEqual(await store.load('chat:2'), large);
    await store.close();
  });

  it('writes what waits when it closes, and refuses what comes later', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'actors.db');
      const store = await openSqliteStore({ path });
      const saving = store.save(saveOf('chat:1', 0));
      await store.close();
      await store.close();
      assert.equal((await saving).kind, 'saved');
      await assert.rejects(store.load('chat:1'), { code: 'store-closed' });
      await assert.rejects(store.save(saveOf('chat:1', 1)), { code: 'store-closed' });
      const again = await openSqliteStore({ path });
      assert.deepEqual(await again.load('chat:1'), recordAt(0));
      await again.close();
    }));

  it('leaves a file of a newer version alone', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'actors.db');
      const db = new DatabaseSync(path);
      db.exec('PRAGMA user_version = 1000');
      db.close();
      await assert.rejects(openSqliteStore({ path }), { code: 'store-too-new' });
    }));

  it('sweeps expired records from the file', async () => {
    let time = 1_700_000_000_000;
    const db = openActorsDatabase(':memory:');
    const store = createSqliteStore({ db, now: () => time });
    await store.save(saveOf('generation:1', 0, { expiresInMs: 10 }));
    await store.save(saveOf('chat:1', 0));
    time += 10;
    await store.claim({ limit: 1, leaseMs: 1000 });
    const keys = db.prepare('SELECT key FROM records').all();
    assert.deepEqual(
      keys.map(({ key }) => key),
      ['chat:1'],
    );
    await store.close();
  });

  it('has every acknowledged save, whole, after kill -9 in the midst of saving', () =>
    inScratchFolder(async (folder) => {
      const path = join(folder, 'actors.db');
      for (const least of [200, 500, 900]) await killWhileSaving(path, least);
    }));
});

const saveForever = new URL('./save-forever.ts', import.meta.url);

async function killWhileSaving(path: string, least: number) {
  const child = runChild(saveForever, [path]);
  await child.printed(least);
  const acknowledged = new Map(
    (await child.kill()).map((line) => {
      const [key = '', step] = line.split(' ');
      return [key, Number(step)];
    }),
  );
  assert.equal(acknowledged.size, 8);
  for (const [key, step] of acknowledged) await checkActor(path, key, step);
}

/** The record is at the step acknowledged last or a later one, and all else agrees with it. */
async function checkActor(path: string, key: string, acknowledged: number) {
  const db = openActorsDatabase(path);
  const step = Number(db.prepare('SELECT step FROM records WHERE key = ?').get(key)?.['step']);
  assert.ok(step >= acknowledged, `${key} is at ${step}, but ${acknowledged} was acknowledged`);
  const effects = db.prepare('SELECT id FROM effects WHERE key = ?').all(key);
  assert.deepEqual(
    effects.map(({ id }) => id),
    [`${key}/first/${step}/0`],
  );
  const lines = db.prepare('SELECT step FROM journal WHERE key = ? ORDER BY place').all(key);
  assert.deepEqual(
    lines.map((line) => line['step']),
    Array.from({ length: step + 1 }, (_, index) => index),
  );
  db.close();
}
