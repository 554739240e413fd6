import assert from 'node:assert/strict';
import { it } from 'node:test';
import { markDelivered } from '../../db/deliveries.ts';
import { generationById, stored } from '../../db/generations.ts';
import {
  countMissing,
  imageById,
  imageOf,
  imagesOf,
  imagesOfGeneration,
  markFound,
  markMissing,
  missingImages,
  setFavourite,
} from '../../db/images.ts';
import { firstSlot } from '../../db/insert-images.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { operations } from '../../db/ledger.ts';
import type { Db } from '../../db/open.ts';
import { settle } from '../../db/settle.ts';
import { trashImages } from '../../db/trash.ts';
import { eachDatabase } from '../databases.ts';
import {
  deleteForGood,
  newId,
  pictureAt,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';

const sortKeys = async (db: Db) =>
  (
    await db.kysely.selectFrom('images').select(['id', 'sort_key']).orderBy('sort_key').execute()
  ).map(({ sort_key }) => sort_key);

/** Orders whose first picture would take the same slot. */
function ordersOfOneSlot(count: number): string[] {
  const slot = firstSlot('order-0:0');
  const names: string[] = [];
  for (let n = 0; names.length < count; n++)
    if (firstSlot(`order-${n}:0`) === slot) names.push(`order-${n}`);
  return names;
}

eachDatabase('images', (open) => {
  it('are the person’s own, and nobody else’s', async () => {
    const db = await open();
    const [owner, other] = [await somebody(db), await somebody(db)];
    const order = await started(db, owner.id, { unitPrice: 0 });
    const [image = '', second = ''] = await storedPictures(db, order, 2);
    assert.equal(await imageOf(db.kysely, other.id, image), undefined);
    assert.deepEqual(await imagesOf(db.kysely, other.id, [image, second]), []);
    assert.deepEqual(await setFavourite(db.kysely, other.id, [image], true, START), []);
    assert.deepEqual(await trashImages(db.kysely, other.id, [image], START), []);
    const own = await imagesOf(db.kysely, owner.id, [second, image, 'x']);
    assert.deepEqual(
      own.map(({ id }) => id),
      [image, second],
    );
  });

  it('of the trash are found by id alone, and those deleted not at all', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = await started(db, id, { unitPrice: 0 });
    const [kept = '', trashed = '', gone = ''] = await storedPictures(db, order, 3);
    await trashImages(db.kysely, id, [trashed], START);
    await deleteForGood(db, id, gone);
    const ids = (await imagesOfGeneration(db.kysely, id, order)).map((image) => image.id);
    assert.deepEqual(ids, [kept]);
    assert.equal(await imageOf(db.kysely, id, trashed), undefined);
    assert.equal((await imageById(db.kysely, trashed))?.id, trashed);
    assert.equal(await imageById(db.kysely, gone), undefined);
  });

  it('become favourites together, and keep since when', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = await started(db, id, { unitPrice: 0 });
    const [a = '', b = ''] = await storedPictures(db, order, 2);
    await setFavourite(db.kysely, id, [a], true, START);
    const both = await setFavourite(db.kysely, id, [a, b], true, START + 1);
    const times = new Map(both.map((image) => [image.id, image.favourite_at]));
    assert.deepEqual([times.get(a), times.get(b)], [START, START + 1]);
    const [neither] = await setFavourite(db.kysely, id, [a], false, START + 2);
    assert.equal(neither?.favourite_at, null);
  });

  it('of one moment take different places in the order of everything', async () => {
    const db = await open();
    const { id } = await somebody(db);
    for (const name of ordersOfOneSlot(5)) {
      await started(db, id, { id: name, unitPrice: 0 });
      await storedPictures(db, name, 2);
    }
    const keys = await sortKeys(db);
    assert.equal(new Set(keys).size, 10);
    for (const key of keys) assert.ok([START - 1, START].includes(Math.floor(key / 1024)));
  });

  it('that two instances store at once take different places too', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const names = ordersOfOneSlot(8);
    for (const name of names) await started(db, id, { id: name, unitPrice: 0 });
    await Promise.all(names.map((name) => storedPictures(db, name, 3)));
    assert.equal(new Set(await sortKeys(db)).size, 24);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('of one order stand in its order', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = await started(db, id, { unitPrice: 0 });
    const images = ['w', 'z', 'x', 'y'].map((name, place) => pictureAt(place, name));
    await stored(db.kysely, { id: order, images, deliverBy: START + 1, now: START });
    const newestFirst = (await imagesOf(db.kysely, id, ['x', 'y', 'z', 'w'])).map(({ id }) => id);
    assert.deepEqual(newestFirst, ['w', 'z', 'x', 'y']);
  });

  it('whose files are missing are listed for the operator until they are found', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = await started(db, id, { unitPrice: 0 });
    const [a = '', b = '', c = ''] = await storedPictures(db, order, 3);
    assert.equal(await markMissing(db.kysely, b, START + 1), true);
    assert.equal(await markMissing(db.kysely, b, START + 2), false);
    await markMissing(db.kysely, a, START + 2);
    await markMissing(db.kysely, c, START + 3);
    await deleteForGood(db, id, c);
    const listed = (await missingImages(db.kysely, 10)).map((image) => image.id);
    assert.deepEqual(listed, [b, a]);
    assert.equal(await countMissing(db.kysely), 2);
    assert.equal(await markFound(db.kysely, b), true);
    assert.equal(await markFound(db.kysely, b), false);
    assert.equal(await countMissing(db.kysely), 1);
  });

  it('take the words of their order with them when the last one is deleted for good', async () => {
    const db = await open();
    const { id } = await somebody(db, 60);
    for (let n = 0; n < 3; n++) {
      const order = await started(db, id);
      const words = async () => (await generationById(db.kysely, order))?.description;
      const [first = '', ...others] = await storedPictures(db, order, 4, START + n * 10);
      await markDelivered(db.kysely, [first, ...others], START);
      await settle(db.kysely, { generationId: order, end: 'succeeded', now: START, newId });
      await deleteForGood(db, id, first);
      await trashImages(db.kysely, id, others, START);
      assert.equal(await words(), 'a cat in the sun');
      await Promise.all(others.map((image) => deleteForGood(db, id, image)));
      assert.equal(await words(), '');
    }
    const lines = await operations(db.kysely, id, { limit: 10 });
    assert.deepEqual(
      lines.filter(({ kind }) => kind === 'order').map(({ delivered, end }) => [delivered, end]),
      Array(3).fill([4, 'succeeded']),
    );
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });
});
