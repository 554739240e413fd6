import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkInvariants } from '../../db/invariants.ts';
import { balances } from '../../db/ledger.ts';
import type { Db } from '../../db/open.ts';
import { createPromo, promos, redeem } from '../../db/promos.ts';
import { eachDatabase } from '../databases.ts';
import { newId, START, somebody } from './people-with-coins.ts';

const spring = { code: 'Spring', coins: 10, uses: 3, now: START };

/** Asks anew. */
const redeemBy = (db: Db, personId: string, code = 'spring', now = START) =>
  redeem(db.kysely, { code, personId, request: newId(), now, newId });

eachDatabase('a promo code', (open) => {
  it('credits its coins, however it is typed', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await createPromo(db.kysely, spring);
    assert.deepEqual(await redeemBy(db, id, ' sPrInG '), { kind: 'credited', coins: 10 });
    assert.deepEqual(await balances(db.kysely, id), { available: 10, held: 0 });
    assert.deepEqual(
      (await promos(db.kysely)).map(({ code, used }) => [code, used]),
      [['SPRING', 1]],
    );
  });

  it('exists once', async () => {
    const { kysely: db } = await open();
    assert.equal((await createPromo(db, spring))?.code, 'SPRING');
    assert.equal(await createPromo(db, { ...spring, code: 'SPRING', coins: 99 }), undefined);
  });

  it('is unknown if there is none, or not yet', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await createPromo(db.kysely, { ...spring, validFrom: START + 1 });
    assert.deepEqual(await redeemBy(db, id, 'winter'), { kind: 'unknown' });
    assert.deepEqual(await redeemBy(db, id), { kind: 'unknown' });
    assert.deepEqual(await redeemBy(db, id, 'spring', START + 1), { kind: 'credited', coins: 10 });
  });

  it('expires after its last moment', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await createPromo(db.kysely, { ...spring, validUntil: START + 1 });
    assert.deepEqual(await redeemBy(db, id, 'spring', START + 2), { kind: 'expired' });
    assert.deepEqual(await redeemBy(db, id, 'spring', START + 1), { kind: 'credited', coins: 10 });
  });

  it('is used once by a person, also when pressed many times at once', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await createPromo(db.kysely, spring);
    const kinds = (await Promise.all(Array.from({ length: 6 }, () => redeemBy(db, id)))).map(
      ({ kind }) => kind,
    );
    assert.deepEqual(kinds.sort(), [...Array(5).fill('already'), 'credited']);
    assert.equal((await balances(db.kysely, id)).available, 10);
  });

  it('answers a request that is made again as before, and credits it once', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const other = await somebody(db);
    await createPromo(db.kysely, { ...spring, uses: 1, validUntil: START + 1 });
    const request = { code: 'spring', personId: id, request: 'chat:1/e/2/0', now: START, newId };
    const credited = { kind: 'credited', coins: 10 };
    const answers = await Promise.all([redeem(db.kysely, request), redeem(db.kysely, request)]);
    assert.deepEqual(answers, [credited, credited]);
    const later = { ...request, now: START + 2 };
    assert.deepEqual(await redeem(db.kysely, later), credited);
    assert.deepEqual(await redeem(db.kysely, { ...later, request: 'chat:1/e/4/0' }), {
      kind: 'already',
    });
    assert.equal((await balances(db.kysely, id)).available, 10);
    assert.deepEqual(await redeem(db.kysely, { ...request, personId: other.id }), {
      kind: 'used-up',
    });
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('is used up, also by many people at once', async () => {
    const db = await open();
    const people = [];
    for (let n = 0; n < 6; n++) people.push((await somebody(db)).id);
    await createPromo(db.kysely, spring);
    const outcomes = await Promise.all(people.map((id) => redeemBy(db, id)));
    assert.equal(outcomes.filter(({ kind }) => kind === 'credited').length, 3);
    assert.equal(outcomes.filter(({ kind }) => kind === 'used-up').length, 3);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });
});
