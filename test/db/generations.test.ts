import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pickFair, type Waiting } from '../../db/admission.ts';
import { markDelivered } from '../../db/deliveries.ts';
import {
  admit as admitOrders,
  allOpen,
  generationById,
  leftFal,
  medianSeconds,
  openOf,
  openOlderThan,
  overdue,
  placeInLine,
  setCard,
  setResultMessage,
  stored,
  waitingLine,
} from '../../db/generations.ts';
import { imagesOfGeneration } from '../../db/images.ts';
import type { Db } from '../../db/open.ts';
import { settle } from '../../db/settle.ts';
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

const admission = {
  concurrency: 2,
  perPerson: 3,
  deadlineMs: 600_000,
  trainingDeadlineMs: 7_200_000,
  now: START,
};

const admit = async (...given: Parameters<typeof admitOrders>): Promise<string[]> =>
  (await admitOrders(...given)).map(({ id }) => id);

const cancel = (db: Db, generationId: string) =>
  settle(db.kysely, { generationId, end: 'cancelled', now: START, newId });

eachDatabase('admission', (open) => {
  it('lets the oldest in while there is room, and gives them a deadline', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    const ids = [];
    for (const now of [START, START + 1, START + 2]) ids.push(await started(db, id, { now }));
    assert.deepEqual(await admit(db.kysely, { ...admission, now: START + 10 }), ids.slice(0, 2));
    assert.deepEqual(await admit(db.kysely, admission), []);
    const { admitted_at, deadline_at } = (await generationById(db.kysely, ids[0] ?? '')) ?? {};
    assert.deepEqual([admitted_at, deadline_at], [START + 10, START + 600_010]);
  });

  it('gives a place again to the next when one left or ended', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    const ids = [];
    for (let n = 0; n < 4; n++) ids.push(await started(db, id, { now: START + n }));
    const [a = '', b = '', c, d] = ids;
    await admit(db.kysely, admission);
    assert.equal(await leftFal(db.kysely, a, START), true);
    assert.equal(await leftFal(db.kysely, a, START), false);
    assert.deepEqual(await admit(db.kysely, admission), [c]);
    await cancel(db, b);
    assert.deepEqual(await admit(db.kysely, admission), [d]);
  });

  it('is fair: whoever has fewest comes first', async () => {
    const db = await open();
    const eager = await somebody(db, 100);
    const shy = await somebody(db, 100);
    const first = await started(db, eager.id, { now: START });
    const second = await started(db, eager.id, { now: START + 1 });
    const third = await started(db, shy.id, { now: START + 2 });
    assert.deepEqual(await admit(db.kysely, admission), [first, third]);
    assert.equal(await placeInLine(db.kysely, second), 1);
  });

  it('lets in no more of one person than told', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    for (let n = 0; n < 5; n++) await started(db, id);
    const wide = { ...admission, concurrency: 10 };
    assert.equal((await admit(db.kysely, wide)).length, 3);
    assert.deepEqual(await admit(db.kysely, wide), []);
  });

  it('never gives more places than there are when instances admit at once', async () => {
    const db = await open();
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) ids.push(await started(db, (await somebody(db, 20)).id));
    const admitted = await Promise.all(
      Array.from({ length: 8 }, () => admit(db.kysely, { ...admission, concurrency: 4 })),
    );
    assert.deepEqual(admitted.flat().sort(), ids.slice(0, 4));
  });

  it('leaves whoever waited too long to the sweep', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    await started(db, id, { waitUntil: START });
    assert.deepEqual(await admit(db.kysely, admission), []);
  });

  it('tells the line and the place in it', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    const ids = [];
    for (let n = 0; n < 3; n++) ids.push(await started(db, id, { now: START + n }));
    const [a = '', b = '', c = ''] = ids;
    assert.deepEqual(
      (await waitingLine(db.kysely)).map((one) => one.id),
      [a, b, c],
    );
    assert.equal(await placeInLine(db.kysely, c), 3);
    await admit(db.kysely, { ...admission, concurrency: 1 });
    assert.equal(await placeInLine(db.kysely, c), 2);
    assert.equal(await placeInLine(db.kysely, a), null);
    await cancel(db, b);
    assert.equal(await placeInLine(db.kysely, c), 1);
  });
});

