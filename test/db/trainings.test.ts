import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { admit, waitingLine } from '../../db/admission.ts';
import { photosOf } from '../../db/avatar-photos.ts';
import { avatarById, mainAvatarOf } from '../../db/avatars.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { balances } from '../../db/ledger.ts';
import type { Db } from '../../db/open.ts';
import type { TrainingEnd } from '../../db/schema.ts';
import { settleTraining } from '../../db/settle-training.ts';
import { startTraining } from '../../db/start-training.ts';
import {
  medianTrainingSeconds,
  openTrainingsOf,
  overdueTrainings,
  trainingById,
  trainingLeftFal,
  trainingOf as trainingOfPerson,
  trainingsUntold,
} from '../../db/trainings.ts';
import { eachDatabase } from '../databases.ts';
import { check, draftFor, foundIn, photographed, received } from './avatars-with-photos.ts';
import { doomedKeys, newId, START, somebody, started } from './people-with-coins.ts';
import {
  draftWithPhotos,
  packed,
  startedTraining,
  trainingOf,
  withWeights,
} from './trained-avatars.ts';

const ending = (trainingId: string, end: TrainingEnd) => ({
  trainingId,
  end,
  now: START + 90_000,
  newId,
});

const admission = {
  concurrency: 2,
  perPerson: 3,
  deadlineMs: 600_000,
  trainingDeadlineMs: 7_200_000,
  now: START + 1000,
};

const admitted = async ({ kysely }: Db, concurrency = 2): Promise<string[]> =>
  (await admit(kysely, { ...admission, concurrency })).map(({ kind, id }) => `${kind} ${id}`);

const sound = async ({ kysely }: Db) =>
  assert.deepEqual(await checkInvariants(kysely, { now: START }), []);

/** A training that was paid for, admitted and has its weights. */
async function trained(db: Db, coins = 150) {
  const { id: personId } = await somebody(db, coins);
  const owner = await draftWithPhotos(db, personId);
  const id = await startedTraining(db, owner);
  await packed(db, id);
  await admit(db.kysely, admission);
  await withWeights(db, id);
  return { ...owner, id };
}

