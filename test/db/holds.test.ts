import assert from 'node:assert/strict';
import { it } from 'node:test';
import { markDelivered } from '../../db/deliveries.ts';
import { generationById, generationOf } from '../../db/generations.ts';
import { startGeneration } from '../../db/holds.ts';
import { imageOf } from '../../db/images.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { balances } from '../../db/ledger.ts';
import { settle } from '../../db/settle.ts';
import { eachDatabase } from '../databases.ts';
import {
  deleteForGood,
  doomedKeys,
  newId,
  objectsOf,
  orderOf,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';

const ending = (generationId: string, end: 'succeeded' | 'failed' | 'cancelled') => ({
  generationId,
  end,
  now: START + 1,
  newId,
});

eachDatabase('a hold', (open) => {
  it('is made together with its generation', async () => {
    const db = await open();
    const person = await somebody(db, 25);
    const order = orderOf(person.id);
    assert.deepEqual(await startGeneration(db.kysely, order), { kind: 'started' });
    assert.deepEqual(await balances(db.kysely, person.id), { available: 5, held: 20 });
    assert.equal(
      (await generationOf(db.kysely, person.id, order.id))?.description,
      'a cat in the sun',
    );
    assert.equal(await generationOf(db.kysely, 'someone else', order.id), undefined);
  });

  it('is made once for a draft, however often it is pressed', async () => {
    const db = await open();
    const person = await somebody(db, 100);
    const order = orderOf(person.id);
    const presses = Array.from({ length: 8 }, () => startGeneration(db.kysely, order));
    const kinds = (await Promise.all(presses)).map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'started').length, 1);
    assert.equal(kinds.filter((kind) => kind === 'already').length, 7);
    assert.deepEqual(await balances(db.kysely, person.id), { available: 80, held: 20 });
  });

  it('is not made without the coins, and tells how many there are', async () => {
    const db = await open();
    const person = await somebody(db, 19);
    const order = orderOf(person.id);
    const refusal = { kind: 'insufficient', needs: 20, has: 19 };
    assert.deepEqual(await startGeneration(db.kysely, order), refusal);
    assert.equal(await generationById(db.kysely, order.id), undefined);
    assert.deepEqual(await balances(db.kysely, person.id), { available: 19, held: 0 });
  });

  it('may be of nothing when pictures are free', async () => {
    const db = await open();
    const person = await somebody(db);
    const id = await started(db, person.id, { unitPrice: 0 });
    await markDelivered(db.kysely, await storedPictures(db, id, 4), START);
    const { captured, released } = await settle(db.kysely, ending(id, 'succeeded'));
    assert.deepEqual([captured, released], [0, 0]);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('is not made for someone unknown', async () => {
    const { kysely: db } = await open();
    await assert.rejects(startGeneration(db, orderOf('nobody')), { code: 'person_unknown' });
  });
});

eachDatabase('a settlement', (open) => {
  it('pays for the pictures delivered and gives the rest back', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    const pictures = await storedPictures(db, id, 4);
    await markDelivered(db.kysely, pictures.slice(0, 3), START);
    const settlement = await settle(db.kysely, ending(id, 'succeeded'));
    assert.deepEqual(settlement, {
      won: true,
      end: 'succeeded',
      captured: 15,
      released: 5,
      delivered: 3,
    });
    assert.deepEqual(await doomedKeys(db), objectsOf(pictures[3] ?? ''));
    assert.deepEqual(await balances(db.kysely, person.id), { available: 5, held: 0 });
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('takes the pictures that never arrived out of the gallery', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    const [kept = '', lost = ''] = await storedPictures(db, id, 2);
    await markDelivered(db.kysely, [kept], START);
    await settle(db.kysely, ending(id, 'failed'));
    assert.equal((await imageOf(db.kysely, person.id, kept))?.id, kept);
    assert.equal(await imageOf(db.kysely, person.id, lost), undefined);
  });

  it('keeps the description for who may order again, and for the pictures that arrived', async () => {
    const db = await open();
    const person = await somebody(db, 40);
    const failed = await started(db, person.id);
    await settle(db.kysely, ending(failed, 'failed'));
    const made = await started(db, person.id);
    await markDelivered(db.kysely, await storedPictures(db, made, 1), START);
    await settle(db.kysely, ending(made, 'succeeded'));
    for (const id of [failed, made])
      assert.equal((await generationById(db.kysely, id))?.description, 'a cat in the sun');
  });

  it('forgets the description when what arrived was deleted before the end', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    const [seen = '', lost = ''] = await storedPictures(db, id, 2);
    await markDelivered(db.kysely, [seen], START);
    await deleteForGood(db, person.id, seen);
    assert.equal((await generationById(db.kysely, id))?.description, 'a cat in the sun');
    await settle(db.kysely, ending(id, 'succeeded'));
    assert.equal((await generationById(db.kysely, id))?.description, '');
    assert.deepEqual(await doomedKeys(db), [...objectsOf(seen), ...objectsOf(lost)]);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('gives everything back when nothing was made', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    const settling = { ...ending(id, 'failed'), errorCode: 'fal_unreachable' };
    const { won, captured, released } = await settle(db.kysely, settling);
    assert.deepEqual([won, captured, released], [true, 0, 20]);
    const { end_state, ended_at, error_code } = (await generationById(db.kysely, id)) ?? {};
    assert.deepEqual([end_state, ended_at, error_code], ['failed', START + 1, 'fal_unreachable']);
    assert.deepEqual(await balances(db.kysely, person.id), { available: 20, held: 0 });
  });

  it('happens once: who comes later learns how it ended', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    const pictures = await storedPictures(db, id, 4);
    await markDelivered(db.kysely, pictures, START);
    await settle(db.kysely, ending(id, 'succeeded'));
    const again = await settle(db.kysely, ending(id, 'cancelled'));
    const { won, end, captured, released, delivered } = again;
    assert.deepEqual([won, end, captured, released, delivered], [false, 'succeeded', 20, 0, 4]);
    assert.deepEqual(await doomedKeys(db), []);
    assert.equal((await generationById(db.kysely, id))?.end_state, 'succeeded');
  });

  it('happens once when several ends come at the same time', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    await markDelivered(db.kysely, await storedPictures(db, id, 4), START);
    const ends = (['succeeded', 'failed', 'cancelled', 'succeeded'] as const).map((end) =>
      settle(db.kysely, ending(id, end)),
    );
    const settlements = await Promise.all(ends);
    assert.equal(settlements.filter(({ won }) => won).length, 1);
    assert.equal(new Set(settlements.map(({ end }) => end)).size, 1);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('is refused for a success that delivered nothing, and changes nothing', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    await storedPictures(db, id, 4);
    const settling = settle(db.kysely, ending(id, 'succeeded'));
    await assert.rejects(settling, { code: 'nothing_delivered' });
    assert.equal((await generationById(db.kysely, id))?.end_state, null);
    assert.deepEqual(await balances(db.kysely, person.id), { available: 0, held: 20 });
  });

  it('is refused for a generation that never was', async () => {
    const { kysely: db } = await open();
    await assert.rejects(settle(db, ending('x', 'failed')), { code: 'generation_unknown' });
  });

  it('cannot be undone by any statement', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    await settle(db.kysely, ending(id, 'failed'));
    const update = db.kysely.updateTable('generations').where('id', '=', id);
    await assert.rejects(update.set({ end_state: 'succeeded' }).execute());
    await assert.rejects(update.set({ end_state: null, ended_at: null }).execute());
    await assert.rejects(update.set({ ended_at: START + 5 }).execute());
    await update.set({ description: '' }).execute();
  });
});

