import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestCoins } from '../../db/coin-requests.ts';
import { keepDeadUpdate } from '../../db/dead-updates.ts';
import { markDelivered } from '../../db/deliveries.ts';
import { erasePerson } from '../../db/erase.ts';
import { exportPerson } from '../../db/export.ts';
import { allOpen, generationById, stored } from '../../db/generations.ts';
import { startGeneration } from '../../db/holds.ts';
import { checkInvariants } from '../../db/invariants.ts';
import { appendJournal, timeline } from '../../db/journal.ts';
import { balances } from '../../db/ledger.ts';
import { watchOutage } from '../../db/outages.ts';
import {
  markReachable,
  markUnreachable,
  personById,
  personByTelegramId,
  rememberChoices,
  setLanguage,
  setTimeZone,
  touch,
} from '../../db/people.ts';
import { createPromo, redeem } from '../../db/promos.ts';
import { screenOf, setScreen } from '../../db/screens.ts';
import { settle } from '../../db/settle.ts';
import { eachDatabase } from '../databases.ts';
import { meet } from './meet.ts';
import {
  doomedKeys,
  meeting,
  newId,
  objectsOf,
  orderOf,
  pictureAt,
  START,
  somebody,
  started,
  storedPictures,
} from './people-with-coins.ts';

eachDatabase('people', (open) => {
  it('meet takes a new person in and gives the welcome coins', async () => {
    const { kysely: db } = await open();
    const { person, isNew, welcomed } = await meet(db, meeting(1, { startParameter: 'friend' }));
    assert.deepEqual([isNew, welcomed], [true, true]);
    assert.equal(person.start_parameter, 'friend');
    assert.deepEqual(await personByTelegramId(db, 1), person);
    assert.deepEqual(await balances(db, person.id), { available: 25, held: 0 });
  });

  it('meet knows a person again and gives nothing', async () => {
    const { kysely: db } = await open();
    const first = await meet(db, meeting(1));
    const second = await meet(db, meeting(1, { startParameter: 'later' }));
    assert.deepEqual(second, { person: first.person, isNew: false, welcomed: false });
    assert.equal((await balances(db, first.person.id)).available, 25);
  });

  it('meet takes in one person when many updates of theirs arrive at once', async () => {
    const { kysely: db } = await open();
    const met = await Promise.all(Array.from({ length: 8 }, () => meet(db, meeting(1))));
    assert.equal(new Set(met.map(({ person }) => person.id)).size, 1);
    assert.equal(met.filter(({ isNew }) => isNew).length, 1);
    assert.equal(met.filter(({ welcomed }) => welcomed).length, 1);
  });

  it('meet gives no second welcome to who was erased', async () => {
    const { kysely: db } = await open();
    const { person } = await meet(db, meeting(1));
    await erasePerson(db, { personId: person.id, now: START, newId });
    const again = await meet(db, meeting(1));
    assert.deepEqual([again.isNew, again.welcomed], [true, false]);
    assert.notEqual(again.person.id, person.id);
  });

  it('meet gives no welcome of 0 coins, and does not remember it', async () => {
    const { kysely: db } = await open();
    const { person, welcomed } = await meet(db, meeting(1, { welcomeCoins: 0 }));
    assert.equal(welcomed, false);
    await erasePerson(db, { personId: person.id, now: START, newId });
    assert.equal((await meet(db, meeting(1))).welcomed, true);
  });

  it('remembers the language and the choices given', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await setLanguage(db.kysely, id, 'en');
    await rememberChoices(db.kysely, id, { shape: 'portrait', count: 2 });
    await rememberChoices(db.kysely, id, { count: null });
    await rememberChoices(db.kysely, id, {});
    const { language, shape, count } = (await personById(db.kysely, id)) ?? {};
    assert.deepEqual(
      { language, shape, count },
      { language: 'en', shape: 'portrait', count: null },
    );
  });

  it('remembers the time zone until it is forgotten', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const zone = async () => (await personById(db.kysely, id))?.time_zone;
    assert.equal(await zone(), null);
    await setTimeZone(db.kysely, id, 'Asia/Tomsk');
    assert.equal(await zone(), 'Asia/Tomsk');
    await erasePerson(db.kysely, { personId: id, now: START, newId });
    assert.equal(await zone(), null);
  });

  it('keeps since when a person cannot be reached, and tells that they are back', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await markUnreachable(db.kysely, id, START + 1);
    await markUnreachable(db.kysely, id, START + 2);
    assert.equal((await personById(db.kysely, id))?.unreachable_at, START + 1);
    assert.equal(await markReachable(db.kysely, id), true);
    assert.equal(await markReachable(db.kysely, id), false);
  });

  it('touch writes the last visit once an hour', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await touch(db.kysely, id, START + 3_599_999);
    assert.equal((await personById(db.kysely, id))?.last_seen_at, START);
    await touch(db.kysely, id, START + 3_600_000);
    assert.equal((await personById(db.kysely, id))?.last_seen_at, START + 3_600_000);
  });

  it('erasePerson ends and settles what is open', async () => {
    const db = await open();
    const person = await somebody(db, 40);
    const id = await started(db, person.id);
    const waiting = await started(db, person.id);
    const [first = ''] = await storedPictures(db, id, 4);
    await markDelivered(db.kysely, [first], START);
    const { ended } = await erasePerson(db.kysely, { personId: person.id, now: START, newId });
    assert.deepEqual(
      ended.map(({ generationId, end, captured, released }) => [
        generationId,
        end,
        captured,
        released,
      ]),
      [
        [id, 'cancelled', 5, 15],
        [waiting, 'cancelled', 0, 20],
      ],
    );
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('erasePerson forgets who it was, their words and their screens', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const generationId = await started(db, person.id);
    const key = `chat:${person.telegram_id}`;
    const entry = { epoch: 'e', step: 1, event: 'x', from_state: 'a', to_state: 'b', at: START };
    await appendJournal(db.kysely, [{ actor_key: key, ...entry }]);
    const screen = { person_id: person.id, message_id: 1, sent_at: START };
    await setScreen(db.kysely, { ...screen, picture: 'home', digest: 'd' });
    await watchOutage(db.kysely, { subject: 'key', personId: person.id, now: START });
    await requestCoins(db.kysely, { personId: person.id, now: START });

    await erasePerson(db.kysely, { personId: person.id, now: START + 1, newId });

    const { telegram_id, language, erased_at } = (await personById(db.kysely, person.id)) ?? {};
    assert.deepEqual(
      { telegram_id, language, erased_at },
      {
        telegram_id: null,
        language: '',
        erased_at: START + 1,
      },
    );
    assert.equal((await generationById(db.kysely, generationId))?.description, '');
    assert.equal(await screenOf(db.kysely, person.id), undefined);
    assert.deepEqual(await timeline(db.kysely, key, 10), []);
    assert.equal(await requestCoins(db.kysely, { personId: person.id, now: START }), true);
  });

  it('erasePerson returns every picture, and again when repeated, and dooms their objects', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    const pictures = await storedPictures(db, id, 2);
    await markDelivered(db.kysely, pictures, START);
    await settle(db.kysely, { generationId: id, end: 'succeeded', now: START, newId });
    const erasing = { personId: person.id, now: START, newId };
    const first = await erasePerson(db.kysely, erasing);
    const second = await erasePerson(db.kysely, erasing);
    for (const erased of [first, second])
      assert.deepEqual(erased.pictures.map((picture) => picture.id).sort(), pictures);
    assert.deepEqual(await doomedKeys(db), pictures.flatMap(objectsOf));
  });

  it('erasePerson forgets the updates of theirs that were put aside, and nobody else’s', async () => {
    const db = await open();
    const [anna, boris] = [await somebody(db), await somebody(db)];
    const letter = { body: '{"text":"a secret"}', error: 'Error', created_at: START };
    const senders = [anna.telegram_id, boris.telegram_id, null];
    for (const [update_id, telegram_id] of senders.entries())
      await keepDeadUpdate(db.kysely, { update_id, telegram_id, ...letter });
    await erasePerson(db.kysely, { personId: anna.id, now: START, newId });
    const left = await db.kysely
      .selectFrom('dead_updates')
      .select('telegram_id')
      .orderBy('update_id')
      .execute();
    assert.deepEqual(
      left.map(({ telegram_id }) => telegram_id),
      [boris.telegram_id, null],
    );
  });

  it('erasePerson keeps the ledger and the used promo codes', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    await createPromo(db.kysely, { code: 'SPRING', coins: 7, uses: 5, now: START });
    const request = `chat:${person.telegram_id}/e/2/0`;
    const redemption = { code: 'SPRING', personId: person.id, request, now: START, newId };
    await redeem(db.kysely, redemption);
    await erasePerson(db.kysely, { personId: person.id, now: START, newId });
    assert.equal((await balances(db.kysely, person.id)).available, 27);
    assert.deepEqual(await redeem(db.kysely, redemption), { kind: 'already' });
    const { request: kept } = await db.kysely
      .selectFrom('promo_redemptions')
      .select('request')
      .executeTakeFirstOrThrow();
    assert.equal(kept, null, 'it bears the number of the chat');
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('nothing can be started for who was erased', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    await erasePerson(db.kysely, { personId: person.id, now: START, newId });
    await assert.rejects(startGeneration(db.kysely, orderOf(person.id)), {
      code: 'person_unknown',
    });
  });

  it('erasePerson gets along with everything else that happens to the person', async () => {
    const db = await open();
    for (let n = 0; n < 8; n++) {
      const person = await somebody(db, 100);
      const id = await started(db, person.id);
      const image = pictureAt(0);
      const storing = { id, images: [image], deliverBy: START, now: START };
      const late = startGeneration(db.kysely, orderOf(person.id)).catch((error) => error.code);
      const [, , , erased] = await Promise.all([
        stored(db.kysely, storing),
        markDelivered(db.kysely, [image.id], START),
        late,
        erasePerson(db.kysely, { personId: person.id, now: START, newId }),
      ]);
      assert.ok(erased.ended.length >= 1);
      assert.deepEqual((await exportPerson(db.kysely, person.id)).images, []);
    }
    assert.deepEqual(await allOpen(db.kysely), []);
    assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
  });

  it('exportPerson holds the profile, the history, the orders and the pictures', async () => {
    const db = await open();
    const person = await somebody(db, 20);
    const id = await started(db, person.id);
    const [first = ''] = await storedPictures(db, id, 1);
    await somebody(db, 20);
    const exported = await exportPerson(db.kysely, person.id);
    assert.deepEqual(exported.profile.coins, { available: 0, held: 20 });
    assert.deepEqual(exported.operations.map(({ kind }) => kind).sort(), ['grant', 'order']);
    assert.deepEqual(
      exported.generations.map((generation) => generation.description),
      ['a cat in the sun'],
    );
    assert.deepEqual(
      exported.images.map((image) => image.id),
      [first],
    );
  });

  it('exportPerson and erasePerson refuse who they do not know', async () => {
    const { kysely: db } = await open();
    await assert.rejects(exportPerson(db, 'x'), { code: 'person_unknown' });
    const erasing = { personId: 'x', now: START, newId };
    await assert.rejects(erasePerson(db, erasing), { code: 'person_unknown' });
  });
});
