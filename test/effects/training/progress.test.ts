import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Db } from '../../../db/open.ts';
import { settleTraining } from '../../../db/settle-training.ts';
import { typicalSeconds } from '../../../src/effects/training/progress.ts';
import { eachDatabase } from '../../databases.ts';
import { newId, START, somebody } from '../../db/people-with-coins.ts';
import { draftWithPhotos, startedTraining, withWeights } from '../../db/trained-avatars.ts';

const STORED = START + 60_000;

/** A training of this preset that took so long. */
async function trained(db: Db, preset: string, seconds: number) {
  const { id: personId } = await somebody(db, 150);
  const owner = await draftWithPhotos(db, personId);
  const trainingId = await startedTraining(db, owner, { preset });
  await withWeights(db, trainingId);
  await db.kysely
    .updateTable('trainings')
    .set({ admitted_at: STORED - seconds * 1000, deadline_at: STORED })
    .where('id', '=', trainingId)
    .execute();
  await settleTraining(db.kysely, { trainingId, end: 'succeeded', now: STORED, newId });
}

eachDatabase('how long a training takes', (open) => {
  const seconds = ({ kysely: db }: Db, preset: string, trainingSeconds?: number) =>
    typicalSeconds({ db, trainingSeconds }, preset);

  it('is the preset’s usual time before there was any', async () => {
    const db = await open();
    assert.equal(await seconds(db, 'fast'), 12 * 60);
    assert.equal(await seconds(db, 'fast', 30), 30, 'or what is told');
  });

  it('is learnt from those of the preset', async () => {
    const db = await open();
    await trained(db, 'fast', 300);
    await trained(db, 'balanced', 2000);
    assert.equal(await seconds(db, 'fast'), 300);
    assert.equal(await seconds(db, 'fast', 30), 300);
  });

  it('is learnt from another preset where there were none, as much longer as that usually takes', async () => {
    const db = await open();
    await trained(db, 'fast', 300);
    assert.equal(await seconds(db, 'balanced'), 500);
    assert.equal(await seconds(db, 'quality'), 800);
    await trained(db, 'balanced', 1000);
    assert.equal(await seconds(db, 'quality'), 1600, 'from the one that takes most alike');
    assert.equal(await seconds(db, 'quality', 30), 30, 'unless all take what is told');
  });
});
