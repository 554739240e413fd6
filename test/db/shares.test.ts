import assert from 'node:assert/strict';
import { it } from 'node:test';
import { makeShare, shareByToken } from '../../db/shares.ts';
import { trashImages } from '../../db/trash.ts';
import { eachDatabase } from '../databases.ts';
import {
  deleteForGood,
  newId,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';
import { insertReadyAvatar } from './ready-avatar.ts';

eachDatabase('a shared link', (open) => {
  it('leads to a description and its settings, and not to whose it was', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = await started(db, id, { unitPrice: 0, description: 'a fox', count: 2 });
    const [image = ''] = await storedPictures(db, order, 1);
    const share = { personId: id, imageId: image, token: 'token', now: START };
    assert.equal(await makeShare(db.kysely, share), 'token');
    assert.deepEqual(await shareByToken(db.kysely, 'token'), {
      description: 'a fox',
      shape: 'square',
      count: 2,
      model: 'imagen4',
      style: null,
    });
    assert.equal(await shareByToken(db.kysely, 'other'), undefined);
  });

  it('tells the ready style of its picture, and nothing of the avatar in it', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const avatarId = newId();
    await insertReadyAvatar(db, { id: avatarId, personId: id });
    const order = await started(db, id, { unitPrice: 0, style: 'space', avatarId });
    const [image = ''] = await storedPictures(db, order, 1);
    await makeShare(db.kysely, { personId: id, imageId: image, token: 'token', now: START });
    const shared = await shareByToken(db.kysely, 'token');
    assert.equal(shared?.style, 'space');
    assert.ok(!JSON.stringify(shared).includes(avatarId));
  });

  it('of an image stays the same', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const [image = ''] = await storedPictures(db, await started(db, id, { unitPrice: 0 }), 1);
    const tokens = await Promise.all(
      ['a', 'b', 'c'].map((token) =>
        makeShare(db.kysely, { personId: id, imageId: image, token, now: START }),
      ),
    );
    assert.equal(new Set(tokens).size, 1);
  });

  it('is made by the owner alone, of what is in the gallery', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = await started(db, id, { unitPrice: 0 });
    const [image = '', trashed = ''] = await storedPictures(db, order, 2);
    await trashImages(db.kysely, id, [trashed], START);
    const share = (personId: string, imageId: string) =>
      makeShare(db.kysely, { personId, imageId, token: `of ${imageId}`, now: START });
    assert.equal(await share((await somebody(db)).id, image), undefined);
    assert.equal(await share(id, trashed), undefined);
    assert.ok(await share(id, image));
  });

  it('works while its image lies in the trash, and ends with it', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const order = await started(db, id, { unitPrice: 0 });
    const [image = ''] = await storedPictures(db, order, 1);
    await makeShare(db.kysely, { personId: id, imageId: image, token: 'token', now: START });
    await trashImages(db.kysely, id, [image], START);
    assert.ok(await shareByToken(db.kysely, 'token'));
    await deleteForGood(db, id, image);
    assert.equal(await shareByToken(db.kysely, 'token'), undefined);
  });
});