eachDatabase('a training', (open) => {
  it('is started with its price held, and its avatar is no draft any more', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 200);
    const owner = await draftWithPhotos(db, personId);
    const id = await startedTraining(db, owner);
    assert.deepEqual(await balances(db.kysely, personId), { available: 50, held: 150 });
    assert.equal((await avatarById(db.kysely, owner.avatarId))?.state, 'training');
    assert.equal((await trainingOfPerson(db.kysely, personId, id))?.price, 150);
    assert.equal(await trainingOfPerson(db.kysely, 'someone else', id), undefined);
    await sound(db);
  });

  it('is started once for a button, however often it is pressed', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 1000);
    const owner = await draftWithPhotos(db, personId);
    const presses = Array.from({ length: 8 }, () => startTraining(db.kysely, trainingOf(owner)));
    const outcomes = await Promise.all(presses);
    const ids = outcomes.map((outcome) => ('trainingId' in outcome ? outcome.trainingId : ''));
    assert.equal(outcomes.filter(({ kind }) => kind === 'started').length, 1);
    assert.equal(new Set(ids).size, 1);
    assert.deepEqual(await balances(db.kysely, personId), { available: 850, held: 150 });
    await sound(db);
  });

  it('is not started without the coins, the photos, or the avatar', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 149);
    const owner = await draftWithPhotos(db, personId);
    assert.deepEqual(await startTraining(db.kysely, trainingOf(owner)), {
      kind: 'insufficient',
      needs: 150,
      has: 149,
    });
    const cheap = { price: 100 };
    const few = { personId, avatarId: await draftFor(db, personId) };
    await photographed(db, few, 9);
    const kindOf = async (order: Parameters<typeof startTraining>[1]) =>
      (await startTraining(db.kysely, order)).kind;
    assert.equal(await kindOf(trainingOf(few, cheap)), 'too-few');
    const doubtful = foundIn({ warnings: ['too-dark'] });
    await check(db, few, await received(db, few, 100), doubtful);
    assert.equal(await kindOf(trainingOf(few, cheap)), 'too-few', 'a doubtful one does not count');
    await received(db, owner, 101);
    assert.equal(await kindOf(trainingOf(owner, cheap)), 'too-few', 'one is still looked at');
    const { id: stranger } = await somebody(db, 1000);
    assert.equal(await kindOf(trainingOf({ ...owner, personId: stranger }, cheap)), 'gone');
    assert.equal(await kindOf(trainingOf(owner, { ...cheap, n: 2 })), 'gone');
    assert.deepEqual(await balances(db.kysely, personId), { available: 149, held: 0 });
    await sound(db);
  });

  it('that succeeds is paid, and its avatar is ready, main, and keeps one photo to be known by', async () => {
    const db = await open();
    const { id, personId, avatarId } = await trained(db);
    const [first] = await photosOf(db.kysely, avatarId);
    const settled = await settleTraining(db.kysely, ending(id, 'succeeded'));
    assert.deepEqual([settled.won, settled.captured, settled.released], [true, 150, 0]);
    assert.equal(settled.photoIds.length, 10);
    const avatar = await avatarById(db.kysely, avatarId);
    assert.equal(avatar?.state, 'ready');
    assert.equal(avatar?.preview_key, first?.object_key);
    assert.equal(avatar?.weights_key, `weights/${id}`);
    assert.equal((await mainAvatarOf(db.kysely, personId))?.id, avatarId);
    assert.deepEqual(await photosOf(db.kysely, avatarId), []);
    const doomed = (await doomedKeys(db)).map(({ key }) => key);
    assert.equal(doomed.length, 19);
    assert.ok(!doomed.includes(first?.object_key ?? ''));
    assert.ok(!doomed.includes(`weights/${id}`));
    assert.equal((await trainingById(db.kysely, id))?.archive_url, null);
    await sound(db);
  });

  it('that succeeds leaves the photos of who wants them kept, and a main avatar main', async () => {
    const db = await open();
    const { personId, id: earlier, avatarId: main } = await trained(db, 300);
    await settleTraining(db.kysely, ending(earlier, 'succeeded'));
    const owner = await draftWithPhotos(db, personId);
    await db.kysely
      .updateTable('avatars')
      .set({ keep_photos: 1 })
      .where('id', '=', owner.avatarId)
      .execute();
    const id = await startedTraining(db, owner);
    await withWeights(db, id);
    const { photoIds } = await settleTraining(db.kysely, ending(id, 'succeeded'));
    assert.deepEqual(photoIds, []);
    assert.equal((await photosOf(db.kysely, owner.avatarId)).length, 10);
    assert.equal((await mainAvatarOf(db.kysely, personId))?.id, main);
    await sound(db);
  });

  for (const end of ['failed', 'timed_out', 'cancelled'] as const) {
    it(`that has ${end} gives all coins back and leaves the draft with its photos`, async () => {
      const db = await open();
      const { id, personId, avatarId } = await trained(db);
      const settled = await settleTraining(db.kysely, { ...ending(id, end), errorCode: 'x' });
      assert.deepEqual([settled.end, settled.captured, settled.released], [end, 0, 150]);
      assert.deepEqual(await balances(db.kysely, personId), { available: 150, held: 0 });
      const avatar = await avatarById(db.kysely, avatarId);
      assert.deepEqual([avatar?.state, avatar?.weights_key], ['draft', null]);
      assert.equal((await photosOf(db.kysely, avatarId)).length, 10);
      assert.deepEqual(await doomedKeys(db), [{ bucket: 'avatars', key: `weights/${id}` }]);
      const again = await startTraining(db.kysely, trainingOf({ personId, avatarId }, { n: 2 }));
      assert.equal(again.kind, 'started');
      await sound(db);
    });
  }

  it('ends once, whoever else wants to end it, and the first end stays', async () => {
    const db = await open();
    const { id, personId } = await trained(db);
    const ends = ['succeeded', 'failed', 'cancelled', 'timed_out', 'succeeded'] as const;
    const settled = await Promise.all(
      ends.map((end) => settleTraining(db.kysely, ending(id, end))),
    );
    assert.equal(settled.filter(({ won }) => won).length, 1);
    assert.equal(new Set(settled.map(({ end }) => end)).size, 1);
    const { available, held } = await balances(db.kysely, personId);
    assert.equal(held, 0);
    assert.equal(available, settled[0]?.end === 'succeeded' ? 0 : 150);
    await sound(db);
  });

  it('cannot succeed without weights, and weights that come after its end are nobody’s', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 150);
    const id = await startedTraining(db, await draftWithPhotos(db, personId));
    await assert.rejects(settleTraining(db.kysely, ending(id, 'succeeded')), {
      code: 'nothing_delivered',
    });
    await settleTraining(db.kysely, ending(id, 'timed_out'));
    assert.equal(await withWeights(db, id), 'over');
    assert.deepEqual(await doomedKeys(db), [{ bucket: 'avatars', key: `weights/${id}` }]);
    await assert.rejects(settleTraining(db.kysely, ending('none', 'failed')), {
      code: 'training_unknown',
    });
    await sound(db);
  });

  it('never changes its end, not even by hand', async () => {
    const db = await open();
    const { id } = await trained(db);
    await settleTraining(db.kysely, ending(id, 'failed'));
    const tampered = db.kysely.updateTable('trainings').set({ end_state: 'succeeded' });
    await assert.rejects(tampered.where('id', '=', id).execute());
  });

  it('waits in one line with the pictures, and leaves one place to them', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 1000);
    const ids = [];
    for (let n = 0; n < 3; n++) {
      const owner = await draftWithPhotos(db, personId);
      ids.push(await startedTraining(db, owner, { now: START + n }));
    }
    assert.deepEqual(await waitingLine(db.kysely), [], 'nothing is packed yet');
    for (const id of ids) await packed(db, id);
    const { id: other } = await somebody(db, 20);
    const picture = await started(db, other, { now: START + 10 });
    const [first = '', second] = ids;
    assert.deepEqual(await admitted(db), [`training ${first}`, `generation ${picture}`]);
    assert.equal((await trainingById(db.kysely, first))?.deadline_at, START + 1000 + 7_200_000);
    assert.deepEqual(await admitted(db, 3), [`training ${second}`]);
    await trainingLeftFal(db.kysely, first, START);
    assert.equal((await admitted(db, 3)).length, 1);
  });

  it('is trained alone where there is but one place', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 150);
    const id = await startedTraining(db, await draftWithPhotos(db, personId));
    await packed(db, id);
    assert.deepEqual(await admitted(db, 1), [`training ${id}`]);
    const { id: other } = await somebody(db, 20);
    await started(db, other);
    assert.deepEqual(await admitted(db, 1), []);
  });

  it('is overdue past its waiting and past its making, whatever it does', async () => {
    const db = await open();
    const { id } = await trained(db);
    const { id: personId } = await somebody(db, 150);
    const waiting = await startedTraining(db, await draftWithPhotos(db, personId), {
      waitUntil: START + 5,
    });
    const stages = async (now: number) =>
      (await overdueTrainings(db.kysely, now)).map((row) => [row.id, row.stage]);
    assert.deepEqual(await stages(START + 4), []);
    assert.deepEqual(await stages(START + 5), [[waiting, 'waiting']]);
    assert.deepEqual(await stages(START + 1e9), [
      [id, 'storing'],
      [waiting, 'waiting'],
    ]);
    const late = await checkInvariants(db.kysely, { now: START + 1e9 });
    assert.deepEqual(
      late.map(({ invariant, subject }) => [invariant, subject]),
      [
        ['I4', id],
        ['I4', waiting],
      ],
    );
  });

  it('is told until it is closed, and teaches how long the next will take', async () => {
    const db = await open();
    const { id } = await trained(db);
    assert.equal(await medianTrainingSeconds(db.kysely, 'balanced'), null);
    await settleTraining(db.kysely, ending(id, 'succeeded'));
    assert.equal(await medianTrainingSeconds(db.kysely, 'balanced'), 59);
    assert.equal((await trainingsUntold(db.kysely, START + 1e9, 10)).length, 1);
    assert.equal((await trainingsUntold(db.kysely, START, 10)).length, 0);
  });
});

