import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { nameAlbum } from '../../db/albums.ts';
import { markDelivered } from '../../db/deliveries.ts';
import { admit, stored } from '../../db/generations.ts';
import { startGeneration } from '../../db/holds.ts';
import { checkInvariants, keptImages } from '../../db/invariants.ts';
import type { Db } from '../../db/open.ts';
import { createPromo, redeem } from '../../db/promos.ts';
import type { GenerationEnd } from '../../db/schema.ts';
import { settle } from '../../db/settle.ts';
import { forgetIndexed } from '../../db/word-index.ts';
import { eachDatabase } from '../databases.ts';
import {
  grant,
  newId,
  orderOf,
  pictureAt,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';

const found = async (db: Db, now = START) =>
  (await checkInvariants(db.kysely, { now })).map(
    ({ invariant, subject }) => `${invariant} ${subject}`,
  );

async function oneSettled(db: Db, delivered = 3) {
  const person = await somebody(db, 30);
  const id = await started(db, person.id);
  const pictures = await storedPictures(db, id, 4);
  await markDelivered(db.kysely, pictures.slice(0, delivered), START);
  await settle(db.kysely, { generationId: id, end: 'succeeded', now: START, newId });
  return { id, pictures, personId: person.id };
}

eachDatabase('checkInvariants', (open) => {
  it('finds nothing where all is well', async () => {
    const db = await open();
    await oneSettled(db);
    await started(db, (await somebody(db, 20)).id);
    assert.deepEqual(await found(db), []);
  });

  it('finds a balance that no transfer explains', async () => {
    const db = await open();
    const { personId } = await oneSettled(db);
    const account = `user:${personId}`;
    const tampered = db.kysely.updateTable('accounts').set({ balance: 999 });
    await tampered.where('id', '=', account).execute();
    assert.deepEqual(await found(db), [`I1 ${account}`, 'I1 accounts']);
  });

  it('finds an account that lost its guard', async () => {
    const db = await open();
    const { personId } = await oneSettled(db);
    const account = `user:${personId}`;
    const tampered = db.kysely.updateTable('accounts').set({ guarded: 0 });
    await tampered.where('id', '=', account).execute();
    assert.deepEqual(await found(db), [`I1 ${account}`]);
  });

  it('finds an end without a settlement', async () => {
    const db = await open();
    const { id } = await oneSettled(db);
    await db.kysely.deleteFrom('settlements').where('hold_id', '=', id).execute();
    const subjects = await found(db);
    assert.ok(subjects.includes(`I3 ${id}`));
  });

  it('finds a settlement of something open', async () => {
    const db = await open();
    const id = await started(db, (await somebody(db, 20)).id);
    const row = { hold_id: id, captured: 0, released: 20, delivered: 0, created_at: START };
    await db.kysely.insertInto('settlements').values(row).execute();
    assert.ok((await found(db)).includes(`I3 ${id}`));
  });

  it('finds a settlement that does not add up', async () => {
    const db = await open();
    for (const change of [{ captured: 14 }, { released: 6 }, { delivered: 4 }]) {
      const { id } = await oneSettled(db);
      await db.kysely.updateTable('settlements').set(change).where('hold_id', '=', id).execute();
      assert.ok((await found(db)).includes(`I3 ${id}`), JSON.stringify(change));
    }
  });

  it('finds a picture delivered that was not paid for', async () => {
    const db = await open();
    const { id, pictures } = await oneSettled(db);
    const late = db.kysely.updateTable('images').set({ delivered_at: START });
    await late.where('id', '=', pictures[3] ?? '').execute();
    assert.deepEqual(await found(db), [`I3 ${id}`]);
  });

  it('finds what is open more than 5 s past its deadline', async () => {
    const db = await open();
    const id = await started(db, (await somebody(db, 20)).id, { waitUntil: START });
    assert.deepEqual(await found(db, START + 4999), []);
    assert.deepEqual(await found(db, START + 5000), [`I4 ${id}`]);
  });

  it('finds an album that is out of step with its images', async () => {
    const db = await open();
    const { personId, pictures } = await oneSettled(db);
    const [image = ''] = pictures;
    const naming = { personId, albumId: null, title: 'A', imageIds: [image], now: START, newId };
    await nameAlbum(db.kysely, { ...naming, request: 'r' });
    assert.deepEqual(await found(db), []);
    const tampered = db.kysely.updateTable('album_images').set({ trashed_at: START });
    await tampered.execute();
    assert.deepEqual(await found(db), [`I8 ${image}`]);
  });

  it('finds an image that a search would not, and one that it should not', async () => {
    const db = await open();
    const { pictures } = await oneSettled(db);
    const [image = ''] = pictures;
    const trashed = db.kysely.updateTable('images').where('id', '=', image);
    await trashed.set({ trashed_at: START }).execute();
    const { sort_key } = await db.kysely
      .selectFrom('images')
      .select('sort_key')
      .where('id', '=', image)
      .executeTakeFirstOrThrow();
    assert.deepEqual(await found(db), [`I8 ${sort_key}`]);
    await forgetIndexed(db.kysely, [sort_key]);
    assert.deepEqual(await found(db), []);
    await trashed.set({ trashed_at: null }).execute();
    assert.deepEqual(await found(db), [`I8 ${image}`]);
  });

  it('lists the pictures that must be readable, page by page', async () => {
    const db = await open();
    const { pictures } = await oneSettled(db, 3);
    await storedPictures(db, await started(db, (await somebody(db, 20)).id), 1);
    const first = await keptImages(db.kysely, { limit: 2 });
    const after = first.at(-1)?.id ?? '';
    const rest = await keptImages(db.kysely, { after, limit: 2 });
    assert.deepEqual(
      [...first, ...rest].map((image) => image.id),
      pictures.slice(0, 3),
    );
    assert.deepEqual([first[0]?.bytes, first[0]?.sha256], [1000, 'f'.repeat(64)]);
  });
});

const ends: GenerationEnd[] = [
  'succeeded',
  'refused',
  'failed',
  'timed_out',
  'cancelled',
  'undeliverable',
];

/** What may happen, by indexes into the people, drafts and pictures of a run. */
const step = fc.oneof(
  fc.record({ do: fc.constant('grant' as const), person: fc.nat(2), coins: fc.nat({ max: 30 }) }),
  fc.record({ do: fc.constant('start' as const), person: fc.nat(2), draft: fc.nat(5) }),
  fc.record({ do: fc.constant('admit' as const) }),
  fc.record({ do: fc.constant('store' as const), draft: fc.nat(5), count: fc.nat(4) }),
  fc.record({ do: fc.constant('deliver' as const), draft: fc.nat(5), place: fc.nat(3) }),
  fc.record({
    do: fc.constant('settle' as const),
    draft: fc.nat(5),
    end: fc.constantFrom(...ends),
  }),
  fc.record({ do: fc.constant('redeem' as const), person: fc.nat(2) }),
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Run = { db: Db; people: string[]; drafts: string[]; code: string };

async function createRun(db: Db): Promise<Run> {
  const people = [];
  for (let n = 0; n < 3; n++) people.push((await somebody(db, 30)).id);
  const code = `CODE-${newId()}`;
  await createPromo(db.kysely, { code, coins: 5, uses: 2, now: START });
  return { db, people, drafts: Array.from({ length: 6 }, () => newId()), code };
}

/** Each draft belongs to one person; a picture's id follows from its draft and place. */
async function take({ db, people, drafts, code }: Run, step: Step): Promise<unknown> {
  const personId = 'person' in step ? (people[step.person] ?? '') : '';
  const draft = 'draft' in step ? (drafts[step.draft] ?? '') : '';
  const owner = 'draft' in step ? (people[step.draft % people.length] ?? '') : '';
  const { kysely } = db;
  switch (step.do) {
    case 'grant':
      return step.coins > 0 && grant(kysely, personId, step.coins);
    case 'start':
      return startGeneration(kysely, orderOf(owner, { id: draft }));
    case 'admit':
      return admit(kysely, {
        concurrency: 3,
        perPerson: 2,
        deadlineMs: 1e9,
        trainingDeadlineMs: 1e9,
        now: START,
      });
    case 'store': {
      const places = Array.from({ length: step.count }, (_, place) => place);
      const images = places.map((place) => pictureAt(place, `${draft}-${place}`));
      return stored(kysely, { id: draft, images, deliverBy: START + 1e9, now: START });
    }
    case 'deliver':
      return markDelivered(kysely, [`${draft}-${step.place}`], START);
    case 'settle':
      return settle(kysely, { generationId: draft, end: step.end, now: START, newId }).catch(
        toleratingRefusal,
      );
    case 'redeem':
      return redeem(kysely, { code, personId, request: newId(), now: START, newId });
  }
}

/** Settling what never was, or a success of nothing, is refused: that is right. */
function toleratingRefusal(error: unknown) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'generation_unknown' && code !== 'nothing_delivered') throw error;
}

