import assert from 'node:assert/strict';
import { it } from 'node:test';
import { photosOf } from '../../../db/avatar-photos.ts';
import { avatarOf, avatarsOf, mainAvatarOf } from '../../../db/avatars.ts';
import { consentsOf } from '../../../db/consents.ts';
import { createIdlePhotos } from '../../../src/effects/avatars/idle-photos.ts';
import { eachDatabase } from '../../databases.ts';
import { makeReady, photographed } from '../../db/avatars-with-photos.ts';
import { doomedKeys } from '../../db/people-with-coins.ts';
import { agreed, begin, someone, workFor } from './begin.ts';

const DAY_MS = 86_400_000;

eachDatabase('the doers of avatars', (open) => {
  it('begin one draft for a consent that is repeated', async (t) => {
    const db = await open();
    const { doers } = await begin(t, db);
    const anna = await someone(db);
    const work = workFor(anna);
    const given = { personId: anna.id, textVersion: 2 };
    const one = await doers.jobs.consent(given, work);
    assert.deepEqual(await doers.jobs.consent(given, { ...work, attempts: 1 }), one);
    const other = await doers.jobs.consent(given, workFor(anna));
    assert.notEqual(other.draftId, one.draftId);
    assert.equal((await avatarsOf(db.kysely, anna.id)).length, 2);
    assert.deepEqual(
      (await consentsOf(db.kysely, anna.id)).map((consent) => consent.text_version),
      [2, 2],
    );
  });

  it('lead the wizard to where its draft is', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const { jobs, commands } = stage.doers;
    const anna = await someone(db);
    const { id: personId } = anna;
    const nothing = { draftId: null, step: 'about' };
    assert.deepEqual(await jobs.openWizard({ personId, avatarId: null }), nothing);
    const avatarId = await agreed(stage, anna);
    const step = async () => (await jobs.openWizard({ personId, avatarId: null })).step;
    assert.equal(await step(), 'name');
    assert.deepEqual(await jobs.nameAvatar({ personId, avatarId, name: 'Анна' }), {
      kind: 'named',
    });
    assert.equal(await step(), 'who');
    await commands.noteDraft({ avatarId, who: 'woman', step: 'photos' }, workFor(anna));
    assert.equal(await step(), 'photos');
    await commands.dropDraft({ avatarId }, workFor(anna));
    assert.deepEqual(await jobs.openWizard({ personId, avatarId }), nothing);
    assert.deepEqual(await jobs.nameAvatar({ personId, avatarId, name: 'Анна' }), {
      kind: 'gone',
    });
  });

  it('forget what Telegram has of a photo, a draft and an avatar', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const { commands } = stage.doers;
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    const owner = { personId: anna.id, avatarId };
    const [first, second] = await photographed(db, owner, 2);
    assert.ok(first && second);
    await commands.removePhoto({ avatarId, photoId: first.id }, workFor(anna));
    assert.deepEqual(stage.forgotten.splice(0), [`photo:${first.id}`]);
    await makeReady(db, avatarId);
    await commands.setMainAvatar({ avatarId }, workFor(anna));
    assert.equal((await mainAvatarOf(db.kysely, anna.id))?.id, avatarId);
    await commands.deleteAvatar({ avatarId, images: 'delete' }, workFor(anna));
    assert.deepEqual(stage.forgotten.splice(0), [`avatar:${avatarId}`, `photo:${second.id}`]);
    assert.equal(await avatarOf(db.kysely, anna.id, avatarId), undefined);
    assert.deepEqual(await photosOf(db.kysely, avatarId), []);
    assert.equal((await doomedKeys(db)).length, 6);
  });

  it('erase the photos of drafts that lie idle for 30 days', async (t) => {
    const db = await open();
    const stage = await begin(t, db);
    const anna = await someone(db);
    const avatarId = await agreed(stage, anna);
    const [photo] = await photographed(db, { personId: anna.id, avatarId }, 1);
    const chore = createIdlePhotos({
      db: db.kysely,
      now: () => stage.clock.at,
      forgetFiles: async (keys) => void stage.forgotten.push(...keys),
    });
    stage.clock.at += 30 * DAY_MS;
    await chore.run();
    assert.equal((await photosOf(db.kysely, avatarId)).length, 1);
    stage.clock.at += 1;
    await chore.run();
    assert.deepEqual(await photosOf(db.kysely, avatarId), []);
    assert.deepEqual(stage.forgotten, [`photo:${photo?.id}`]);
    assert.equal((await avatarOf(db.kysely, anna.id, avatarId))?.state, 'draft');
  });
});