describe('pickFair', () => {
  const people = fc.constantFrom('a', 'b', 'c', 'd');
  const line = fc
    .array(people, { maxLength: 20 })
    .map((persons): Waiting[] =>
      persons.map((personId, n) => ({ id: `g${n}`, personId, kind: 'generation' })),
    );
  const counts = fc.dictionary(people, fc.nat(4)).map((record) => new Map(Object.entries(record)));
  const picks = fc.record({
    waiting: line,
    inFlight: counts,
    free: fc.nat(8),
    freeTrainings: fc.nat(8),
    perPerson: fc.integer({ min: 1, max: 4 }),
  });

  const picked = (pick: Parameters<typeof pickFair>[0]) => pickFair(pick).map(({ id }) => id);

  const countsAfter = (pick: Parameters<typeof pickFair>[0], ids: string[]) => {
    const after = new Map(pick.inFlight);
    for (const { id, personId } of pick.waiting) {
      if (ids.includes(id)) after.set(personId, (after.get(personId) ?? 0) + 1);
    }
    return after;
  };

  it('fills every place that anyone may take, and no more', () => {
    fc.assert(
      fc.property(picks, (pick) => {
        const ids = picked(pick);
        const after = countsAfter(pick, ids);
        const more = pick.waiting.some(
          ({ id, personId }) => !ids.includes(id) && (after.get(personId) ?? 0) < pick.perPerson,
        );
        assert.ok(ids.length <= pick.free);
        assert.ok(ids.length === pick.free || !more);
        assert.equal(new Set(ids).size, ids.length);
      }),
    );
  });

  it('leaves nobody two behind who still waits', () => {
    fc.assert(
      fc.property(picks, (pick) => {
        const ids = picked(pick);
        const after = countsAfter(pick, ids);
        const winners = pick.waiting.filter(({ id }) => ids.includes(id));
        const left = pick.waiting.filter(({ id }) => !ids.includes(id));
        for (const loser of left) {
          for (const winner of winners) {
            const [lost = 0, won = 0] = [after.get(loser.personId), after.get(winner.personId)];
            assert.ok(won <= Math.max(lost, 0) + 1, `${winner.id} before ${loser.id}`);
          }
        }
      }),
    );
  });

  it('gives trainings no more places than are theirs, and the others to pictures', () => {
    const kinds = fc.array(fc.constantFrom('generation' as const, 'training' as const), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(picks, kinds, (pick, kinds) => {
        const waiting = pick.waiting.map((one, n) => ({ ...one, kind: kinds[n] ?? one.kind }));
        const taken = pickFair({ ...pick, waiting });
        const trainings = taken.filter(({ kind }) => kind === 'training');
        assert.ok(trainings.length <= pick.freeTrainings);
        assert.ok(taken.length <= pick.free);
        const after = countsAfter(
          pick,
          taken.map(({ id }) => id),
        );
        const isLeft = waiting.some(
          (one) =>
            one.kind === 'generation' &&
            !taken.includes(one) &&
            (after.get(one.personId) ?? 0) < pick.perPerson,
        );
        assert.ok(taken.length === pick.free || !isLeft);
      }),
    );
  });

  it('takes one person’s in their order', () => {
    fc.assert(
      fc.property(picks, (pick) => {
        const ids = picked(pick);
        for (const personId of ['a', 'b', 'c', 'd']) {
          const own = pick.waiting.filter((one) => one.personId === personId).map(({ id }) => id);
          const taken = ids.filter((id) => own.includes(id));
          assert.deepEqual(taken, own.slice(0, taken.length));
        }
      }),
    );
  });
});

