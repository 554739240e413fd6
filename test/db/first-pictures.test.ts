import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import {
  firstPictureOf,
  MOST_TRIES,
  OWED_FOR_MS,
  TRY_PAUSE_MS,
  trainingsOwing,
} from '../../db/first-pictures.ts';
import { type Order, startGeneration } from '../../db/holds.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { type Db, isUniqueViolation } from '../../db/open.ts';
import type { GenerationEnd } from '../../db/schema.ts';
import { settle } from '../../db/settle.ts';
import { settleTraining } from '../../db/settle-training.ts';
import { eachDatabase } from '../databases.ts';
import { newId, orderOf, START, somebody } from './people-with-coins.ts';
import { draftWithPhotos, startedTraining, withWeights } from './trained-avatars.ts';

const MIDDAY = START + 90_000;
const LATER = MIDDAY + TRY_PAUSE_MS;

/** A training that succeeded, and how its first picture is ordered and ends. */
async function trained(db: Db) {
  const { id: personId } = await somebody(db, 150);
  const owner = await draftWithPhotos(db, personId);
  const trainingId = await startedTraining(db, owner);
  await withWeights(db, trainingId);
  await settleTraining(db.kysely, { trainingId, end: 'succeeded', now: MIDDAY, newId });
  const orderAt = (now: number): Order =>
    orderOf(personId, { count: 1, unitPrice: 0, avatarId: owner.avatarId, trainingId, now });
  const begin = async (now: number): Promise<{ id: string; kind: string }> => {
    const order = orderAt(now);
    return { id: order.id, kind: (await startGeneration(db.kysely, order)).kind };
  };
  const end = (generationId: string, as: GenerationEnd, now: number) =>
    settle(db.kysely, { generationId, end: as, now, newId });
  const state = async (now: number) => (await firstPictureOf(db.kysely, trainingId, now)).state;
  const owed = async (now: number) => (await trainingsOwing(db.kysely, now, 10)).length;
  return { ...owner, trainingId, begin, end, state, owed };
}

eachDatabase('a first picture', (open) => {
  it('is owed once a training has succeeded, and given while its order is open', async () => {
    const db = await open();
    const { begin, state, owed } = await trained(db);
    assert.deepEqual([await state(MIDDAY), await owed(MIDDAY)], ['owed', 1]);
    assert.equal((await begin(MIDDAY)).kind, 'started');
    assert.deepEqual([await state(LATER), await owed(LATER)], ['given', 0]);
    assert.equal((await begin(LATER)).kind, 'already');
  });

  for (const as of ['failed', 'refused', 'timed_out'] as const) {
    it(`that has ${as} is tried again after a pause, three times in all`, async () => {
      const db = await open();
      const { begin, end, state, owed } = await trained(db);
      let now = MIDDAY;
      for (let n = 1; n <= MOST_TRIES; n++) {
        const { id, kind } = await begin(now);
        assert.equal(kind, 'started', `try ${n}`);
        await end(id, as, now);
        assert.equal((await begin(now + TRY_PAUSE_MS - 1)).kind, 'already');
        assert.equal(await owed(now + TRY_PAUSE_MS - 1), 0);
        now += TRY_PAUSE_MS;
        assert.equal(await owed(now), n < MOST_TRIES ? 1 : 0);
      }
      assert.equal((await begin(now)).kind, 'already');
      assert.equal(await state(now), 'given-up');
      assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
    });
  }

  for (const as of ['cancelled', 'undeliverable'] as const) {
    it(`that was ${as} is not made again`, async () => {
      const db = await open();
      const { begin, end, state, owed } = await trained(db);
      await end((await begin(MIDDAY)).id, as, MIDDAY);
      assert.deepEqual([await state(LATER), await owed(LATER)], ['given', 0]);
      assert.equal((await begin(LATER)).kind, 'already');
    });
  }

  it('is begun once by many who begin it together, at first and again', async () => {
    const db = await open();
    const { begin, end } = await trained(db);
    for (const now of [MIDDAY, LATER]) {
      const begun = await Promise.all(Array.from({ length: 8 }, () => begin(now)));
      const [started, ...others] = begun.filter(({ kind }) => kind === 'started');
      assert.deepEqual(others, []);
      await end(started?.id ?? '', 'failed', now);
    }
  });

  it('cannot be there twice, not even by hand', async () => {
    const db = await open();
    const { begin, end, trainingId, personId } = await trained(db);
    const byHand = async () => {
      const id = newId();
      await startGeneration(db.kysely, orderOf(personId, { id, count: 1, unitPrice: 0 }));
      return db.kysely
        .updateTable('generations')
        .set({ training_id: trainingId })
        .where('id', '=', id)
        .execute();
    };
    const { id } = await begin(MIDDAY);
    await assert.rejects(byHand(), isUniqueViolation);
    await end(id, 'cancelled', MIDDAY);
    await assert.rejects(byHand(), isUniqueViolation);
  });

  it('is given up after a week, also when the next try would be later than that', async () => {
    const db = await open();
    const { begin, end, state, owed } = await trained(db);
    const lastMoment = MIDDAY + OWED_FOR_MS - 1;
    assert.deepEqual([await state(lastMoment), await owed(lastMoment)], ['owed', 1]);
    assert.deepEqual([await state(lastMoment + 1), await owed(lastMoment + 1)], ['given-up', 0]);
    assert.equal((await begin(lastMoment + 1)).kind, 'already');
    const { id, kind } = await begin(lastMoment);
    assert.equal(kind, 'started');
    assert.equal(await state(lastMoment + 1), 'given');
    await end(id, 'failed', lastMoment);
    assert.equal(await state(lastMoment), 'given-up');
  });

  it('is no longer owed by an avatar that is deleted, or after a week', async () => {
    const db = await open();
    const { avatarId, owed } = await trained(db);
    assert.equal(await owed(MIDDAY + 7 * 24 * 3_600_000), 0);
    await db.kysely
      .updateTable('avatars')
      .set({ state: 'deleted', deleted_at: LATER })
      .where('id', '=', avatarId)
      .execute();
    assert.equal(await owed(LATER), 0);
  });
});

eachDatabase('the index of first pictures', (_open, _dialect, openEmpty) => {
  it('is there after the migration, and lets tries that failed stand beside each other', async () => {
    const db = await openEmpty();
    await migrateToLatest(db);
    const { begin, end } = await trained(db);
    await end((await begin(MIDDAY)).id, 'failed', MIDDAY);
    await end((await begin(LATER)).id, 'failed', LATER);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from generations where training_id is not null`.execute(db.kysely);
    assert.equal(Number(rows[0]?.n), 2);
  });
});
