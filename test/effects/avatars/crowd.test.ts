import assert from 'node:assert/strict';
import { it } from 'node:test';
import { photosOf } from '../../../db/avatar-photos.ts';
import type { PhotoCheck } from '../../../src/images/photo-check.ts';
import { sha256 } from '../../../src/images/sha256.ts';
import { eachDatabase } from '../../databases.ts';
import { doomedKeys } from '../../db/people-with-coins.ts';
import { agreed, begin, photo, someone, workFor } from './begin.ts';

/** The whole bot is given fifty at once in test/journeys/photos.test.ts. */
const PEOPLE = 20;
const PHOTOS = 20;

/** As quick as a check can be: what is tested is the counting. */
function quickCheck() {
  let running = 0;
  const most = { atOnce: 0 };
  const check: PhotoCheck = async (bytes) => {
    running += 1;
    most.atOnce = Math.max(most.atOnce, running);
    const hash = await sha256(bytes);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return {
      errors: [],
      warnings: [],
      sha256: hash,
      photo: {
        jpeg: bytes,
        thumbnail: bytes,
        width: 800,
        height: 600,
        lookHash: hash.slice(0, 16),
      },
    };
  };
  return { check, most };
}

eachDatabase('a crowd', (open) => {
  it(`of ${PEOPLE} people who send ${PHOTOS} photos each at once is served whole`, async (t) => {
    const db = await open();
    const { check, most } = quickCheck();
    const stage = await begin(t, db, undefined, check);
    const drafts = await Promise.all(
      Array.from({ length: PEOPLE }, async () => {
        const person = await someone(db);
        return { person, avatarId: await agreed(stage, person) };
      }),
    );
    await Promise.all(
      drafts.flatMap(({ person, avatarId }) =>
        Array.from({ length: PHOTOS }, (_, n) => {
          const fileId = `${avatarId}-${n}`;
          stage.files.set(fileId, new TextEncoder().encode(fileId));
          const sent = photo(avatarId, n + 1, fileId);
          return stage.doers.commands.checkPhoto(sent, workFor(person));
        }),
      ),
    );
    for (const { avatarId } of drafts) {
      const photos = await photosOf(db.kysely, avatarId);
      assert.deepEqual(
        photos.map((one) => one.file_id),
        Array.from({ length: PHOTOS }, (_, n) => `${avatarId}-${n}`),
      );
      assert.ok(photos.every(({ object_key, state }) => object_key && state !== 'received'));
    }
    assert.equal(stage.checked.length, PEOPLE * PHOTOS);
    assert.deepEqual([stage.replies, await doomedKeys(db)], [[], []]);
    assert.ok(most.atOnce <= 4, `${most.atOnce} photos at once`);
  });
});
