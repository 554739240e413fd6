import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkInvariants } from '../../db/invariants.ts';
import { balances } from '../../db/ledger.ts';
import { createTakeIn } from '../../db/newcomers.ts';
import { personByTelegramId } from '../../db/people.ts';
import { eachDatabase } from '../databases.ts';
import { meeting, START } from './people-with-coins.ts';

const crowd = (from: number, count: number) =>
  Array.from({ length: count }, (_, nth) => meeting(from + nth));

eachDatabase('newcomers', (open) => {
  it('everybody of a crowd is taken in as who they are, with the welcome coins', async () => {
    const { kysely: db } = await open();
    const meetings = crowd(1000, 80);
    const met = await Promise.all(meetings.map(createTakeIn(db)));
    assert.deepEqual(
      met.map(({ person }) => person.telegram_id),
      meetings.map(({ telegramId }) => telegramId),
    );
    assert.ok(met.every(({ isNew, welcomed }) => isNew && welcomed));
    for (const { person } of met)
      assert.deepEqual(await balances(db, person.id), { available: 25, held: 0 });
    assert.deepEqual(await checkInvariants(db, { now: START }), []);
  });

  it('two crowds with the same people, at two instances, take each in once', async () => {
    const { kysely: db } = await open();
    const [one, other] = [createTakeIn(db), createTakeIn(db)];
    const met = await Promise.all([
      ...crowd(1000, 50).map(one),
      ...crowd(1000, 50).reverse().map(other),
    ]);
    assert.equal(met.filter(({ isNew }) => isNew).length, 50);
    assert.equal(met.filter(({ welcomed }) => welcomed).length, 50);
    assert.equal(new Set(met.map(({ person }) => person.id)).size, 50);
    assert.deepEqual(await checkInvariants(db, { now: START }), []);
  });

  it('who had the welcome before gets none, among others who get it', async () => {
    const { kysely: db } = await open();
    await createTakeIn(db)(meeting(1, { hash: 'returning' }));
    const again = [meeting(2), meeting(3, { hash: 'returning' }), meeting(4, { welcomeCoins: 0 })];
    const met = await Promise.all([...again, meeting(5)].map(createTakeIn(db)));
    assert.deepEqual(
      met.map(({ isNew, welcomed }) => [isNew, welcomed]),
      [
        [true, true],
        [true, false],
        [true, false],
        [true, true],
      ],
    );
    assert.deepEqual(await checkInvariants(db, { now: START }), []);
  });

  it('one who cannot be taken in spoils nobody else', async () => {
    const { kysely: db } = await open();
    const takeIn = createTakeIn(db);
    const first = takeIn(meeting(1));
    const outcomes = await Promise.allSettled([
      first,
      takeIn(meeting(2)),
      takeIn(meeting(3, { welcomeCoins: 0.5 })),
      takeIn(meeting(4)),
    ]);
    assert.deepEqual(
      outcomes.map(({ status }) => status),
      ['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    );
    assert.equal(await personByTelegramId(db, 3), undefined);
    assert.deepEqual(await checkInvariants(db, { now: START }), []);
  });
});
