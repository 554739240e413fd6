import assert from 'node:assert/strict';
import { it } from 'node:test';
import { albumsOf, nameAlbum, putInAlbum } from '../../db/albums.ts';
import { markDelivered } from '../../db/deliveries.ts';
import { erasePerson } from '../../db/erase.ts';
import { exportPerson } from '../../db/export.ts';
import { cardAt, countUpTo, wordsOf } from '../../db/gallery.ts';
import { generationById } from '../../db/generations.ts';
import { imageOf } from '../../db/images.ts';
import { checkInvariants } from '../../db/invariants.ts';
import type { Db } from '../../db/open.ts';
import { settle } from '../../db/settle.ts';
import { makeShare, shareByToken } from '../../db/shares.ts';
import {
  countTrash,
  purgeAll,
  purgeDue,
  purgeImage,
  restoreImages,
  trashAt,
  trashImages,
} from '../../db/trash.ts';
import { eachDatabase } from '../databases.ts';
import {
  doomedKeys,
  newId,
  objectsOf,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';

/** Somebody with pictures of one order that has ended. */
async function withPictures(db: Db, count = 4) {
  const { id } = await somebody(db, 20);
  const order = await started(db, id);
  const pictures = await storedPictures(db, order, count);
  await markDelivered(db.kysely, pictures, START);
  await settle(db.kysely, { generationId: order, end: 'succeeded', now: START, newId });
  return { id, order, pictures };
}

const idsOf = (images: readonly { id: string }[]) => images.map(({ id }) => id).sort();

eachDatabase('the trash', (open) => {
  it('takes images out of the gallery, searches and albums, and gives them back', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db);
    const [first = ''] = pictures;
    const naming = { personId: id, albumId: null, title: 'A', imageIds: [first] };
    await nameAlbum(db.kysely, { ...naming, now: START, newId, request: 'r' });
    const seen = async () => [
      (await countUpTo(db.kysely, id, {}, 9)).count,
      (await countUpTo(db.kysely, id, { words: wordsOf('cat') }, 9)).count,
      (await albumsOf(db.kysely, id))[0]?.n.count,
      (await countTrash(db.kysely, id, 9)).count,
    ];
    assert.deepEqual(await seen(), [4, 4, 1, 0]);
    assert.deepEqual(idsOf(await trashImages(db.kysely, id, [first, first], START)), [first]);
    assert.deepEqual(await seen(), [3, 3, 0, 1]);
    assert.deepEqual(await trashImages(db.kysely, id, [first], START), []);
    assert.deepEqual(idsOf(await restoreImages(db.kysely, id, pictures)), [first]);
    assert.deepEqual(await seen(), [4, 4, 1, 0]);
    assert.deepEqual(await doomedKeys(db), []);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('shows what was deleted last first, and where an image was what lies nearest', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db);
    const [a = '', b = '', c = ''] = pictures;
    for (const [n, image] of [a, b, c].entries())
      await trashImages(db.kysely, id, [image], START + n);
    const at = async (image: string | null) => {
      const card = await trashAt(db.kysely, id, image);
      return card && [card.image.id, card.newerId, card.olderId, card.index, card.total.count];
    };
    assert.deepEqual(await at(null), [c, null, b, 1, 3]);
    assert.deepEqual(await at(b), [b, c, a, 2, 3]);
    await purgeImage(db.kysely, id, b, START);
    assert.deepEqual(await at(b), [a, c, null, 2, 2]);
    await purgeImage(db.kysely, id, a, START);
    assert.deepEqual(await at(a), [c, null, null, 1, 1]);
    await purgeAll(db.kysely, id, START + 9, START + 9, 10);
    assert.equal(await at(c), undefined);
  });

  it('leaves a spot in the gallery where its neighbours are found, even after a purge', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db, 3);
    const [a = '', b = '', c = ''] = pictures;
    const shown = async (image: string) => (await cardAt(db.kysely, id, {}, image))?.image.id;
    await trashImages(db.kysely, id, [b], START);
    assert.equal(await shown(b), c);
    await purgeImage(db.kysely, id, b, START);
    assert.equal(await shown(b), c);
    await trashImages(db.kysely, id, [c], START);
    assert.equal(await shown(c), a);
    await trashImages(db.kysely, id, [a], START);
    assert.equal(await shown(a), undefined);
  });

  it('is nobody else’s', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db);
    const [a = ''] = pictures;
    const other = (await somebody(db)).id;
    await trashImages(db.kysely, id, [a], START);
    assert.deepEqual(await restoreImages(db.kysely, other, [a]), []);
    assert.equal(await purgeImage(db.kysely, other, a, START), undefined);
    assert.equal(await trashAt(db.kysely, other, a), undefined);
    assert.deepEqual(await purgeAll(db.kysely, other, START, START, 10), []);
    assert.equal((await countTrash(db.kysely, id, 9)).count, 1);
  });

  it('is emptied of what lay there then, however often that is repeated', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db);
    const [before = '', after = ''] = pictures;
    await trashImages(db.kysely, id, [before], START);
    const empty = () => purgeAll(db.kysely, id, START, START + 5, 10);
    assert.deepEqual(idsOf(await empty()), [before]);
    await trashImages(db.kysely, id, [after], START + 1);
    assert.deepEqual(await empty(), []);
    assert.equal((await trashAt(db.kysely, id, null))?.image.id, after);
  });

  it('deletes nothing for good that is not in it', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db);
    assert.equal(await purgeImage(db.kysely, id, pictures[0] ?? '', START), undefined);
    assert.deepEqual(await doomedKeys(db), []);
    const inGallery = db.kysely.updateTable('images').set({ deleted_at: START });
    await assert.rejects(inGallery.where('id', '=', pictures[0] ?? '').execute());
  });

  it('emptied by time dooms the files and forgets the words and links', async () => {
    const db = await open();
    const { id, order, pictures } = await withPictures(db, 3);
    const [a = '', b = '', c = ''] = pictures;
    const share = { personId: id, imageId: a, token: 'token', now: START };
    assert.equal(await makeShare(db.kysely, share), 'token');
    await trashImages(db.kysely, id, [a, b], START);
    await trashImages(db.kysely, id, [c], START + 10);
    assert.deepEqual(await purgeDue(db.kysely, START, START + 20, 10), []);
    assert.ok(await shareByToken(db.kysely, 'token'));
    assert.equal((await purgeDue(db.kysely, START + 1, START + 20, 1)).length, 1);
    assert.equal((await purgeDue(db.kysely, START + 1, START + 20, 10)).length, 1);
    assert.deepEqual(await doomedKeys(db), [a, b].flatMap(objectsOf));
    assert.equal(await shareByToken(db.kysely, 'token'), undefined);
    const words = async () => (await generationById(db.kysely, order))?.description;
    assert.equal(await words(), 'a cat in the sun', 'the trash still holds one');
    assert.deepEqual(idsOf(await purgeDue(db.kysely, START + 11, START + 20, 10)), [c]);
    assert.equal(await words(), '');
    assert.deepEqual(await restoreImages(db.kysely, id, pictures), []);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('gets along with two who press at once', async () => {
    const db = await open();
    for (let n = 0; n < 6; n++) {
      const { id, order, pictures } = await withPictures(db);
      const [a = '', b = ''] = pictures;
      const naming = { personId: id, albumId: null, title: 'A', imageIds: [] };
      const named = await nameAlbum(db.kysely, { ...naming, now: START, newId, request: order });
      const albumId = named.kind === 'named' ? named.albumId : '';
      const [first, second] = await Promise.all([
        trashImages(db.kysely, id, [a, b], START),
        trashImages(db.kysely, id, [b, a], START),
        putInAlbum(db.kysely, id, albumId, [b, a], true),
        makeShare(db.kysely, { personId: id, imageId: a, token: order, now: START }),
      ]);
      assert.equal(first.length + second.length, 2);
      const raced = await Promise.all([
        restoreImages(db.kysely, id, [a]),
        purgeImage(db.kysely, id, a, START),
        purgeDue(db.kysely, START + 1, START, 10),
        purgeAll(db.kysely, id, START, START, 10),
      ]);
      const ends = raced.flat().filter((image) => image?.id === a);
      const isBack = (await imageOf(db.kysely, id, a)) !== undefined;
      assert.equal(ends.length, 1, 'it was restored or deleted, once');
      assert.equal(isBack, raced[0].length === 1);
      assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
    }
  });

  it('goes with an erasure, as albums, links and what is found do', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db);
    const [a = '', b = ''] = pictures;
    const naming = { personId: id, albumId: null, title: 'A', imageIds: [a, b] };
    await nameAlbum(db.kysely, { ...naming, now: START, newId, request: 'r' });
    await makeShare(db.kysely, { personId: id, imageId: a, token: 'token', now: START });
    await trashImages(db.kysely, id, [b], START);
    await erasePerson(db.kysely, { personId: id, now: START + 1, newId });
    const exported = await exportPerson(db.kysely, id);
    assert.deepEqual([exported.images, exported.albums, exported.shares], [[], [], []]);
    assert.equal(await shareByToken(db.kysely, 'token'), undefined);
    assert.equal(await cardAt(db.kysely, id, { words: ['cat'] }, null), undefined);
    assert.equal(await trashAt(db.kysely, id, null), undefined);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('is part of the export', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db, 3);
    const [a = '', b = '', c = ''] = pictures;
    const naming = { personId: id, albumId: null, title: 'A', imageIds: [a, b] };
    await nameAlbum(db.kysely, { ...naming, now: START, newId, request: 'r' });
    await makeShare(db.kysely, { personId: id, imageId: c, token: 'token', now: START });
    await trashImages(db.kysely, id, [b], START + 5);
    const { images, albums, shares } = await exportPerson(db.kysely, id);
    assert.deepEqual(
      images.map((image) => [image.id, image.trashed_at]),
      [
        [c, null],
        [b, START + 5],
        [a, null],
      ],
    );
    assert.deepEqual(
      albums.map(({ title, images }) => ({ title, images })),
      [{ title: 'A', images: [b, a] }],
    );
    assert.deepEqual(shares, [{ token: 'token', image_id: c, created_at: START }]);
  });
});
