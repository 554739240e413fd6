import assert from 'node:assert/strict';
import { it } from 'node:test';
import { requestCoins } from '../../db/coin-requests.ts';
import { keepDeadUpdate, pruneDeadUpdates } from '../../db/dead-updates.ts';
import { appendJournal, pruneJournal, timeline } from '../../db/journal.ts';
import { pruneLocks, releaseLock, takeLock } from '../../db/locks.ts';
import { modelsOff, switchModelOff, switchModelOn } from '../../db/models.ts';
import {
  claimTrial,
  closeOutage,
  forgetWatcher,
  openOutage,
  outages,
  watchersOfTheOver,
  watchOutage,
} from '../../db/outages.ts';
import { clearScreen, screenOf, setScreen } from '../../db/screens.ts';
import { fileIdOf, forgetFile, rememberFile } from '../../db/telegram-files.ts';
import { createPrune } from '../../src/effects/prune.ts';
import { eachDatabase } from '../databases.ts';
import { eventually } from '../eventually.ts';
import { START, somebody } from './people-with-coins.ts';

eachDatabase('a model', (open) => {
  it('is switched off with a reason, and on again', async () => {
    const { kysely: db } = await open();
    await switchModelOff(db, { model: 'imagen4', reason: 'too dear', now: START });
    await switchModelOff(db, { model: 'imagen4', reason: 'gone', now: START + 1 });
    assert.deepEqual(await modelsOff(db), [{ model: 'imagen4', reason: 'gone', off_at: START }]);
    assert.equal(await switchModelOn(db, 'imagen4'), true);
    assert.equal(await switchModelOn(db, 'imagen4'), false);
  });
});

eachDatabase('an outage', (open) => {
  const failure = { subject: 'billing', detail: 'locked', now: START };

  it('is opened by the first failure and remembers the last', async () => {
    const { kysely: db } = await open();
    assert.equal(await openOutage(db, failure), true);
    assert.equal(await openOutage(db, { ...failure, detail: 'still', now: START + 5 }), false);
    const row = { subject: 'billing', detail: 'still', opened_at: START, failed_at: START + 5 };
    assert.deepEqual(await outages(db), [row]);
  });

  it('lets one trial through when it has been quiet', async () => {
    const { kysely: db } = await open();
    await openOutage(db, failure);
    const claim = (now: number) => claimTrial(db, { subject: 'billing', quietMs: 100, now });
    assert.equal(await claim(START + 99), false);
    const claims = await Promise.all([claim(START + 100), claim(START + 100), claim(START + 100)]);
    assert.equal(claims.filter(Boolean).length, 1);
  });

  it('tells who waits for the news, once', async () => {
    const db = await open();
    const { id } = await somebody(db);
    await openOutage(db.kysely, failure);
    const watch = { subject: 'billing', personId: id, now: START };
    assert.equal(await watchOutage(db.kysely, watch), true);
    assert.equal(await watchOutage(db.kysely, watch), false);
    assert.deepEqual(await watchersOfTheOver(db.kysely, 10), []);
    assert.equal(await closeOutage(db.kysely, 'billing'), true);
    assert.equal(await closeOutage(db.kysely, 'billing'), false);
    assert.deepEqual(await watchersOfTheOver(db.kysely, 10), [id]);
    await forgetWatcher(db.kysely, id);
    assert.deepEqual(await watchersOfTheOver(db.kysely, 10), []);
  });
});

eachDatabase('a request for coins', (open) => {
  it('is taken once a day', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const day = 86_400_000;
    const ask = (now: number) => requestCoins(db.kysely, { personId: id, now });
    assert.deepEqual([await ask(0), await ask(day - 1), await ask(day)], [true, false, true]);
  });
});

eachDatabase('a file of Telegram', (open) => {
  it('is known until it is forgotten', async () => {
    const { kysely: db } = await open();
    assert.equal(await fileIdOf(db, '1:home'), undefined);
    await rememberFile(db, { key: '1:home', fileId: 'old', now: START });
    await rememberFile(db, { key: '1:home', fileId: 'new', now: START });
    assert.equal(await fileIdOf(db, '1:home'), 'new');
    await forgetFile(db, '1:home');
    assert.equal(await fileIdOf(db, '1:home'), undefined);
  });
});

eachDatabase('the living message', (open) => {
  it('is replaced, and cleared if it is still the one meant', async () => {
    const db = await open();
    const { id } = await somebody(db);
    const screen = { person_id: id, message_id: 1, sent_at: START, picture: 'home', digest: 'd' };
    await setScreen(db.kysely, screen);
    await setScreen(db.kysely, { ...screen, message_id: 2 });
    assert.deepEqual(await screenOf(db.kysely, id), { ...screen, message_id: 2 });
    await clearScreen(db.kysely, id, 1);
    assert.equal((await screenOf(db.kysely, id))?.message_id, 2);
    await clearScreen(db.kysely, id, 2);
    assert.equal(await screenOf(db.kysely, id), undefined);
  });
});

