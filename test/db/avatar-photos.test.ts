import assert from 'node:assert/strict';
import { it } from 'node:test';
import { MOST_PHOTOS, photosOf, usablePhotos } from '../../db/avatar-photos.ts';
import { noteDraft } from '../../db/avatars.ts';
import { refuseUnchecked } from '../../db/check-photo.ts';
import { keepPhoto, removePhoto } from '../../db/choose-photos.ts';
import { forgetIdlePhotos } from '../../db/forget-photos.ts';
import { differingBits, issuesOf } from '../../db/judge-photos.ts';
import type { Db } from '../../db/open.ts';
import { receivePhoto } from '../../db/receive-photo.ts';
import { eachDatabase } from '../databases.ts';
import {
  check,
  draftFor,
  foundIn,
  makeReady,
  type Owner,
  photographed,
  received,
  receiving,
} from './avatars-with-photos.ts';
import { doomedKeys, START, somebody } from './people-with-coins.ts';

const DAY_MS = 86_400_000;

async function withDraft(db: Db): Promise<Owner> {
  const { id: personId } = await somebody(db);
  return { personId, avatarId: await draftFor(db, personId) };
}

const told = async ({ kysely }: Db, { avatarId }: Owner) =>
  (await photosOf(kysely, avatarId)).map((photo) => [
    photo.message_id,
    photo.state,
    ...issuesOf(photo),
  ]);

