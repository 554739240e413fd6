import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { generationById, stored } from '../../db/generations.ts';
import { markDelivered, settle } from '../../db/holds.ts';
import {
  imageCounts,
  imageOf,
  nearestAfterDelete,
  neighbours,
  newest,
  setFavourite,
  softDelete,
} from '../../db/images.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { operations } from '../../db/ledger.ts';
import type { Db } from '../../db/open.ts';
import { eachDatabase } from '../databases.ts';
import {
  doomedKeys,
  newId,
  objectsOf,
  pictureAt,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';

/** A gallery of `count` pictures, ids newest first. */
async function galleryOf(db: Db, personId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) {
    const generation = await started(db, personId, { unitPrice: 0, count: 1 });
    ids.unshift(...(await storedPictures(db, generation, 1, START + n)));
  }
  return ids;
}

/** Everything that pressing "older" from the newest on shows. */
async function walkOlder(db: Db, personId: string, favourites = false): Promise<string[]> {
  const seen: string[] = [];
  let image = await newest(db.kysely, personId, { favourites });
  while (image) {
    seen.push(image.id);
    const { olderId } = await neighbours(db.kysely, personId, image, { favourites });
    image = olderId === null ? undefined : await imageOf(db.kysely, personId, olderId);
  }
  return seen;
}