eachDatabase('the invariants of trainings', (open) => {
  const found = async ({ kysely }: Db) =>
    (await checkInvariants(kysely, { now: START })).map(
      ({ invariant, subject }) => `${invariant} ${subject}`,
    );

  it('find a settlement that is missing, wrong, or of something open', async () => {
    const db = await open();
    const { id } = await trained(db);
    await settleTraining(db.kysely, ending(id, 'succeeded'));
    assert.deepEqual(await found(db), []);
    const settlements = db.kysely.updateTable('settlements').where('hold_id', '=', id);
    for (const change of [{ captured: 149 }, { released: 1 }, { delivered: 0, captured: 0 }]) {
      await settlements.set(change).execute();
      assert.ok((await found(db)).includes(`I3 ${id}`), JSON.stringify(change));
      await settlements.set({ captured: 150, released: 0, delivered: 1 }).execute();
    }
    await db.kysely.deleteFrom('settlements').where('hold_id', '=', id).execute();
    assert.ok((await found(db)).includes(`I3 ${id}`));
  });

  it('find an avatar that is in training without one, and a hold of nothing', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 10);
    const avatarId = await draftFor(db, personId);
    await db.kysely
      .updateTable('avatars')
      .set({ state: 'training' })
      .where('id', '=', avatarId)
      .execute();
    assert.deepEqual(await found(db), [`I2 ${avatarId}`]);
  });
});

