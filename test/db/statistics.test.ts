import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { markDelivered } from '../../db/deliveries.ts';
import { setFavourite } from '../../db/images.ts';
import { settle } from '../../db/settle.ts';
import { statisticsOf } from '../../db/statistics.ts';
import { trashImages } from '../../db/trash.ts';
import { eachDatabase } from '../databases.ts';
import { newId, START, somebody, started, storedPictures } from './people-with-coins.ts';

const QUARTER_MS = 900_000;

const made = fc.array(
  fc.record({
    model: fc.constantFrom('a', 'b', 'c'),
    shape: fc.constantFrom('1:1', '3:4'),
    at: fc.nat(3 * QUARTER_MS),
    favourite: fc.boolean(),
    trashed: fc.boolean(),
    delivered: fc.boolean(),
  }),
  { maxLength: 12 },
);

/** Counts of each value, most first. */
function tally<T>(values: readonly T[]): Array<[T, number]> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts];
}

const sorted = (pairs: Array<[unknown, number]>) =>
  pairs.map((pair) => JSON.stringify(pair)).sort();

eachDatabase('statistics', (open) => {
  it('of nobody’s gallery are nothing', async () => {
    const db = await open();
    assert.deepEqual(await statisticsOf(db.kysely, (await somebody(db)).id), {
      total: 0,
      favourites: 0,
      inTrash: 0,
      kinds: [],
      looks: [],
      shapes: [],
      quarters: [],
      coins: { spent: 0, returned: 0 },
    });
  });

  it('count what is there', async () => {
    const db = await open();
    await fc.assert(
      fc.asyncProperty(made, async (images) => {
        const { id } = await somebody(db, 1000);
        for (const { model, shape, at, favourite, trashed, delivered } of images) {
          const order = await started(db, id, { model, shape, count: 1 });
          const ids = await storedPictures(db, order, 1, START + at);
          if (favourite) await setFavourite(db.kysely, id, ids, true, START);
          if (delivered) await markDelivered(db.kysely, ids, START);
          if (trashed) await trashImages(db.kysely, id, ids, START);
          const end = delivered ? 'succeeded' : 'failed';
          await settle(db.kysely, { generationId: order, end, now: START, newId });
        }
        const kept = images.filter(({ delivered, trashed }) => delivered && !trashed);
        const counted = await statisticsOf(db.kysely, id);
        assert.equal(counted.total, kept.length);
        assert.equal(counted.favourites, kept.filter(({ favourite }) => favourite).length);
        const trash = images.filter(({ delivered, trashed }) => delivered && trashed);
        assert.equal(counted.inTrash, trash.length);
        const described = kept.length > 0 ? [{ kind: 'described', n: kept.length }] : [];
        assert.deepEqual(counted.kinds, described);
        assert.deepEqual(
          sorted(counted.looks.map(({ look, n }) => [look, n])),
          sorted(tally(kept.map(({ model }) => model))),
        );
        assert.deepEqual(
          sorted(counted.shapes.map(({ shape, n }) => [shape, n])),
          sorted(tally(kept.map(({ shape }) => shape))),
        );
        assert.ok(counted.looks.every(({ n }, at, all) => n <= (all[at - 1]?.n ?? n)));
        const quarters = tally(
          kept.map(({ at }) => Math.floor((START + at) / QUARTER_MS) * QUARTER_MS),
        ).sort(([a], [b]) => a - b);
        assert.deepEqual(
          counted.quarters.map(({ at, n }) => [at, n]),
          quarters,
        );
        const paid = images.filter(({ delivered }) => delivered).length * 5;
        assert.deepEqual(counted.coins, { spent: paid, returned: images.length * 5 - paid });
      }),
      { numRuns: 15 },
    );
  });
});