eachDatabase('the gallery', (open) => {
  it('is empty at first', async () => {
    const db = await open();
    const { id } = await somebody(db);
    assert.equal(await newest(db.kysely, id), undefined);
    assert.deepEqual(await imageCounts(db.kysely, id), { total: 0, favourites: 0 });
  });

  it('shows the newest first, with its neighbours and its place', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const [a = '', b = '', c = ''] = await galleryOf(db, id, 3);
    const around = async (image: string) => {
      const row = await imageOf(db.kysely, id, image);
      assert.ok(row);
      return neighbours(db.kysely, id, row);
    };
    assert.equal((await newest(db.kysely, id))?.id, a);
    assert.deepEqual(await around(a), { newerId: null, olderId: b, index: 1, total: 3 });
    assert.deepEqual(await around(b), { newerId: a, olderId: c, index: 2, total: 3 });
    assert.deepEqual(await around(c), { newerId: b, olderId: null, index: 3, total: 3 });
  });

  it('shows the pictures of one order in their order', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const generation = await started(db, id, { unitPrice: 0 });
    const images = ['w', 'z', 'x', 'y'].map((name, place) => pictureAt(place, name));
    await stored(db.kysely, { id: generation, images, deliverBy: START + 1, now: START });
    assert.deepEqual(await walkOlder(db, id), ['w', 'z', 'x', 'y']);
  });

  it('shows nobody another person’s picture', async () => {
    const db = await open();
    const owner = await somebody(db);
    const other = await somebody(db);
    const [image = ''] = await galleryOf(db, owner.id, 1);
    assert.equal(await imageOf(db.kysely, other.id, image), undefined);
    assert.equal(await setFavourite(db.kysely, other.id, image, true, START), undefined);
    assert.equal(await softDelete(db.kysely, other.id, image, START), undefined);
    assert.ok(await imageOf(db.kysely, owner.id, image));
  });

  it('keeps favourites, and shows them alone', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const [a = '', b = '', c = ''] = await galleryOf(db, id, 3);
    assert.equal((await setFavourite(db.kysely, id, a, true, START))?.favourite_at, START);
    assert.equal((await setFavourite(db.kysely, id, a, true, START + 1))?.favourite_at, START);
    await setFavourite(db.kysely, id, b, true, START);
    await setFavourite(db.kysely, id, b, false, START);
    await setFavourite(db.kysely, id, c, true, START);
    assert.deepEqual(await walkOlder(db, id, true), [a, c]);
    assert.deepEqual(await imageCounts(db.kysely, id), { total: 3, favourites: 2 });
  });

  it('tells the way from a picture that the filter hides', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const [a = '', b = '', c = ''] = await galleryOf(db, id, 3);
    await setFavourite(db.kysely, id, a, true, START);
    await setFavourite(db.kysely, id, c, true, START);
    const hidden = await imageOf(db.kysely, id, b);
    assert.ok(hidden);
    const around = await neighbours(db.kysely, id, hidden, { favourites: true });
    assert.deepEqual([around.newerId, around.olderId, around.total], [a, c, 2]);
  });

  it('deletes once, and then shows what lies nearest', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const [a = '', b = '', c = ''] = await galleryOf(db, id, 3);
    const deleteAndLook = async (image: string) => {
      const gone = await softDelete(db.kysely, id, image, START);
      assert.ok(gone);
      return (await nearestAfterDelete(db.kysely, id, gone))?.id;
    };
    assert.equal(await deleteAndLook(b), c);
    assert.equal(await softDelete(db.kysely, id, b, START), undefined);
    assert.equal(await deleteAndLook(c), a);
    assert.equal(await deleteAndLook(a), undefined);
  });

  it('deletes a picture together with what leads to its files', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const [a = '', b = ''] = await galleryOf(db, id, 2);
    await softDelete(db.kysely, (await somebody(db)).id, a, START);
    assert.deepEqual(await doomedKeys(db), []);
    await softDelete(db.kysely, id, a, START);
    assert.deepEqual(await doomedKeys(db), objectsOf(a));
    assert.ok(await imageOf(db.kysely, id, b));
  });

  it('forgets the words of an order with the last of its pictures', async () => {
    const db = await open();
    const { id } = await somebody(db, 60);
    for (let n = 0; n < 3; n++) {
      const order = await started(db, id);
      const words = async () => (await generationById(db.kysely, order))?.description;
      const [first = '', ...others] = await storedPictures(db, order, 4);
      await markDelivered(db.kysely, [first, ...others], START);
      const ending = { generationId: order, now: START, newId };
      await settle(db.kysely, { ...ending, end: 'succeeded' });
      await softDelete(db.kysely, id, first, START);
      assert.equal(await words(), 'a cat in the sun');
      await Promise.all(others.map((image) => softDelete(db.kysely, id, image, START)));
      assert.equal(await words(), '');
    }
    const lines = await operations(db.kysely, id, { limit: 10 });
    assert.deepEqual(
      lines.filter(({ kind }) => kind === 'order').map(({ delivered, end }) => [delivered, end]),
      Array(3).fill([4, 'succeeded']),
    );
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('keeps its order whatever is added, deleted or marked', async () => {
    const db = await open();
    const places = fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 4 });
    const orders = fc.array(fc.record({ at: fc.nat(5), places }), { maxLength: 6 });
    const marks = fc.infiniteStream(fc.constantFrom('keep', 'delete', 'favourite'));
    await fc.assert(
      fc.asyncProperty(orders, marks, async (orders, marks) => {
        const { id } = await somebody(db);
        const kept: Array<{ id: string; at: number; favourite: boolean }> = [];
        for (const { at, places } of orders) {
          const generation = await started(db, id, { unitPrice: 0 });
          const images = places.map((place) => pictureAt(place));
          const times = { deliverBy: START + 99, now: START + at };
          await stored(db.kysely, { id: generation, images, ...times });
          for (const image of images) {
            const [mark] = [...marks.take(1)];
            if (mark === 'delete') await softDelete(db.kysely, id, image.id, START);
            if (mark === 'favourite') await setFavourite(db.kysely, id, image.id, true, START);
            if (mark === 'delete') continue;
            kept.push({ id: image.id, at: at - image.place, favourite: mark === 'favourite' });
          }
        }
        const sorted = kept.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
        const favourites = sorted.filter((one) => one.favourite);
        assert.deepEqual(
          await walkOlder(db, id),
          sorted.map((one) => one.id),
        );
        assert.deepEqual(
          await walkOlder(db, id, true),
          favourites.map((one) => one.id),
        );
        for (const [n, { id: imageId }] of sorted.entries()) {
          const image = await imageOf(db.kysely, id, imageId);
          assert.ok(image);
          assert.deepEqual(await neighbours(db.kysely, id, image), {
            newerId: sorted[n - 1]?.id ?? null,
            olderId: sorted[n + 1]?.id ?? null,
            index: n + 1,
            total: sorted.length,
          });
        }
      }),
      { numRuns: 15 },
    );
  });
});