eachDatabase('photos of an avatar', (open) => {
  it('are counted once each when an album comes at the same moment, in their order', async () => {
    const db = await open();
    const owner = await withDraft(db);
    const ids = [7, 3, 9, 1, 5, 2, 8, 4, 10, 6];
    const outcomes = await Promise.all(
      [...ids, ...ids].map((id) => receivePhoto(db.kysely, receiving(owner, id))),
    );
    assert.ok(outcomes.every(({ kind }) => kind === 'received'));
    const photos = await photosOf(db.kysely, owner.avatarId);
    assert.deepEqual(
      photos.map((photo) => photo.message_id),
      ids.toSorted((a, b) => a - b),
    );
  });

  it(`are ${MOST_PHOTOS} at most, and those refused leave room`, async () => {
    const db = await open();
    const owner = await withDraft(db);
    const many = Array.from({ length: MOST_PHOTOS + 5 }, (_, n) => receiving(owner, n + 1));
    const kinds = await Promise.all(
      many.map(async (one) => (await receivePhoto(db.kysely, one)).kind),
    );
    assert.equal(kinds.filter((kind) => kind === 'received').length, MOST_PHOTOS);
    assert.equal(kinds.filter((kind) => kind === 'too-many').length, 5);
    const [first] = await photosOf(db.kysely, owner.avatarId);
    assert.ok(first);
    await check(db, owner, first.id, foundIn({ errors: ['no-face'] }));
    assert.equal((await receivePhoto(db.kysely, receiving(owner, 99))).kind, 'received');
  });

  it('tell a repeat from the same file sent again', async () => {
    const db = await open();
    const owner = await withDraft(db);
    const id = await received(db, owner, 1);
    await check(db, owner, id);
    assert.equal((await receivePhoto(db.kysely, receiving(owner, 1))).kind, 'known');
    assert.equal((await receivePhoto(db.kysely, receiving(owner, 2, 'u1'))).kind, 'duplicate');
    const other = await received(db, owner, 3);
    await check(db, owner, other, foundIn({ errors: ['no-face'] }));
    assert.equal((await receivePhoto(db.kysely, receiving(owner, 3))).kind, 'known');
    assert.equal((await receivePhoto(db.kysely, receiving(owner, 4, 'u3'))).kind, 'received');
    assert.deepEqual(await told(db, owner), [
      [1, 'good'],
      [4, 'received'],
    ]);
  });

  it('are taken only by a draft of the person’s', async () => {
    const db = await open();
    const owner = await withDraft(db);
    const { id: strangerId } = await somebody(db);
    const stranger = { ...owner, personId: strangerId };
    assert.equal((await receivePhoto(db.kysely, receiving(stranger, 1))).kind, 'gone');
    const [photo] = await photographed(db, owner, 1);
    assert.ok(photo);
    const change = { ...stranger, photoId: photo.id, now: START };
    assert.equal(await removePhoto(db.kysely, change), false);
    assert.equal(await keepPhoto(db.kysely, { ...change, kept: true }), false);
    await makeReady(db, owner.avatarId);
    assert.equal((await receivePhoto(db.kysely, receiving(owner, 2))).kind, 'gone');
    assert.equal(await removePhoto(db.kysely, { ...change, ...owner }), false);
  });

  it('are judged once', async () => {
    const db = await open();
    const owner = await withDraft(db);
    const id = await received(db, owner, 1);
    const outcomes = [
      await check(db, owner, id),
      await check(db, owner, id, foundIn({ errors: ['no-face'] })),
    ];
    assert.deepEqual(
      outcomes.map(({ taken }) => taken),
      [true, false],
    );
    assert.deepEqual(await told(db, owner), [[1, 'good']]);
  });

  it('are judged the same in whichever order they are looked at', async () => {
    const db = await open();
    const near = (hash: string, name: string) => {
      const found = foundIn({}, name);
      return found.file ? { ...found, file: { ...found.file, lookHash: hash } } : found;
    };
    const found = {
      1: near('0000000000000000', 'one'),
      2: near('0000000000000007', 'two'),
      3: near('0000000000000000', 'one'),
      4: near('ffff0000ffff0000', 'four'),
    };
    const orders = [
      [1, 2, 3, 4],
      [4, 3, 2, 1],
      [3, 1, 4, 2],
      [2, 3, 1, 4],
    ] as const;
    for (const order of orders) {
      const owner = await withDraft(db);
      const ids = new Map<number, string>();
      for (const n of order) ids.set(n, await received(db, owner, n));
      const refused: number[] = [];
      for (const n of order) {
        const outcome = await check(db, owner, ids.get(n) ?? '', found[n]);
        refused.push(...outcome.refused.map((photo) => photo.message_id));
      }
      assert.deepEqual(await told(db, owner), [
        [1, 'good'],
        [2, 'doubtful', 'alike'],
        [3, 'refused', 'duplicate'],
        [4, 'good'],
      ]);
      assert.deepEqual(refused, [3], 'the later message is told');
    }
  });

  it('are without doubt once what they look like is removed', async () => {
    const db = await open();
    const owner = await withDraft(db);
    const [first, second] = [await received(db, owner, 1), await received(db, owner, 2)];
    const look = (name: string) => {
      const found = foundIn({}, name);
      return found.file
        ? { ...found, file: { ...found.file, lookHash: '00000000000000ff' } }
        : found;
    };
    await check(db, owner, first, look('a'));
    await check(db, owner, second, look('b'));
    assert.deepEqual((await told(db, owner))[1], [2, 'doubtful', 'alike']);
    const change = { ...owner, photoId: first, now: START };
    assert.equal(await removePhoto(db.kysely, change), true);
    assert.equal(await removePhoto(db.kysely, change), false);
    assert.deepEqual(await told(db, owner), [[2, 'good']]);
    assert.equal((await doomedKeys(db)).length, 2);
  });

  it('are used when they are good, or doubtful and kept', async () => {
    const db = await open();
    const owner = await withDraft(db);
    const [good, doubtful, refused] = [
      await received(db, owner, 1),
      await received(db, owner, 2),
      await received(db, owner, 3),
    ];
    await received(db, owner, 4);
    await check(db, owner, good);
    await check(db, owner, doubtful, foundIn({ warnings: ['blurred'] }));
    await check(db, owner, refused, foundIn({ errors: ['no-face'] }));
    const usable = async () => (await usablePhotos(db.kysely, owner.avatarId)).map(({ id }) => id);
    assert.deepEqual(await usable(), [good]);
    const change = { ...owner, photoId: doubtful, now: START };
    assert.equal(await keepPhoto(db.kysely, { ...change, kept: true }), true);
    assert.deepEqual(await usable(), [good, doubtful]);
    assert.equal(await keepPhoto(db.kysely, { ...change, kept: false }), true);
    assert.deepEqual(await usable(), [good]);
    for (const photoId of [good, refused])
      assert.equal(await keepPhoto(db.kysely, { ...change, photoId, kept: true }), false);
  });

  it('are forgotten with their files when nobody touches their draft', async () => {
    const db = await open();
    const [idle, busy, trained] = [await withDraft(db), await withDraft(db), await withDraft(db)];
    for (const owner of [idle, busy, trained]) await photographed(db, owner, 2);
    await makeReady(db, trained.avatarId);
    const now = START + 31 * DAY_MS;
    await noteDraft(db.kysely, { ...busy, who: 'man', now });
    const before = now - 30 * DAY_MS;
    assert.equal((await forgetIdlePhotos(db.kysely, before, now, 10)).length, 2);
    assert.equal((await forgetIdlePhotos(db.kysely, before, now, 10)).length, 0);
    assert.deepEqual(await told(db, idle), []);
    assert.equal((await told(db, busy)).length, 2);
    assert.equal((await told(db, trained)).length, 2);
    assert.equal((await doomedKeys(db)).length, 4);
  });

  it('that nobody looked at for long are refused', async () => {
    const db = await open();
    const owner = await withDraft(db);
    await photographed(db, owner, 1);
    await received(db, owner, 2);
    assert.deepEqual(await refuseUnchecked(db.kysely, START, START), []);
    assert.equal((await refuseUnchecked(db.kysely, START + 1, START)).length, 1);
    assert.deepEqual(await told(db, owner), [
      [1, 'good'],
      [2, 'refused', 'not-fetched'],
    ]);
  });

  it('count the bits in which two looks differ', () => {
    assert.equal(differingBits('0000000000000000', 'ffffffffffffffff'), 64);
    assert.equal(differingBits('8000000000000001', '8000000000000000'), 1);
  });
});