/** Steps of one batch happen at the same time, batches one after the other. */
const batches = fc.array(fc.array(step, { maxLength: 8 }), { maxLength: 8 });

eachDatabase('coins', (open) => {
  it('are never lost, made or paid twice, whatever happens in whatever order', async () => {
    const db = await open();
    await fc.assert(
      fc.asyncProperty(batches, async (batches) => {
        const run = await createRun(db);
        for (const batch of batches) await Promise.all(batch.map((step) => take(run, step)));
        assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
      }),
      { numRuns: 25 },
    );
  });

  it('are all free again when everything has ended', async () => {
    const db = await open();
    await fc.assert(
      fc.asyncProperty(batches, async (batches) => {
        const run = await createRun(db);
        for (const batch of batches) await Promise.all(batch.map((step) => take(run, step)));
        const ending = run.drafts.map((_, draft) =>
          take(run, { do: 'settle', draft, end: 'timed_out' }),
        );
        await Promise.all(ending);
        const held = await db.kysely
          .selectFrom('accounts')
          .select(({ fn }) => fn.sum<number | null>('balance').as('coins'))
          .where('id', 'like', 'held:%')
          .executeTakeFirstOrThrow();
        assert.equal(held.coins ?? 0, 0);
      }),
      { numRuns: 10 },
    );
  });
});
