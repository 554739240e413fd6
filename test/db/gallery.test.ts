import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cardAt, countUpTo, MOST_COUNTED, pageAt, wordsOf } from '../../db/gallery.ts';
import { setFavourite } from '../../db/images.ts';
import type { Db } from '../../db/open.ts';
import { trashImages } from '../../db/trash.ts';
import { eachDatabase } from '../databases.ts';
import { somebodyWithMany } from './gallery-of-many.ts';
import { START, somebody, started, storedPictures } from './people-with-coins.ts';

/** An image of each description, the last one newest, and a search among them. */
async function described(db: Db, descriptions: readonly string[]) {
  const { id } = await somebody(db);
  const names = new Map<string, string>();
  for (const [n, description] of descriptions.entries()) {
    const order = await started(db, id, { unitPrice: 0, count: 1, description });
    const [image = ''] = await storedPictures(db, order, 1, START + n * 10);
    names.set(image, description);
  }
  const find = async (typed: string) => {
    const page = await pageAt(db.kysely, id, { words: wordsOf(typed) }, null, 9);
    return (page?.images ?? []).map((image) => names.get(image.id));
  };
  return { id, find };
}

eachDatabase('a search', (open) => {
  it('finds words in any order and by their beginnings, in Russian and English', async () => {
    const db = await open();
    const { find } = await described(db, ['Рыжий кот на крыше', 'A red cat on the roof']);
    assert.deepEqual(await find('крыш рыж'), ['Рыжий кот на крыше']);
    assert.deepEqual(await find('ROOF cat'), ['A red cat on the roof']);
    assert.deepEqual(await find('oof'), []);
    assert.deepEqual(await find('кот dog'), []);
  });

  it('takes ё for е, and letters of any form for the same', async () => {
    const db = await open();
    const { find } = await described(db, ['Ёлка в снегу', 'Елка дома', 'ＷＩＤＥ letters']);
    assert.deepEqual(await find('елка'), ['Елка дома', 'Ёлка в снегу']);
    assert.deepEqual(await find('ЁЛК'), ['Елка дома', 'Ёлка в снегу']);
    assert.deepEqual(await find('wide'), ['ＷＩＤＥ letters']);
  });

  it('takes quotes, operators and wildcards of a search engine for what they are', async () => {
    const db = await open();
    const { find } = await described(db, ['cat and dog', 'it’s a "cat"', 'near or not']);
    assert.deepEqual(await find('"cat"'), ['it’s a "cat"', 'cat and dog']);
    assert.deepEqual(await find('cat AND dog'), ['cat and dog']);
    assert.deepEqual(await find('cat OR dog'), []);
    assert.deepEqual(await find("' near:* NOT (or)"), ['near or not']);
    assert.deepEqual(await find('words:cat & dog | !x'), []);
    assert.deepEqual(await find('*'), ['near or not', 'it’s a "cat"', 'cat and dog']);
  });

  it('without a word shows everything', async () => {
    const db = await open();
    const { id, find } = await described(db, ['one', 'two']);
    assert.deepEqual(await find(' …!? '), ['two', 'one']);
    assert.deepEqual(await countUpTo(db.kysely, id, { words: [] }, 9), { count: 2, isMore: false });
  });

  it('compares long words by their first twenty letters', async () => {
    const db = await open();
    const long = 'достопримечательность';
    const { find } = await described(db, [`${long}ю города`, 'достопримечательная', long]);
    assert.deepEqual(await find(`${long}и`), [long, `${long}ю города`]);
    assert.deepEqual(await find('достопримечательн'), [
      long,
      'достопримечательная',
      `${long}ю города`,
    ]);
  });

  it('looks for the first words of very many', async () => {
    const db = await open();
    const { find } = await described(db, ['a b c d e f g h i j k l']);
    assert.equal((await find('a b c d e f g h i j k l never seen')).length, 1);
    assert.equal((await find('never a b c')).length, 0);
  });

  it('finds nobody else’s, nor what lies in the trash', async () => {
    const db = await open();
    const { find, id } = await described(db, ['secret one', 'secret two']);
    const other = await somebody(db);
    const words = wordsOf('secret');
    assert.equal(await cardAt(db.kysely, other.id, { words }, null), undefined);
    const newest = await cardAt(db.kysely, id, { words }, null);
    await trashImages(db.kysely, id, [newest?.image.id ?? ''], START);
    assert.deepEqual(await find('secret'), ['secret one']);
  });

  it('goes together with every filter', async () => {
    const db = await open();
    const { id } = await somebody(db);
    for (const [model, shape] of [
      ['a', '1:1'],
      ['a', '3:4'],
      ['b', '1:1'],
    ]) {
      const order = await started(db, id, {
        unitPrice: 0,
        ...(model && { model }),
        ...(shape && { shape }),
      });
      const [image = ''] = await storedPictures(db, order, 1);
      if (shape === '3:4') await setFavourite(db.kysely, id, [image], true, START);
    }
    const words = wordsOf('cat');
    const count = async (more: Parameters<typeof countUpTo>[2]) =>
      (await countUpTo(db.kysely, id, { words, ...more }, 9)).count;
    assert.equal(await count({}), 3);
    assert.equal(await count({ look: 'a' }), 2);
    assert.equal(await count({ look: 'a', shape: '1:1', kind: 'described' }), 1);
    assert.equal(await count({ kind: 'avatar' }), 0);
    assert.equal(await count({ favourites: true }), 1);
    assert.equal(await count({ favourites: true, look: 'b' }), 0);
    assert.equal(await count({ from: START, until: START + 1 }), 3);
    assert.equal(await count({ until: START }), 0);
  });
});