eachDatabase('a generation', (open) => {
  it('is found while it is open', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    const other = await somebody(db, 100);
    const a = await started(db, id, { now: START });
    const b = await started(db, other.id, { now: START + 1 });
    const c = await started(db, id, { now: START + 2 });
    await cancel(db, a);
    const idsOf = (rows: Array<{ id: string }>) => rows.map((row) => row.id);
    assert.deepEqual(idsOf(await allOpen(db.kysely)), [b, c]);
    assert.deepEqual(idsOf(await openOf(db.kysely, id)), [c]);
    assert.deepEqual(idsOf(await openOlderThan(db.kysely, START + 2)), [b]);
  });

  it('is overdue by the deadline of its stage', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    const generation = await started(db, id, { waitUntil: START + 100 });
    const stageAt = async (now: number) => (await overdue(db.kysely, now))[0]?.stage;
    assert.equal(await stageAt(START + 99), undefined);
    assert.equal(await stageAt(START + 100), 'waiting');
    await admit(db.kysely, { ...admission, deadlineMs: 200 });
    assert.equal(await stageAt(START + 199), undefined);
    assert.equal(await stageAt(START + 200), 'making');
    const storing = { id: generation, images: [pictureAt(0)], now: START };
    await stored(db.kysely, { ...storing, deliverBy: START + 300 });
    assert.equal(await stageAt(START + 299), undefined);
    assert.equal(await stageAt(START + 300), 'delivering');
    await cancel(db, generation);
    assert.equal(await stageAt(START + 300), undefined);
  });

  it('gets its pictures once, in their order', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    const generation = await started(db, id);
    const storing = { id: generation, deliverBy: START + 9, now: START };
    const images = [pictureAt(0), pictureAt(1)];
    const outcomes = await Promise.all([
      stored(db.kysely, { ...storing, images }),
      stored(db.kysely, { ...storing, images: [pictureAt(0)] }),
    ]);
    assert.deepEqual(outcomes.sort(), ['repeated', 'stored']);
    const kept = await imagesOfGeneration(db.kysely, id, generation);
    assert.deepEqual(
      kept.map(({ place }) => place),
      kept.map((_, n) => n),
    );
    assert.equal((await generationById(db.kysely, generation))?.deliver_by, START + 9);
  });

  it('that has ended gets no pictures', async () => {
    const db = await open();
    const { id } = await somebody(db, 100);
    const generation = await started(db, id);
    await cancel(db, generation);
    const storing = { id: generation, images: [pictureAt(0)], deliverBy: START, now: START };
    assert.equal(await stored(db.kysely, storing), 'over');
    assert.equal(await stored(db.kysely, { ...storing, id: 'unknown' }), 'over');
    assert.deepEqual(await imagesOfGeneration(db.kysely, id, generation), []);
  });

  it('that has ended leaves the files of late pictures to be removed', async () => {
    const db = await open();
    const generation = await started(db, (await somebody(db, 100)).id);
    const early = { id: generation, images: [pictureAt(0)], deliverBy: START + 9, now: START };
    await stored(db.kysely, early);
    assert.deepEqual(await doomedKeys(db), []);
    await cancel(db, generation);
    const late = pictureAt(1);
    await stored(db.kysely, { ...early, images: [late] });
    assert.deepEqual(
      await doomedKeys(db),
      [...early.images, late].flatMap(({ id }) => objectsOf(id)),
    );
  });

  it('keeps its card and its result message', async () => {
    const db = await open();
    const generation = await started(db, (await somebody(db, 100)).id);
    await setCard(db.kysely, generation, 7);
    await setResultMessage(db.kysely, generation, 8);
    const { card_message_id, result_message_id } =
      (await generationById(db.kysely, generation)) ?? {};
    assert.deepEqual([card_message_id, result_message_id], [7, 8]);
  });

  it('tells how long a model took lately', async () => {
    const db = await open();
    const { id } = await somebody(db, 1000);
    assert.equal(await medianSeconds(db.kysely, 'imagen4'), null);
    for (const seconds of [10, 90, 12]) {
      const generation = await started(db, id);
      await admit(db.kysely, admission);
      const now = START + seconds * 1000;
      const pictures = await storedPictures(db, generation, 1, now);
      await markDelivered(db.kysely, pictures, now);
      await settle(db.kysely, { generationId: generation, end: 'succeeded', now, newId });
    }
    await cancel(db, await started(db, id));
    assert.equal(await medianSeconds(db.kysely, 'imagen4'), 12);
    assert.equal(await medianSeconds(db.kysely, 'another'), null);
  });
});
