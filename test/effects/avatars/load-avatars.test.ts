import assert from 'node:assert/strict';
import { it } from 'node:test';
import { avatarsOf, nameAvatar, setMainAvatar } from '../../../db/avatars.ts';
import { OWED_FOR_MS } from '../../../db/first-pictures.ts';
import type { Db } from '../../../db/open.ts';
import { personById } from '../../../db/people.ts';
import type { Person } from '../../../db/schema.ts';
import { settle } from '../../../db/settle.ts';
import { settleTraining } from '../../../db/settle-training.ts';
import type { Place } from '../../../machines/chat/types.ts';
import { createLoadAvatars, readyAvatars } from '../../../src/effects/avatars/load-avatars.ts';
import { eachDatabase } from '../../databases.ts';
import {
  check,
  draftFor,
  foundIn,
  makeReady,
  photographed,
  received,
} from '../../db/avatars-with-photos.ts';
import { newId, START, somebody, started } from '../../db/people-with-coins.ts';
import { draftWithPhotos, packed, startedTraining, withWeights } from '../../db/trained-avatars.ts';
import { context } from '../../fixtures/screen-data.ts';

const AGO_MS = 10 * 60_000;

const personNow = async (db: Db, { id }: Person): Promise<Person> => {
  const person = await personById(db.kysely, id);
  if (!person) throw new Error('nobody');
  return person;
};

const loader = (db: Db, now = START) =>
  createLoadAvatars({
    db: db.kysely,
    now: () => now,
    avatarPrice: 150,
    trainingPreset: 'balanced',
  });

const inWizard = (draftId: string | null) => ({
  ...context,
  avatars: { ...context.avatars, draftId },
});

const at = (avatarId: string | null) => {
  const place: Place = { at: 'avatars', avatarId };
  return { ...context, place };
};

const nameIt = (db: Db, personId: string, avatarId: string, name: string) =>
  nameAvatar(db.kysely, { personId, avatarId, name, now: START });

