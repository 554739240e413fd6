import assert from 'node:assert/strict';
import { it } from 'node:test';
import { erasePerson } from '../../db/erase.ts';
import { personByTelegramId } from '../../db/people.ts';
import { createFindPresser } from '../../db/pressers.ts';
import { setScreen } from '../../db/screens.ts';
import { eachDatabase } from '../databases.ts';
import { newId, START, somebody } from './people-with-coins.ts';

eachDatabase('pressers', (open) => {
  it('each in a crowd is found as they are, with their own screen', async () => {
    const db = await open();
    const people = await Promise.all(Array.from({ length: 70 }, () => somebody(db)));
    for (const [nth, { id }] of people.entries())
      if (nth % 2 === 0)
        await setScreen(db.kysely, {
          person_id: id,
          message_id: nth,
          picture: 'home',
          digest: 'd',
          sent_at: START,
        });
    const findPresser = createFindPresser(db.kysely);
    const found = await Promise.all(people.map(({ telegram_id }) => findPresser(telegram_id ?? 0)));
    const screens = found.map((presser) => presser?.screen);
    assert.deepEqual(
      screens,
      people.map((_, nth) => (nth % 2 === 0 ? nth : null)),
    );
    const { screen: _, ...third } = found[3] ?? {};
    assert.deepEqual(third, await personByTelegramId(db.kysely, people[3]?.telegram_id ?? 0));
  });

  it('who is unknown, or was erased, is found by nobody', async () => {
    const db = await open();
    const erased = await somebody(db);
    await erasePerson(db.kysely, { personId: erased.id, now: START + 1, newId });
    const findPresser = createFindPresser(db.kysely);
    const ids = [erased.telegram_id ?? 0, 999_999, 999_998];
    assert.deepEqual(await Promise.all(ids.map(findPresser)), [undefined, undefined, undefined]);
  });
});
