import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { photosOf } from '../../db/avatar-photos.ts';
import { deleteAvatar } from '../../db/forget-avatars.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import type { ImageStore } from '../../src/images/image-store.ts';
import { createDrawPicture } from '../../src/main/draw-picture.ts';
import type { Picture, SheetCell } from '../../src/telegram/screens/screen.ts';
import { eachDatabase } from '../databases.ts';
import { makeReady } from '../db/avatars-with-photos.ts';
import { newId, START, somebody, started, storedPictures } from '../db/people-with-coins.ts';
import { draftWithPhotos } from '../db/trained-avatars.ts';
import { flat, sizeOf } from './pixels-of.ts';

const sheetOf = (imageIds: readonly string[], marked: boolean | null = null): Picture => ({
  kind: 'sheet',
  cells: imageIds.map(
    (imageId, n): SheetCell => ({
      imageId,
      number: n + 1,
      heading: n === 0 ? 'Сегодня' : '',
      favourite: false,
      marked,
    }),
  ),
});

eachDatabase('a screen’s picture', (open) => {
  const folders: string[] = [];
  after(() => Promise.all(folders.map((dir) => rm(dir, { recursive: true, force: true }))));

  /** Four images, whose thumbnails were read so often. */
  async function begin() {
    const db = await open();
    const person = await somebody(db, 100);
    const ids = await storedPictures(db, await started(db, person.id), 4);
    const dir = await mkdtemp(join(tmpdir(), 'aisha-draw-'));
    folders.push(dir);
    const store = createFolderStore({ dir });
    for (const [n, id] of ids.entries())
      await store.put(
        'imagen4',
        `${id}.webp`,
        await flat(`hsl(${n * 80}, 60%, 50%)`),
        'image/webp',
      );
    const read: string[] = [];
    const images: ImageStore = {
      ...store,
      get: (bucket, key) => {
        read.push(key);
        return store.get(bucket, key);
      },
    };
    return {
      db,
      ids,
      store,
      read,
      draw: createDrawPicture({ db: db.kysely, images, onThumbnailMissing: () => {} }),
    };
  }

  it('of a sheet reads each thumbnail once, however often it is ticked', async () => {
    const { ids, read, draw } = await begin();
    const plain = await draw(sheetOf(ids));
    const ticked = await draw(sheetOf(ids, true));
    assert.deepEqual(await sizeOf(plain.bytes), [1000, 670]);
    assert.ok(plain.isWhole && ticked.isWhole);
    assert.ok(!Buffer.from(plain.bytes).equals(Buffer.from(ticked.bytes)));
    assert.deepEqual(read.toSorted(), ids.map((id) => `${id}.webp`).toSorted());
  });

  it('of a sheet shows the others when one is missing, and is whole once it is back', async () => {
    const { ids, store, draw } = await begin();
    const [first = ''] = ids;
    await store.remove('imagen4', `${first}.webp`);
    const patched = await draw(sheetOf(ids));
    assert.equal(patched.isWhole, false);
    assert.deepEqual(await sizeOf(patched.bytes), [1000, 670]);
    await store.put('imagen4', `${first}.webp`, await flat('#00f'), 'image/webp');
    assert.equal((await draw(sheetOf(ids))).isWhole, true);
    assert.equal((await draw(sheetOf([...ids.slice(1), 'unknown']))).isWhole, false);
  });

  it('of a single image without its file is an error', async () => {
    const { ids, store, draw } = await begin();
    const [imageId = ''] = ids;
    const picture = { kind: 'image', imageId } as const;
    await assert.rejects(draw(picture), { code: 'file-missing' });
    await store.put('imagen4', `${imageId}.png`, await flat('#f00', 64, 48), 'image/webp');
    assert.deepEqual(await sizeOf((await draw(picture)).bytes), [64, 48]);
  });

  it('of an avatar and of its photos is read from the store', async () => {
    const { db, store, draw } = await begin();
    const owner = await somebody(db);
    const { avatarId, personId } = await draftWithPhotos(db, owner.id, 1);
    const [photo] = await photosOf(db.kysely, avatarId);
    assert.ok(photo?.object_key);
    const shown = { kind: 'photo', photoId: photo.id } as const;
    await assert.rejects(draw(shown), { code: 'file-missing' });
    await store.put('avatars', photo.object_key, await flat('#0f0', 80, 60), 'image/jpeg');
    assert.deepEqual(await sizeOf((await draw(shown)).bytes), [80, 60]);
    const portrait = { kind: 'avatar', avatarId } as const;
    await assert.rejects(draw(portrait), { code: 'file-missing' });
    await makeReady(db, avatarId);
    await store.put('avatars', `${avatarId}-preview`, await flat('#00f', 60, 80), 'image/jpeg');
    assert.deepEqual(await sizeOf((await draw(portrait)).bytes), [60, 80]);
    await deleteAvatar(db.kysely, { personId, avatarId, images: 'keep', now: START, newId });
    await assert.rejects(draw(portrait), { code: 'file-missing' });
  });

  it('of a chart or a banner is drawn from words alone', async () => {
    const { draw, read } = await begin();
    const chart = await draw({ kind: 'chart', title: 'A', bars: [{ label: 'Jan', value: 3 }] });
    const banner = await draw({ kind: 'banner', scene: 'home', title: 'A' });
    assert.deepEqual(await sizeOf(chart.bytes), await sizeOf(banner.bytes));
    assert.deepEqual(read, []);
  });
});