eachDatabase('the journal', (open) => {
  const entry = (step: number, actor_key = 'chat:1') => ({
    actor_key,
    epoch: 'e1',
    step,
    event: 'press',
    from_state: 'home',
    to_state: 'gallery',
    at: START + step,
  });

  it('takes each step once', async () => {
    const { kysely: db } = await open();
    await appendJournal(db, []);
    await appendJournal(db, [entry(1), entry(2)]);
    await appendJournal(db, [{ ...entry(2), event: 'another' }, entry(3), entry(1, 'chat:2')]);
    assert.deepEqual(await timeline(db, 'chat:1', 10), [entry(1), entry(2), entry(3)]);
    assert.deepEqual(await timeline(db, 'chat:1', 2), [entry(2), entry(3)]);
  });

  it('forgets what is old, the oldest first and a few at a time', async () => {
    const { kysely: db } = await open();
    await appendJournal(db, [entry(4), entry(3), entry(2), entry(1), entry(1, 'chat:2')]);
    assert.equal(await pruneJournal(db, START + 4, 3), 3);
    assert.deepEqual(await timeline(db, 'chat:1', 10), [entry(3), entry(4)]);
    assert.equal(await pruneJournal(db, START + 4, 3), 1);
    assert.equal(await pruneJournal(db, START + 4, 3), 0);
    assert.deepEqual(await timeline(db, 'chat:1', 10), [entry(4)]);
  });

  it('is cut off after a month, however long it is', async () => {
    const { kysely: db } = await open();
    const month = 30 * 86_400_000;
    const lines = Array.from({ length: 2500 }, (_, step) => entry(step));
    for (let from = 0; from < lines.length; from += 500)
      await appendJournal(db, lines.slice(from, from + 500));
    await createPrune({ db, now: () => START + 2499 + month }).run();
    assert.deepEqual(await timeline(db, 'chat:1', 10), [entry(2499)]);
  });
});

eachDatabase('an update that was put aside', (open) => {
  const update = (update_id: number, created_at: number) => ({
    update_id,
    telegram_id: 1,
    body: '{}',
    error: 'Error',
    created_at,
  });

  it('is kept once, for a month', async () => {
    const { kysely: db } = await open();
    const month = 30 * 86_400_000;
    await keepDeadUpdate(db, update(1, START));
    await keepDeadUpdate(db, update(1, START + month));
    await keepDeadUpdate(db, update(2, START + 1));
    await createPrune({ db, now: () => START + 1 + month }).run();
    assert.deepEqual(await db.selectFrom('dead_updates').selectAll().execute(), [
      update(2, START + 1),
    ]);
  });

  it('is forgotten a few at a time, the oldest first', async () => {
    const { kysely: db } = await open();
    for (const n of [3, 2, 1]) await keepDeadUpdate(db, update(n, START + n));
    assert.equal(await pruneDeadUpdates(db, START + 9, 2), 2);
    assert.deepEqual(await db.selectFrom('dead_updates').select('update_id').execute(), [
      { update_id: 3 },
    ]);
  });
});

/** Longer than any test. */
const LONG_MS = 600_000;

eachDatabase('a lock', (open) => {
  it('is held by one owner, who may take it again', async () => {
    const { kysely: db } = await open();
    assert.equal(await takeLock(db, 'sweep', 'a', LONG_MS), true);
    assert.equal(await takeLock(db, 'sweep', 'b', LONG_MS), false);
    assert.equal(await takeLock(db, 'sweep', 'a', LONG_MS), true);
    assert.equal(await takeLock(db, 'polling', 'b', LONG_MS), true);
  });

  it('is free when it has run out', async () => {
    const { kysely: db } = await open();
    await takeLock(db, 'sweep', 'a', LONG_MS);
    await takeLock(db, 'sweep', 'a', 30);
    const taken = async () => (await takeLock(db, 'sweep', 'b', LONG_MS)) || undefined;
    await eventually(taken, { timeoutMs: 2000 });
    assert.equal(await takeLock(db, 'sweep', 'a', 30), false);
  });

  it('runs by the clock of the database, in milliseconds', async () => {
    const { kysely: db } = await open();
    await takeLock(db, 'sweep', 'a', LONG_MS);
    const { until } = await db.selectFrom('locks').select('until').executeTakeFirstOrThrow();
    assert.ok(Math.abs(until - LONG_MS - Date.now()) < 60_000, String(until));
  });

  it('is given back by its owner only', async () => {
    const { kysely: db } = await open();
    await takeLock(db, 'sweep', 'a', LONG_MS);
    await releaseLock(db, 'sweep', 'b');
    assert.equal(await takeLock(db, 'sweep', 'b', LONG_MS), false);
    await releaseLock(db, 'sweep', 'a');
    assert.equal(await takeLock(db, 'sweep', 'b', LONG_MS), true);
  });

  it('is forgotten when it has run out, but not while it is held or if it has no end', async () => {
    const { kysely: db } = await open();
    await takeLock(db, 'sweep', 'a', LONG_MS);
    await takeLock(db, 'screen:1', 'a killed instance', 1);
    await db.insertInto('locks').values({ name: 'admission', owner: '', until: 0 }).execute();
    const left = async () => {
      await pruneLocks(db);
      const rows = await db.selectFrom('locks').select('name').orderBy('name').execute();
      return rows.length < 3 ? rows.map(({ name }) => name) : undefined;
    };
    assert.deepEqual(await eventually(left), ['admission', 'sweep']);
  });

  it('goes to one of many who reach for it', async () => {
    const { kysely: db } = await open();
    const taken = await Promise.all(
      ['a', 'b', 'c', 'd'].map((owner) => takeLock(db, 'sweep', owner, LONG_MS)),
    );
    assert.equal(taken.filter(Boolean).length, 1);
  });
});
