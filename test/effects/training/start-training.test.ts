import assert from 'node:assert/strict';
import { it } from 'node:test';
import { noteDraft } from '../../../db/avatars.ts';
import { balances } from '../../../db/ledger.ts';
import { switchModelOff } from '../../../db/models.ts';
import type { Db } from '../../../db/open.ts';
import { settleTraining } from '../../../db/settle-training.ts';
import { openTrainingsOf } from '../../../db/trainings.ts';
import { createStartTraining } from '../../../src/effects/training/start-training.ts';
import { TRAINER_ENDPOINT } from '../../../src/fal/training-presets.ts';
import { eachDatabase } from '../../databases.ts';
import { newId, START, somebody } from '../../db/people-with-coins.ts';
import { draftWithPhotos } from '../../db/trained-avatars.ts';

async function begin(db: Db, coins = 240, photos = 10) {
  const { id: personId } = await somebody(db, coins);
  const owner = await draftWithPhotos(db, personId, photos);
  const begun: string[] = [];
  const state = { works: true };
  const start = createStartTraining({
    db: db.kysely,
    outages: { letThrough: async () => state.works },
    now: () => START,
    newId,
    avatarPrice: 150,
    trainingPreset: 'balanced',
    waitMs: 3_600_000,
    beginTraining: async (id) => void begun.push(id),
  });
  return { ...owner, begun, state, press: { ...owner, n: 1, price: 150 }, start };
}

eachDatabase('the button with the price of a training', (open) => {
  it('begins a training by the configured preset, and again the same one', async () => {
    const db = await open();
    const { start, press, begun, personId } = await begin(db);
    assert.deepEqual(await start(press), { kind: 'started' });
    assert.deepEqual(await start(press), { kind: 'started' });
    const [training] = await openTrainingsOf(db.kysely, personId);
    assert.deepEqual(begun, [training?.id, training?.id]);
    assert.deepEqual([training?.preset, training?.price], ['balanced', 150]);
    assert.equal(training?.wait_until, START + 3_600_000);
    assert.deepEqual(await balances(db.kysely, personId), { available: 90, held: 150 });
  });

  it('begins one by the preset that was chosen, at its own price', async () => {
    const db = await open();
    const { start, press, personId, avatarId } = await begin(db);
    await noteDraft(db.kysely, { personId, avatarId, preset: 'quality', now: START });
    assert.deepEqual(await start(press), { kind: 'changed' });
    assert.deepEqual(await start({ ...press, price: 240 }), { kind: 'started' });
    assert.equal((await openTrainingsOf(db.kysely, personId))[0]?.preset, 'quality');
  });

  it('spends nothing without the coins, the photos, or FAL', async () => {
    const db = await open();
    const poor = await begin(db, 149);
    assert.deepEqual(await poor.start(poor.press), { kind: 'short', needs: 150, has: 149 });
    const few = await begin(db, 150, 9);
    assert.deepEqual(await few.start(few.press), { kind: 'too-few' });
    const out = await begin(db);
    out.state.works = false;
    assert.deepEqual(await out.start(out.press), { kind: 'outage' });
    for (const { personId, begun } of [poor, few, out]) {
      assert.deepEqual(begun, []);
      assert.equal((await balances(db.kysely, personId)).held, 0);
    }
  });

  it('spends nothing while FAL does not know the trainer', async () => {
    const db = await open();
    const { start, press } = await begin(db);
    await switchModelOff(db.kysely, { model: TRAINER_ENDPOINT, reason: 'gone', now: START });
    assert.deepEqual(await start(press), { kind: 'outage' });
  });

  it('of another person, or of a training that is over, spends nothing', async () => {
    const db = await open();
    const { start, press, begun, personId } = await begin(db, 300);
    const stranger = await somebody(db, 150);
    assert.deepEqual(await start({ ...press, personId: stranger.id }), { kind: 'gone' });
    await start(press);
    const trainingId = begun[0] ?? '';
    await settleTraining(db.kysely, { trainingId, end: 'failed', now: START, newId });
    assert.deepEqual(await start(press), { kind: 'changed' }, 'an old button begins nothing');
    assert.deepEqual(await start({ ...press, n: 3 }), { kind: 'gone' });
    assert.deepEqual(await balances(db.kysely, personId), { available: 300, held: 0 });
    assert.deepEqual(await start({ ...press, n: 2 }), { kind: 'started' });
  });
});
