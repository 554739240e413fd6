import assert from 'node:assert/strict';
import { it } from 'node:test';
import { markDelivered } from '../../db/deliveries.ts';
import { checkInvariants } from '../../db/invariants.ts';
import {
  availableBalance,
  balances,
  giveEach,
  operations,
  type TransferOrder,
  transfer,
  userAccount,
} from '../../db/ledger.ts';
import { inTransaction, isUniqueViolation } from '../../db/open.ts';
import { settle } from '../../db/settle.ts';
import { settleTraining } from '../../db/settle-training.ts';
import { eachDatabase } from '../databases.ts';
import { grant, newId, START, somebody, started, storedPictures } from './people-with-coins.ts';
import { draftWithPhotos, startedTraining } from './trained-avatars.ts';

const move = (more: Partial<TransferOrder>): TransferOrder => ({
  debit: 'grants',
  credit: 'user:a',
  amount: 10,
  kind: 'grant',
  reference: newId(),
  now: START,
  newId,
  ...more,
});

eachDatabase('the ledger', (open) => {
  it('moves coins from a source to a person', async () => {
    const { kysely: db } = await open();
    assert.equal(await transfer(db, move({ amount: 10 })), 'done');
    assert.equal(await availableBalance(db, 'a'), 10);
    assert.deepEqual(await checkInvariants(db, { now: START }), []);
  });

  it('moves coins once for a reference, whatever else the order says', async () => {
    const { kysely: db } = await open();
    assert.equal(await transfer(db, move({ reference: 'gift' })), 'done');
    assert.equal(await transfer(db, move({ reference: 'gift', amount: 99 })), 'repeated');
    assert.equal(await availableBalance(db, 'a'), 10);
  });

  it('moves nothing that a person does not have', async () => {
    const { kysely: db } = await open();
    await transfer(db, move({ amount: 10 }));
    const spend = move({ debit: 'user:a', credit: 'held:a', amount: 11, kind: 'hold' });
    assert.equal(await transfer(db, spend), 'insufficient');
    assert.deepEqual(await balances(db, 'a'), { available: 10, held: 0 });
    assert.equal(await transfer(db, { ...spend, amount: 10 }), 'done');
    assert.deepEqual(await balances(db, 'a'), { available: 0, held: 10 });
  });

  it('refuses amounts that are not whole and positive, and transfers to oneself', async () => {
    const { kysely: db } = await open();
    await transfer(db, move({}));
    const bad = [{ amount: 0 }, { amount: -5 }, { amount: 2.5 }, { debit: 'user:a' }];
    for (const more of bad) {
      await assert.rejects(transfer(db, move(more)), { code: 'bad_transfer' });
    }
    assert.equal(await availableBalance(db, 'a'), 10);
  });

  it('gives several people coins from one source at once, or none to any', async () => {
    const { kysely: db } = await open();
    await transfer(db, move({}));
    await giveEach(db, [
      move({ amount: 3 }),
      move({ credit: 'user:b', amount: 4, reference: 'gift' }),
    ]);
    assert.deepEqual([await availableBalance(db, 'a'), await availableBalance(db, 'b')], [13, 4]);
    const bad: readonly (readonly Partial<TransferOrder>[])[] = [
      [{ credit: 'user:b' }, { credit: 'user:b' }],
      [{ credit: 'user:b' }, { debit: 'promos' }],
      [{ credit: 'user:b', debit: 'user:a', amount: 1 }],
      [{ credit: 'user:b' }, { amount: 0 }],
    ];
    for (const orders of bad)
      await assert.rejects(giveEach(db, orders.map(move)), { code: 'bad_transfer' });
    const repeated = [move({}), move({ credit: 'user:c', reference: 'gift' })];
    await assert.rejects(giveEach(db, repeated), isUniqueViolation);
    assert.deepEqual([await availableBalance(db, 'a'), await availableBalance(db, 'b')], [13, 4]);
    assert.deepEqual(await checkInvariants(db, { now: START }), []);
  });

  it('lets no statement make a guarded account negative', async () => {
    const { kysely: db } = await open();
    await transfer(db, move({}));
    await assert.rejects(
      db.updateTable('accounts').set({ balance: -1 }).where('id', '=', 'user:a').execute(),
    );
  });

  it('takes a transfer back with the transaction that it is part of', async () => {
    const { kysely: db } = await open();
    const work = inTransaction(db, async (tx) => {
      await transfer(tx, move({}));
      throw new Error('no');
    });
    await assert.rejects(work, { message: 'no' });
    assert.equal(await availableBalance(db, 'a'), 0);
  });

  it('spends each coin once when many spend at the same time', async () => {
    const { kysely: db } = await open();
    await transfer(db, move({ amount: 50 }));
    const spend = () =>
      transfer(db, move({ debit: 'user:a', credit: 'held:a', amount: 7, kind: 'hold' }));
    const outcomes = await Promise.all(Array.from({ length: 12 }, spend));
    assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 7);
    assert.deepEqual(await balances(db, 'a'), { available: 1, held: 49 });
  });

  it('does a reference once when it is used at the same time', async () => {
    const { kysely: db } = await open();
    const gift = () => transfer(db, move({ reference: 'gift' }));
    const outcomes = await Promise.all(Array.from({ length: 8 }, gift));
    assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 1);
    assert.equal(await availableBalance(db, 'a'), 10);
  });

  it('moves coins both ways between two people at once without a deadlock', async () => {
    const { kysely: db } = await open();
    await transfer(db, move({ credit: 'user:a', amount: 100 }));
    await transfer(db, move({ credit: 'user:b', amount: 100 }));
    const pass = (n: number) =>
      transfer(
        db,
        n % 2 === 0
          ? move({ debit: 'user:a', credit: 'user:b', amount: 1 })
          : move({ debit: 'user:b', credit: 'user:a', amount: 1 }),
      );
    const outcomes = await Promise.all(Array.from({ length: 40 }, (_, n) => pass(n)));
    assert.ok(outcomes.every((outcome) => outcome === 'done'));
    assert.equal(await availableBalance(db, 'a'), 100);
  });

  it('tells a history with one line an event, newest first', async () => {
    const db = await open();
    const person = await somebody(db, 45);
    const done = await started(db, person.id, { now: START + 1000 });
    const pictures = await storedPictures(db, done, 4);
    await markDelivered(db.kysely, pictures.slice(0, 3), START);
    const ending = { generationId: done, end: 'succeeded', now: START + 2000, newId } as const;
    await settle(db.kysely, ending);
    const under = await started(db, person.id, { now: START + 3000 });
    const back = { debit: 'revenue', credit: userAccount(person.id), amount: 5, kind: 'refund' };
    const reference = `refund:${done}:1`;
    await transfer(db.kysely, move({ ...back, reference, now: START + 4000 }));

    const lines = await operations(db.kysely, person.id, { limit: 10 });
    const order = { kind: 'order', amount: -20, count: 4 };
    const none = { count: null, back: null, delivered: null, end: null };
    assert.deepEqual(
      lines.map(({ id: _, ...line }) => line),
      [
        { at: START + 4000, kind: 'refund', amount: 5, generationId: done, ...none },
        { ...order, at: START + 3000, generationId: under, back: null, delivered: null, end: null },
        {
          ...order,
          at: START + 1000,
          generationId: done,
          back: 5,
          delivered: 3,
          end: 'succeeded',
        },
        { at: START, kind: 'grant', amount: 45, generationId: null, ...none },
      ],
    );
  });

  it('tells a training with how it ended', async () => {
    const db = await open();
    const person = await somebody(db, 500);
    const owner = await draftWithPhotos(db, person.id);
    const trainingId = await startedTraining(db, owner);
    const line = async () => {
      const [first] = await operations(db.kysely, person.id, { limit: 1 });
      return [first?.kind, first?.amount, first?.back, first?.end];
    };
    assert.deepEqual(await line(), ['training', -150, null, null]);
    await settleTraining(db.kysely, { trainingId, end: 'cancelled', now: START, newId });
    assert.deepEqual(await line(), ['training', -150, 150, 'cancelled']);
  });

  it('pages a history without a gap or a repeat, also within one moment', async () => {
    const db = await open();
    const person = await somebody(db);
    for (let n = 1; n <= 7; n++) await grant(db.kysely, person.id, n);
    const paged: number[] = [];
    let page = await operations(db.kysely, person.id, { limit: 3 });
    while (page.length > 0) {
      paged.push(...page.map(({ amount }) => amount));
      const before = page.at(-1);
      page = await operations(db.kysely, person.id, { limit: 3, ...(before && { before }) });
    }
    assert.deepEqual(paged, [7, 6, 5, 4, 3, 2, 1]);
  });

  it('tells nobody of another person’s history', async () => {
    const db = await open();
    await somebody(db, 10);
    const other = await somebody(db);
    assert.deepEqual(await operations(db.kysely, other.id, { limit: 10 }), []);
  });
});