eachDatabase('what the screens of avatars show', (open) => {
  it('of a draft counts its photos: usable, in doubt, alike, and those still looked at', async () => {
    const db = await open();
    const person = await somebody(db);
    const owner = { personId: person.id, avatarId: await draftFor(db, person.id) };
    await photographed(db, owner, 3);
    const alike = foundIn({ warnings: ['blurred'] });
    await check(db, owner, await received(db, owner, 4), alike);
    await received(db, owner, 5);
    await check(db, owner, await received(db, owner, 6), {
      errors: ['no-face'],
      warnings: [],
      file: null,
    });
    const loaded = await loader(db)(person, 'wizard.photos', inWizard(owner.avatarId));
    const wizard = loaded?.wizard;
    assert.deepEqual(
      wizard?.photos.map(({ state, issues }) => [state, ...issues]),
      [['good'], ['good'], ['good'], ['doubtful', 'blurred'], ['received'], ['refused', 'no-face']],
    );
    assert.deepEqual(
      [wizard?.usable, wizard?.pending, wizard?.alike, wizard?.least, wizard?.most, wizard?.n],
      [3, 1, 0, 10, 20, 1],
    );
    assert.equal(wizard?.preset.price, 150);
    assert.equal(loaded?.card, null);
  });

  it('are their owner’s only', async () => {
    const db = await open();
    const owner = await somebody(db);
    const other = await somebody(db);
    const avatarId = await draftFor(db, owner.id);
    await nameIt(db, owner.id, avatarId, 'Анна');
    const load = loader(db);
    assert.equal((await load(other, 'wizard.photos', inWizard(avatarId)))?.wizard, null);
    assert.equal((await load(other, 'avatars.card', at(avatarId)))?.card, null);
    assert.equal((await load(owner, 'avatars.card', at(avatarId)))?.card?.name, 'Анна');
  });

  it('are the avatar named, else the main one, among the others in their order', async () => {
    const db = await open();
    const person = await somebody(db);
    const ids: string[] = [];
    for (const name of ['Анна', 'Борис', 'Вера']) {
      const id = await draftFor(db, person.id);
      await nameIt(db, person.id, id, name);
      ids.push(id);
    }
    const nameless = await draftFor(db, person.id);
    const [first = '', second = ''] = ids;
    await makeReady(db, first);
    await makeReady(db, second);
    await setMainAvatar(db.kysely, person.id, first);
    const known = await personNow(db, person);
    const load = loader(db);
    const main = (await load(known, 'avatars.card', at(null)))?.card;
    assert.deepEqual([main?.avatarId, main?.isMain, main?.hasPreview], [first, true, true]);
    assert.deepEqual([main?.total, main?.index], [3, 1]);
    assert.equal((await load(known, 'avatars.card', at(second)))?.card?.newerId, ids[2]);
    assert.equal((await load(known, 'avatars.card', at(nameless)))?.card?.avatarId, first);
    assert.deepEqual(
      (await readyAvatars(db.kysely, known)).map(({ avatarId, isMain }) => [avatarId, isMain]),
      [
        [first, true],
        [second, false],
      ],
    );
    assert.equal((await avatarsOf(db.kysely, person.id)).length, 4);
  });

  it('of a first picture that failed promise another for as long as one may come', async () => {
    const db = await open();
    const person = await somebody(db, 150);
    const owner = await draftWithPhotos(db, person.id);
    const trainingId = await startedTraining(db, owner);
    await withWeights(db, trainingId);
    await settleTraining(db.kysely, { trainingId, end: 'succeeded', now: START, newId });
    const said = async (now: number) =>
      (await loader(db, now)(person, 'avatars.card', at(owner.avatarId)))?.card?.firstPicture;
    assert.deepEqual([await said(START), await said(START + OWED_FOR_MS)], [null, null]);
    const ofTraining = { avatarId: owner.avatarId, trainingId, count: 1, unitPrice: 0 };
    const generationId = await started(db, person.id, ofTraining);
    assert.equal(await said(START), null);
    await settle(db.kysely, { generationId, end: 'failed', now: START, newId });
    const lastMoment = START + OWED_FOR_MS - 1;
    assert.deepEqual([await said(START), await said(lastMoment)], ['again', 'again']);
    assert.equal(await said(lastMoment + 1), 'given-up');
  });

  it('of a training tell its stage, how far it may be, and afterwards why it failed', async () => {
    const db = await open();
    const person = await somebody(db, 500);
    const owner = await draftWithPhotos(db, person.id, 10);
    await nameIt(db, person.id, owner.avatarId, 'Анна');
    const trainingId = await startedTraining(db, owner);
    const card = async (now = START) =>
      (await loader(db, now)(person, 'avatars.card', at(owner.avatarId)))?.card;
    const before = await card();
    assert.deepEqual([before?.state, before?.photos], ['training', 10]);
    assert.deepEqual(before?.training, {
      trainingId,
      stage: 'packing',
      percent: null,
      minutesLeft: null,
      mayCancel: true,
    });
    await packed(db, trainingId);
    assert.equal((await card())?.training?.stage, 'waiting');
    await db.kysely
      .updateTable('trainings')
      .set({ admitted_at: START, deadline_at: START + 7_200_000 })
      .where('id', '=', trainingId)
      .execute();
    assert.equal((await card())?.training?.stage, 'sending');
    await db.kysely
      .insertInto('attempts')
      .values({
        order_id: trainingId,
        n: 1,
        endpoint: 'trainer',
        created_at: START,
        state: 'accepted',
        started_at: START,
      })
      .execute();
    const training = (await card(START + AGO_MS))?.training;
    assert.deepEqual(
      [training?.stage, training?.percent, training?.minutesLeft, training?.mayCancel],
      ['training', 50, 10, false],
    );
    assert.equal((await card(START + 100 * AGO_MS))?.training?.percent, 95);
    await settleTraining(db.kysely, {
      trainingId,
      end: 'failed',
      errorCode: 'provider-failed',
      now: START,
      newId,
    });
    const loaded = await loader(db)(person, 'wizard.price', inWizard(owner.avatarId));
    assert.deepEqual([loaded?.wizard?.n, loaded?.wizard?.failure], [2, 'provider-failed']);
  });

  it('are nothing on other screens', async () => {
    const db = await open();
    assert.equal(await loader(db)(await somebody(db), 'home.menu', context), null);
  });
});
