import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { doom, doomed, forgetDoomed, pardon } from '../../db/doomed-objects.ts';
import type { ObjectKey } from '../../db/images.ts';
import type { Db } from '../../db/open.ts';
import { createFileRemoval } from '../../src/effects/remove-files.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import type { ImageStore } from '../../src/images/image-store.ts';
import { eachDatabase } from '../databases.ts';
import { START } from './people-with-coins.ts';

const MINUTE_MS = 60_000;

const objects = (count: number): ObjectKey[] =>
  Array.from({ length: count }, (_, n) => ({
    bucket: 'imagen4',
    key: `anna/order/${String(n).padStart(4, '0')}.png`,
  }));

const keysOf = async ({ kysely }: Db, limit = 1000) =>
  (await doomed(kysely, limit, Number.MAX_SAFE_INTEGER)).map(({ key }) => key);

/** A store of its own with these objects in it. */
async function storeWith(t: TestContext, keys: readonly ObjectKey[]): Promise<ImageStore> {
  const dir = await mkdtemp(join(tmpdir(), 'aisha-files-'));
  t.after(() => rm(dir, { recursive: true, force: true }));
  const images = createFolderStore({ dir });
  for (const { key } of keys) await images.put('imagen4', key, new Uint8Array([1]), 'image/png');
  return images;
}

const leftIn = async (images: ImageStore, keys: readonly ObjectKey[]) => {
  const stats = await Promise.all(keys.map(({ key }) => images.stat('imagen4', key)));
  return keys.filter((_, n) => stats[n] !== null).map(({ key }) => key);
};

/** The chore, and what it complained about. */
function removal(db: Db, images: ImageStore, now = () => START + 100) {
  const failed: string[] = [];
  const chore = createFileRemoval({
    db: db.kysely,
    images,
    now,
    onError: ({ key }) => void failed.push(key),
  });
  return { run: chore.run, failed };
}

eachDatabase('a doomed object', (open) => {
  it('waits in the order of its dooming, and is there once', async () => {
    const db = await open();
    const [a = { bucket: '', key: '' }, b = a, c = a] = objects(3);
    await doom(db.kysely, [], START);
    await doom(db.kysely, [b], START);
    await doom(db.kysely, [a, c], START + 1);
    assert.deepEqual(await keysOf(db), [b.key, a.key, c.key]);
    await doom(db.kysely, [b], START + 2);
    assert.deepEqual(await keysOf(db), [a.key, c.key, b.key]);
    assert.deepEqual(await keysOf(db, 1), [a.key]);
  });

  it('is forgotten, but not if it was doomed again since it was looked at', async () => {
    const db = await open();
    const [a = { bucket: '', key: '' }, b = a] = objects(2);
    await doom(db.kysely, [a, b], START);
    const seen = await doomed(db.kysely, 10, Number.MAX_SAFE_INTEGER);
    await doom(db.kysely, [b], START + 1);
    await forgetDoomed(db.kysely, seen);
    assert.deepEqual(await keysOf(db), [b.key]);
  });

  it('stays with a transaction that is rolled back', async () => {
    const db = await open();
    const failing = db.kysely.transaction().execute(async (tx) => {
      await doom(tx, objects(1), START);
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.deepEqual(await keysOf(db), []);
  });

  it('is removed from the store, however many there are, and others stay', async (t) => {
    const db = await open();
    const all = objects(130);
    const images = await storeWith(t, all);
    await doom(db.kysely, all.slice(0, 120), START);
    const { run, failed } = removal(db, images);
    await run();
    assert.deepEqual(
      await leftIn(images, all),
      all.slice(120).map(({ key }) => key),
    );
    assert.deepEqual(await keysOf(db), []);
    assert.deepEqual(failed, []);
  });

  it('stays while its time has not come, and for good once a row owns it', async (t) => {
    const db = await open();
    const all = objects(2);
    const images = await storeWith(t, all);
    await doom(db.kysely, all, START + MINUTE_MS);
    await pardon(db.kysely, all.slice(0, 1));
    let time = START;
    const { run } = removal(db, images, () => time);
    await run();
    assert.equal((await leftIn(images, all)).length, 2);
    time += MINUTE_MS;
    await run();
    assert.deepEqual(await leftIn(images, all), [all[0]?.key]);
  });

  it('that is gone already is as good as removed', async (t) => {
    const db = await open();
    await doom(db.kysely, objects(2), START);
    const { run, failed } = removal(db, await storeWith(t, []));
    await run();
    assert.deepEqual(await keysOf(db), []);
    assert.deepEqual(failed, []);
  });

  it('that cannot be removed holds up no other, and is tried again after them', async (t) => {
    const db = await open();
    const all = objects(120);
    const stuck = all.slice(0, 60).map(({ key }) => key);
    const images = await storeWith(t, all);
    let isStuck = true;
    const remove: ImageStore['remove'] = async (bucket, key) => {
      if (isStuck && stuck.includes(key)) throw new Error('the disk is away');
      await images.remove(bucket, key);
    };
    await doom(db.kysely, all, START);
    let time = START + 100;
    const { run, failed } = removal(db, { ...images, remove }, () => time);
    for (let times = 0; times < 3; times++) await run();
    assert.deepEqual(await leftIn(images, all), stuck);
    assert.deepEqual((await keysOf(db)).sort(), stuck);
    assert.deepEqual([...new Set(failed)].sort(), stuck);
    isStuck = false;
    time += MINUTE_MS;
    await run();
    await run();
    assert.deepEqual(await leftIn(images, all), []);
    assert.deepEqual(await keysOf(db), []);
  });
});