eachDatabase('a delivery', (open) => {
  it('is marked once and tells which pictures it marked', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const [a = '', b = '', c = ''] = await storedPictures(db, await started(db, person.id), 3);
    assert.deepEqual(await markDelivered(db.kysely, [a], START + 1), [a]);
    assert.deepEqual((await markDelivered(db.kysely, [a, b, c], START + 2)).sort(), [b, c]);
    assert.deepEqual(await markDelivered(db.kysely, [a, b, c], START + 3), []);
    assert.deepEqual(await markDelivered(db.kysely, [], START + 3), []);
    assert.equal((await imageOf(db.kysely, person.id, a))?.delivered_at, START + 1);
  });

  it('after the end marks nothing', async () => {
    const db = await open();
    const person = await somebody(db, 40);
    const ended = await storedPictures(db, await started(db, person.id, { id: 'ended' }), 1);
    const alive = await storedPictures(db, await started(db, person.id, { id: 'alive' }), 1);
    await settle(db.kysely, ending('ended', 'failed'));
    assert.deepEqual(await markDelivered(db.kysely, [...ended, ...alive], START), alive);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('and an end at the same time agree on the coins', async () => {
    const db = await open();
    const person = await somebody(db, 200);
    for (let n = 0; n < 10; n++) {
      const id = await started(db, person.id);
      const pictures = await storedPictures(db, id, 4);
      await Promise.all([
        ...pictures.map((picture) => markDelivered(db.kysely, [picture], START)),
        settle(db.kysely, ending(id, 'failed')),
      ]);
    }
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });
});
