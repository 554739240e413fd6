import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  albumOf,
  albumsOf,
  albumsWith,
  albumTitlesOf,
  deleteAlbum,
  MOST_ALBUMS,
  nameAlbum,
  putInAlbum,
} from '../../db/albums.ts';
import { erasePerson } from '../../db/erase.ts';
import { countUpTo } from '../../db/gallery.ts';
import { imageOf } from '../../db/images.ts';
import type { Db } from '../../db/open.ts';
import { eachDatabase } from '../databases.ts';
import { newId, START, somebody, started, storedPictures } from './people-with-coins.ts';

const naming = (
  personId: string,
  title: string,
  more: { albumId?: string; request?: string } = {},
) => ({
  personId,
  albumId: null,
  title,
  imageIds: [],
  now: START,
  newId,
  request: newId(),
  ...more,
});

async function albumNamed(db: Db, personId: string, title: string, imageIds: string[] = []) {
  const named = await nameAlbum(db.kysely, { ...naming(personId, title), imageIds });
  assert.ok(named.kind === 'named');
  return named.albumId;
}

async function withPictures(db: Db, count: number) {
  const { id } = await somebody(db);
  return { id, pictures: await storedPictures(db, await started(db, id, { unitPrice: 0 }), count) };
}

eachDatabase('albums', (open) => {
  it('are listed by title, with how many images they hold', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db, 3);
    const sea = await albumNamed(db, id, '  Море \n 2026 ', pictures);
    const ёлки = await albumNamed(db, id, 'ёлки');
    await albumNamed(db, (await somebody(db)).id, 'Чужой');
    assert.deepEqual(
      (await albumsOf(db.kysely, id)).map((album) => [album.id, album.title, album.n.count]),
      [
        [ёлки, 'ёлки', 0],
        [sea, 'Море 2026', 3],
      ],
    );
    assert.equal((await albumOf(db.kysely, id, sea))?.n.count, 3);
  });

  it('of one person have one title each, whatever its letters', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const first = await albumNamed(db, id, 'Ёлка');
    const second = await albumNamed(db, id, 'Two');
    assert.deepEqual(await nameAlbum(db.kysely, naming(id, ' ЕЛКА')), { kind: 'taken' });
    const renaming = naming(id, 'ёлка', { albumId: second });
    assert.deepEqual(await nameAlbum(db.kysely, renaming), { kind: 'taken' });
    const same = naming(id, 'ЕЛКА', { albumId: first });
    assert.deepEqual(await nameAlbum(db.kysely, same), { kind: 'named', albumId: first });
    assert.equal((await albumOf(db.kysely, id, first))?.title, 'ЕЛКА');
    await albumNamed(db, (await somebody(db)).id, 'Ёлка');
  });

  it('are made once by an effect that is repeated, even under another title since', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = naming(id, 'One', { request: 'effect' });
    const made = await nameAlbum(db.kysely, order);
    assert.ok(made.kind === 'named');
    assert.deepEqual(await nameAlbum(db.kysely, order), made);
    await nameAlbum(db.kysely, naming(id, 'Another', { albumId: made.albumId }));
    assert.deepEqual(await nameAlbum(db.kysely, order), made);
    assert.equal((await albumsOf(db.kysely, id)).length, 1);
  });

  it('are never too many, nor two of a title, when all are made at once', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const titles = Array.from({ length: MOST_ALBUMS + 6 }, (_, n) => `Album ${n % 53}`);
    const named = await Promise.all(titles.map((title) => nameAlbum(db.kysely, naming(id, title))));
    const made = named.filter(({ kind }) => kind === 'named');
    assert.equal(made.length, MOST_ALBUMS);
    assert.equal((await albumsOf(db.kysely, id)).length, MOST_ALBUMS);
    const more = await nameAlbum(db.kysely, naming(id, 'One more'));
    assert.deepEqual(more, { kind: 'too-many' });
  });

  it('hold the person’s own images, each once', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db, 2);
    const other = await withPictures(db, 1);
    const [a = '', b = ''] = pictures;
    const album = await albumNamed(db, id, 'A');
    const theirs = await albumNamed(db, other.id, 'B');
    const put = (albumId: string, ids: string[], added = true) =>
      putInAlbum(db.kysely, id, albumId, ids, added);
    assert.equal(await put(album, [a, a, b, ...other.pictures]), true);
    assert.equal(await put(album, [a]), true);
    assert.equal(await put(theirs, [a]), false);
    assert.equal((await albumOf(db.kysely, id, album))?.n.count, 2);
    assert.equal((await countUpTo(db.kysely, id, { albumId: theirs }, 9)).count, 0);
    assert.equal((await countUpTo(db.kysely, other.id, { albumId: album }, 9)).count, 0);
    assert.equal(await put(album, [a], false), true);
    assert.equal((await albumOf(db.kysely, id, album))?.n.count, 1);
  });

  it('that hold all of some images are told, and which hold one', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db, 2);
    const [a = '', b = ''] = pictures;
    const both = await albumNamed(db, id, 'Both', [a, b]);
    const one = await albumNamed(db, id, 'All of one', [a]);
    assert.deepEqual(await albumsWith(db.kysely, id, [a, b, a]), [both]);
    assert.deepEqual((await albumsWith(db.kysely, id, [a])).sort(), [both, one].sort());
    assert.deepEqual(await albumsWith(db.kysely, id, []), []);
    assert.deepEqual(await albumsWith(db.kysely, (await somebody(db)).id, [a]), []);
    assert.deepEqual(await albumTitlesOf(db.kysely, a), ['All of one', 'Both']);
  });

  it('are deleted by their owner alone, and without their images', async () => {
    const db = await open();
    const { id, pictures } = await withPictures(db, 1);
    const album = await albumNamed(db, id, 'A', pictures);
    assert.equal(await deleteAlbum(db.kysely, (await somebody(db)).id, album), false);
    assert.equal(await deleteAlbum(db.kysely, id, album), true);
    assert.equal(await deleteAlbum(db.kysely, id, album), false);
    assert.equal(await albumOf(db.kysely, id, album), undefined);
    assert.ok(await imageOf(db.kysely, id, pictures[0] ?? ''));
    assert.equal(await putInAlbum(db.kysely, id, album, pictures, true), false);
    const renaming = naming(id, 'B', { albumId: album });
    assert.deepEqual(await nameAlbum(db.kysely, renaming), { kind: 'gone' });
  });

  it('are not made for who was erased', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await erasePerson(db.kysely, { personId: id, now: START, newId });
    assert.deepEqual(await nameAlbum(db.kysely, naming(id, 'A')), { kind: 'gone' });
  });
});