const MANY = 1300;

eachDatabase('a large gallery', (open) => {
  it('is counted up to a limit, and its pages leave out nothing', async () => {
    const db = await open();
    const { personId } = await somebodyWithMany(db, 'one', MANY);
    const idAt = (place: number) => `one-${MANY - 1 - place}`;
    const cardOf = (place: number) => cardAt(db.kysely, personId, {}, idAt(place));

    const last = await cardOf(MOST_COUNTED - 1);
    assert.deepEqual([last?.index, last?.total], [1000, { count: 1000, isMore: true }]);
    const beyond = await cardOf(MOST_COUNTED);
    assert.deepEqual([beyond?.index, beyond?.newerId], [null, idAt(999)]);

    const seen: string[] = [];
    for (let spot: string | null = idAt(0); spot !== null; ) {
      const page: Awaited<ReturnType<typeof pageAt>> = await pageAt(
        db.kysely,
        personId,
        {},
        spot,
        9,
      );
      seen.push(...(page?.images ?? []).map((image) => image.id));
      spot = page?.olderId ?? null;
    }
    assert.deepEqual(
      seen,
      Array.from({ length: MANY }, (_, place) => idAt(place)),
    );
  });

  it('is paged back from anywhere without leaving one out', async () => {
    const db = await open();
    const { personId } = await somebodyWithMany(db, 'one', MANY);
    const idAt = (place: number) => `one-${MANY - 1 - place}`;
    for (const start of [1005, 1008, 1010, 1100]) {
      let spot: string | null = idAt(start);
      let reached = start;
      while (spot !== null && reached > 980) {
        const page: Awaited<ReturnType<typeof pageAt>> = await pageAt(
          db.kysely,
          personId,
          {},
          spot,
          9,
        );
        const places = (page?.images ?? []).map(({ id }) => MANY - 1 - Number(id.slice(4)));
        const [first = 0] = places;
        assert.ok((places.at(-1) ?? 0) >= reached - 1, `from ${start}: nothing before ${reached}`);
        assert.equal(page?.first, first < 1000 ? first + 1 : null);
        reached = first;
        spot = page?.newerId ?? null;
      }
    }
  });

  it('counts what a search finds up to its own limit', async () => {
    const db = await open();
    const { personId } = await somebodyWithMany(db, 'one', 450);
    const words = ['comm'];
    const card = await cardAt(db.kysely, personId, { words }, 'one-449');
    assert.deepEqual([card?.index, card?.total], [1, { count: 200, isMore: true }]);
    const deep = await cardAt(db.kysely, personId, { words }, 'one-100');
    assert.deepEqual([deep?.index, deep?.newerId, deep?.olderId], [null, 'one-101', 'one-99']);
    assert.deepEqual(deep?.total, { count: 200, isMore: true });
    const page = await pageAt(db.kysely, personId, { words }, 'one-100', 9);
    assert.deepEqual(
      [page?.images[0]?.id, page?.images.length, page?.newerId, page?.olderId],
      ['one-100', 9, 'one-109', 'one-91'],
    );
    const rare = await cardAt(db.kysely, personId, { words: ['rare'] }, null);
    assert.deepEqual(rare?.total, { count: 5, isMore: false });
  });
});
