import assert from 'node:assert/strict';
import { it } from 'node:test';
import { TRY_PAUSE_MS } from '../../../db/first-pictures.ts';
import { switchModelOff, switchModelOn } from '../../../db/models.ts';
import type { Db } from '../../../db/open.ts';
import { closeOutage, openOutage } from '../../../db/outages.ts';
import { settle } from '../../../db/settle.ts';
import { settleTraining } from '../../../db/settle-training.ts';
import { trainingById } from '../../../db/trainings.ts';
import { createReach } from '../../../src/effects/reach.ts';
import { createFirstPicture } from '../../../src/effects/training/first-picture.ts';
import type { Messenger } from '../../../src/telegram/messenger.ts';
import { loadWords } from '../../../src/telegram/words.ts';
import { eachDatabase } from '../../databases.ts';
import { newId, START, somebody } from '../../db/people-with-coins.ts';
import { draftWithPhotos, startedTraining, withWeights } from '../../db/trained-avatars.ts';

const words = await loadWords();
const messenger = {} as Messenger;

/** An avatar that was trained, and two instances that look after its first picture. */
async function opened(database: Db) {
  const { kysely: db } = database;
  const clock = { at: START + 90_000 };
  const now = () => clock.at;
  const begun: string[] = [];
  const instance = () =>
    createFirstPicture({
      db,
      reach: createReach({ db, messenger, now }),
      words,
      now,
      newId,
      waitMs: 3_600_000,
      beginOrder: async (id) => void begun.push(id),
      onFirstPictureFailed: (_, error) => assert.fail(String(error)),
    });
  const { id: personId } = await somebody(database, 150);
  const owner = await draftWithPhotos(database, personId);
  const trainingId = await startedTraining(database, owner);
  await withWeights(database, trainingId);
  await settleTraining(db, { trainingId, end: 'succeeded', now: now(), newId });
  const training = await trainingById(db, trainingId);
  assert.ok(training);
  return {
    begun,
    clock,
    training,
    one: instance(),
    other: instance(),
    /** The last order fails. */
    fail: async () =>
      settle(db, { generationId: begun.at(-1) ?? '', end: 'failed', now: now(), newId }),
  };
}

eachDatabase('the first picture of a training', (open) => {
  it('is begun once, by whichever of the instances and however often it is wished for', async () => {
    const { one, other, training, begun } = await opened(await open());
    const wishes = [one.order(training), other.order(training), one.missed.run()];
    await Promise.all([...wishes, other.missed.run(), one.order(training)]);
    await other.order(training);
    assert.equal(begun.length, 1);
  });

  it('that failed is begun again after a pause, by one of the instances', async () => {
    const { one, other, training, begun, clock, fail } = await opened(await open());
    await one.order(training);
    await fail();
    const look = () =>
      Promise.all([one.missed.run(), other.missed.run(), one.order(training), other.missed.run()]);
    clock.at += TRY_PAUSE_MS - 1;
    await look();
    assert.equal(begun.length, 1);
    clock.at += 1;
    await look();
    assert.equal(begun.length, 2);
    await look();
    assert.equal(begun.length, 2, 'it is on its way');
  });

  it('is not tried while no picture can be made', async () => {
    const db = await open();
    const { one, begun, clock, fail, training } = await opened(db);
    await one.order(training);
    await fail();
    clock.at += TRY_PAUSE_MS;
    const now = clock.at;
    await openOutage(db.kysely, { subject: 'billing', detail: 'locked', now });
    await one.missed.run();
    await closeOutage(db.kysely, 'billing');
    await switchModelOff(db.kysely, { model: 'me', reason: 'no such app', now });
    await one.missed.run();
    assert.equal(begun.length, 1);
    await switchModelOn(db.kysely, 'me');
    await one.missed.run();
    assert.equal(begun.length, 2);
  });
});
