import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  avatarById,
  avatarOf,
  avatarsOf,
  beginDraft,
  draftOf,
  mainAvatarOf,
  nameAvatar,
  noteDraft,
  setMainAvatar,
} from '../../db/avatars.ts';
import { consentsOf } from '../../db/consents.ts';
import { deleteAvatar, dropDraft } from '../../db/forget-avatars.ts';
import type { Db } from '../../db/open.ts';
import { personById } from '../../db/people.ts';
import { eachDatabase } from '../databases.ts';
import { draftFor, makeReady, photographed } from './avatars-with-photos.ts';
import {
  doomedKeys,
  newId,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';

const avatarIds = async (db: Db, personId: string) =>
  (await avatarsOf(db.kysely, personId)).map(({ id }) => id);

eachDatabase('avatars', (open) => {
  it('begin once for a consent, however often it is written down', async () => {
    const db = await open();
    const { id: personId } = await somebody(db);
    const agreed = {
      avatarId: newId(),
      consentId: newId(),
      personId,
      textVersion: 3,
      language: 'ru',
      triggerPhrase: newId(),
      now: START,
    };
    await beginDraft(db.kysely, agreed);
    const again = { ...agreed, consentId: newId(), triggerPhrase: newId(), now: START + 5 };
    await beginDraft(db.kysely, again);
    assert.deepEqual(await avatarIds(db, personId), [agreed.avatarId]);
    const [consent, ...others] = await consentsOf(db.kysely, personId);
    assert.deepEqual(others, []);
    assert.equal(consent?.given_at, START);
    assert.equal(consent?.text_version, 3);
    const avatar = await avatarOf(db.kysely, personId, agreed.avatarId);
    assert.equal(avatar?.step, 'name');
    assert.equal(avatar?.trigger_phrase, agreed.triggerPhrase);
  });

  it('are their owner’s only', async () => {
    const db = await open();
    const owner = await somebody(db);
    const { id: strangerId } = await somebody(db);
    const avatarId = await draftFor(db, owner.id);
    const others = { personId: strangerId, avatarId, now: START };
    assert.equal(await avatarOf(db.kysely, strangerId, avatarId), undefined);
    assert.equal(await draftOf(db.kysely, strangerId, avatarId), undefined);
    assert.equal(await nameAvatar(db.kysely, { ...others, name: 'Mine' }), false);
    assert.equal(await noteDraft(db.kysely, { ...others, who: 'man' }), false);
    assert.equal(await dropDraft(db.kysely, others), null);
    assert.equal(await deleteAvatar(db.kysely, { ...others, images: 'delete', newId }), null);
    await makeReady(db, avatarId);
    assert.equal(await setMainAvatar(db.kysely, strangerId, avatarId), false);
    assert.equal((await avatarById(db.kysely, avatarId))?.state, 'ready');
  });

  it('go on where their wizard came to', async () => {
    const db = await open();
    const { id: personId } = await somebody(db);
    const avatarId = await draftFor(db, personId);
    const draft = { personId, avatarId, now: START + 1 };
    assert.equal(await nameAvatar(db.kysely, { ...draft, name: '  Анна \n Мария ' }), true);
    const named = await draftOf(db.kysely, personId, null);
    assert.deepEqual([named?.name, named?.step], ['Анна Мария', 'who']);
    await noteDraft(db.kysely, { ...draft, who: 'woman', step: 'photos' });
    await noteDraft(db.kysely, { ...draft, preset: 'fast', keepPhotos: true });
    await nameAvatar(db.kysely, { ...draft, name: 'Анна' });
    for (const step of ['name', 'who'] as const) await noteDraft(db.kysely, { ...draft, step });
    const noted = await draftOf(db.kysely, personId, avatarId);
    assert.deepEqual(
      [noted?.name, noted?.step, noted?.who, noted?.preset, noted?.keep_photos],
      ['Анна', 'photos', 'woman', 'fast', 1],
    );
  });

  it('are found as drafts by their id, or by who was touched last', async () => {
    const db = await open();
    const { id: personId } = await somebody(db);
    const first = await draftFor(db, personId);
    const second = await draftFor(db, personId);
    const ready = await draftFor(db, personId);
    await makeReady(db, ready);
    await noteDraft(db.kysely, { personId, avatarId: first, who: null, now: START + 9 });
    assert.equal((await draftOf(db.kysely, personId, second))?.id, second);
    assert.equal((await draftOf(db.kysely, personId, null))?.id, first);
    assert.equal((await draftOf(db.kysely, personId, ready))?.id, first);
  });

  it('are main only when they are ready', async () => {
    const db = await open();
    const { id: personId } = await somebody(db);
    const avatarId = await draftFor(db, personId);
    assert.equal(await setMainAvatar(db.kysely, personId, avatarId), false);
    await makeReady(db, avatarId);
    assert.equal(await setMainAvatar(db.kysely, personId, avatarId), true);
    assert.equal((await mainAvatarOf(db.kysely, personId))?.id, avatarId);
  });

  it('leave a row without content, the consent and the images that are kept', async () => {
    const db = await open();
    const { id: personId } = await somebody(db);
    const avatarId = await draftFor(db, personId);
    const photos = await photographed(db, { personId, avatarId }, 2);
    await makeReady(db, avatarId);
    const other = await draftFor(db, personId);
    await makeReady(db, other);
    await setMainAvatar(db.kysely, personId, avatarId);
    const [image] = await withPicture(db, personId, avatarId);
    const gone = await deleteAvatar(db.kysely, {
      personId,
      avatarId,
      images: 'keep',
      now: START,
      newId,
    });
    assert.deepEqual(gone?.photoIds.toSorted(), photos.map(({ id }) => id).toSorted());
    assert.deepEqual([gone?.pictures, gone?.ended], [[], []]);
    const row = await avatarById(db.kysely, avatarId);
    assert.deepEqual(
      { ...row, id: '', created_at: 0, touched_at: 0, ready_at: 0 },
      {
        id: '',
        person_id: personId,
        state: 'deleted',
        name: '',
        who: null,
        step: 'name',
        preset: null,
        keep_photos: 0,
        trigger_phrase: avatarId,
        weights_key: null,
        weights_sha256: null,
        weights_bytes: null,
        weights_url: null,
        preview_key: null,
        created_at: 0,
        touched_at: 0,
        ready_at: 0,
        deleted_at: START,
      },
    );
    const keys = photos.flatMap((photo) => [photo.object_key, photo.thumbnail_key]);
    const doomed = (await doomedKeys(db)).map(({ key }) => key);
    assert.deepEqual(doomed, [...keys, `${avatarId}-weights`, `${avatarId}-preview`].toSorted());
    const consents = await consentsOf(db.kysely, personId);
    assert.ok(consents.some(({ avatar_id }) => avatar_id === avatarId));
    assert.equal(image?.deleted_at, null);
    assert.equal((await mainAvatarOf(db.kysely, personId))?.id, other);
  });

  it('take their images along, those under way too, where the person says so', async () => {
    const db = await open();
    const { id: personId } = await somebody(db, 20);
    const avatarId = await draftFor(db, personId);
    await makeReady(db, avatarId);
    await setMainAvatar(db.kysely, personId, avatarId);
    await withPicture(db, personId, avatarId);
    const waiting = await started(db, personId);
    await ofAvatar(db, waiting, avatarId);
    const gone = await deleteAvatar(db.kysely, {
      personId,
      avatarId,
      images: 'delete',
      now: START,
      newId,
    });
    assert.equal(gone?.pictures.length, 1);
    assert.deepEqual(
      gone?.ended.map(({ generationId }) => generationId),
      [waiting],
    );
    assert.equal((await personById(db.kysely, personId))?.main_avatar_id, null);
  });

  it('are not deleted while they are trained', async () => {
    const db = await open();
    const { id: personId } = await somebody(db);
    const avatarId = await draftFor(db, personId);
    await db.kysely
      .updateTable('avatars')
      .set({ state: 'training' })
      .where('id', '=', avatarId)
      .execute();
    const deletion = { personId, avatarId, images: 'keep' as const, now: START, newId };
    assert.equal(await deleteAvatar(db.kysely, deletion), null);
    assert.equal(await dropDraft(db.kysely, deletion), null);
    assert.deepEqual(await avatarIds(db, personId), [avatarId]);
  });

  it('that are dropped drafts leave nothing to go on with', async () => {
    const db = await open();
    const { id: personId } = await somebody(db);
    const avatarId = await draftFor(db, personId);
    const photos = await photographed(db, { personId, avatarId }, 3);
    const dropped = await dropDraft(db.kysely, { personId, avatarId, now: START });
    assert.equal(dropped?.length, photos.length);
    assert.equal(await dropDraft(db.kysely, { personId, avatarId, now: START }), null);
    assert.equal(await draftOf(db.kysely, personId, null), undefined);
    assert.equal((await doomedKeys(db)).length, 6);
  });
});

const ofAvatar = async ({ kysely }: Db, generationId: string, avatarId: string) => {
  for (const table of ['generations', 'images'] as const)
    await kysely
      .updateTable(table)
      .set({ avatar_id: avatarId })
      .where(table === 'images' ? 'generation_id' : 'id', '=', generationId)
      .execute();
};

async function withPicture(db: Db, personId: string, avatarId: string) {
  const generationId = await started(db, personId, { unitPrice: 0 });
  await storedPictures(db, generationId, 1);
  await ofAvatar(db, generationId, avatarId);
  await db.kysely
    .updateTable('generations')
    .set({ end_state: 'succeeded', ended_at: START, closed_at: START })
    .where('id', '=', generationId)
    .execute();
  return db.kysely
    .selectFrom('images')
    .selectAll()
    .where('generation_id', '=', generationId)
    .execute();
}
