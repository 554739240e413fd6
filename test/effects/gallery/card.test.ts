import assert from 'node:assert/strict';
import { it } from 'node:test';
import { noteSent } from '../../../db/generations.ts';
import type { Db } from '../../../db/open.ts';
import { loadCard, loadDetails } from '../../../src/effects/gallery/card.ts';
import { eachDatabase } from '../../databases.ts';
import { newId, START, somebody, started, storedPictures } from '../../db/people-with-coins.ts';
import { insertReadyAvatar } from '../../db/ready-avatar.ts';

const WORD = 'k7tq2mzr9x';

/** What the details tell of a picture with Anna that was made by these words. */
async function detailsOf(db: Db, sent: string) {
  const { id: personId } = await somebody(db, 10);
  const avatarId = newId();
  await insertReadyAvatar(db, { id: avatarId, personId, trigger_phrase: WORD });
  const id = await started(db, personId, { count: 1, avatarId });
  await noteSent(db.kysely, id, sent);
  const [imageId = ''] = await storedPictures(db, id, 1);
  const wall = { now: START, timeZone: 'UTC' };
  const sight = { db: db.kysely, personId, filter: {}, wall };
  const card = await loadCard(sight, imageId);
  assert.ok(card);
  return (await loadDetails(db.kysely, card)).details;
}

eachDatabase('the details of a picture with an avatar', (open) => {
  it('know the word in what was sent that stands for the avatar', async () => {
    const { sent, avatar, avatarWord } = await detailsOf(await open(), `${WORD}, by the sea`);
    assert.deepEqual([sent, avatar, avatarWord], [`${WORD}, by the sea`, 'Anna', WORD]);
  });

  it('know none where it was not sent', async () => {
    const { avatar, avatarWord } = await detailsOf(await open(), 'make it winter');
    assert.deepEqual([avatar, avatarWord], ['Anna', null]);
  });
});