const ends: TrainingEnd[] = ['succeeded', 'failed', 'timed_out', 'cancelled'];

const step = fc.oneof(
  fc.record({
    do: fc.constant('start' as const),
    avatar: fc.nat(2),
    n: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ do: fc.constant('pack' as const), avatar: fc.nat(2) }),
  fc.record({ do: fc.constant('admit' as const) }),
  fc.record({ do: fc.constant('store' as const), avatar: fc.nat(2) }),
  fc.record({
    do: fc.constant('settle' as const),
    avatar: fc.nat(2),
    end: fc.constantFrom(...ends),
  }),
  fc.record({ do: fc.constant('order' as const) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Run {
  readonly db: Db;
  readonly personId: string;
  readonly avatars: readonly string[];
  /** The trainings that were started, by their avatars. */
  readonly trainings: Map<string, string>;
}

/** Of a training that never was, and a success without weights: both are refused, and rightly. */
function toleratingRefusal(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'training_unknown' && code !== 'nothing_delivered') throw error;
}

async function take({ db, personId, avatars, trainings }: Run, step: Step): Promise<unknown> {
  const avatarId = 'avatar' in step ? (avatars[step.avatar] ?? '') : '';
  const training = trainings.get(avatarId) ?? 'none';
  switch (step.do) {
    case 'start': {
      const order = trainingOf({ personId, avatarId }, { n: step.n });
      const outcome = await startTraining(db.kysely, order);
      if (outcome.kind === 'started') trainings.set(avatarId, outcome.trainingId);
      return outcome;
    }
    case 'pack':
      return packed(db, training);
    case 'admit':
      return admit(db.kysely, admission);
    case 'store':
      return withWeights(db, training);
    case 'settle':
      return settleTraining(db.kysely, ending(training, step.end)).catch(toleratingRefusal);
    case 'order':
      return started(db, personId, { unitPrice: 1 }).catch(() => 'not enough');
  }
}

const batches = fc.array(fc.array(step, { maxLength: 6 }), { maxLength: 8 });

eachDatabase('coins of trainings', (open) => {
  it('are never lost, made or paid twice, whatever happens in whatever order', async () => {
    const db = await open();
    await fc.assert(
      fc.asyncProperty(batches, async (batches) => {
        const { id: personId } = await somebody(db, 500);
        const avatars: string[] = [];
        for (let n = 0; n < 3; n++) avatars.push((await draftWithPhotos(db, personId)).avatarId);
        const run: Run = { db, personId, avatars, trainings: new Map() };
        for (const batch of batches) await Promise.all(batch.map((step) => take(run, step)));
        assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
        for (const id of run.trainings.values())
          await settleTraining(db.kysely, ending(id, 'timed_out'));
        assert.deepEqual(await openTrainingsOf(db.kysely, personId), []);
        assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
      }),
      { numRuns: 12 },
    );
  });
});
