import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { sql } from 'kysely';
import { copyDatabase, type Progress } from '../../db/copy/copy-database.ts';
import { copiedTables, countRows } from '../../db/copy/tables.ts';
import { pageAt } from '../../db/gallery.ts';
import { transfer } from '../../db/ledger.ts';
import { takeLock } from '../../db/locks.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import type { Db, DialectName } from '../../db/open.ts';
import { wordsOf } from '../../db/words.ts';
import { createPlaces, postgresRefusal } from '../databases.ts';
import { registerRefusal } from '../without-server.ts';
import { furnish } from './furnish.ts';
import { newId, START } from './people-with-coins.ts';

const quietly = () => undefined;

/** Fails at the nth step of the copy, as a power cut would. */
function failingAt(nth: number) {
  let n = 0;
  return (_: Progress) => {
    if (n++ === nth) throw new Error('the power went');
  };
}

type Sides = { from: () => Promise<Db>; to: () => Promise<Db> };

/** Opens sources with their tables, and targets without; all are removed after the tests. */
function createSides(from: DialectName, to: DialectName): Sides {
  const sources = createPlaces(from);
  const targets = createPlaces(to);
  after(() => Promise.all([sources.cleanUp(), targets.cleanUp()]), { timeout: 60_000 });
  const openSource = async () => {
    const db = await sources.openEmpty();
    await migrateToLatest(db);
    return db;
  };
  return { from: openSource, to: () => targets.openEmpty() };
}

const ways = [
  ['sqlite', 'postgres'],
  ['postgres', 'sqlite'],
] as const;

function eachWay(register: (open: Sides) => void) {
  for (const [from, to] of ways) {
    const name = `a copy from ${from} to ${to}`;
    if (postgresRefusal === undefined) describe(name, () => register(createSides(from, to)));
    else registerRefusal(name, postgresRefusal);
  }
}

eachWay((open) => {
  it('holds every row, lets it be found by its words, and can be started', async () => {
    const from = await open.from();
    const to = await open.to();
    const personId = await furnish(from, { journal: 1200 });
    const told: Progress[] = [];
    const onProgress = (progress: Progress) => void told.push(progress);
    const { rows, accounts } = await copyDatabase({ from, to, source: 'here', onProgress });

    assert.ok(rows > 1200);
    assert.ok(accounts >= 3);
    for (const table of copiedTables) {
      const count = await countRows(from.kysely, table);
      assert.ok(count > 0, `the test puts nothing into ${table.name}`);
      assert.equal(await countRows(to.kysely, table), count);
      const whole = { stage: 'copying', table: table.name, rows: count, of: count };
      assert.ok(told.some((one) => JSON.stringify(one) === JSON.stringify(whole)));
    }
    const found = await pageAt(to.kysely, personId, { words: wordsOf('солнце') }, null, 9);
    assert.equal(found?.images.length, 2);
    assert.deepEqual(await migrateToLatest(to), []);
  });
});

describe('a copy', () => {
  const open = createSides('sqlite', 'sqlite');

  it('goes on wherever it was interrupted, and nothing starts on a part of it', async () => {
    const from = await open.from();
    const to = await open.to();
    await furnish(from, { journal: 600 });
    const needs = { from, to, source: 'here' };
    await assert.rejects(copyDatabase({ ...needs, onProgress: failingAt(3) }), /power/);
    await assert.rejects(migrateToLatest(to), { code: 'copy_unfinished' });
    for (let nth = 4; nth < 55; nth += 3)
      await assert.rejects(copyDatabase({ ...needs, onProgress: failingAt(nth) }), /power/);
    await copyDatabase({ ...needs, onProgress: quietly });
    for (const table of copiedTables)
      assert.equal(await countRows(to.kysely, table), await countRows(from.kysely, table));
    assert.deepEqual(await migrateToLatest(to), []);
  });

  it('is refused by a target with anything else in it', async () => {
    const from = await open.from();
    const to = await open.to();
    const needs = { from, to, onProgress: quietly };
    await furnish(from);
    await assert.rejects(
      copyDatabase({ ...needs, source: 'here', onProgress: failingAt(10) }),
      /power/,
    );
    const target = { code: 'copy_target' };
    await assert.rejects(copyDatabase({ ...needs, source: 'elsewhere' }), target);
    await to.kysely
      .insertInto('people')
      .values({ id: '!', language: 'ru', created_at: 1, last_seen_at: 1 })
      .execute();
    await assert.rejects(copyDatabase({ ...needs, source: 'here' }), target);
    await to.kysely.deleteFrom('people').where('id', '=', '!').execute();
    await copyDatabase({ ...needs, source: 'here' });
    await assert.rejects(copyDatabase({ ...needs, source: 'here' }), target);
  });

  it('is not done where the target was changed meanwhile', async () => {
    const from = await open.from();
    const to = await open.to();
    const needs = { from, to, source: 'here' };
    await furnish(from);
    await assert.rejects(copyDatabase({ ...needs, onProgress: failingAt(40) }), /power/);
    await to.kysely.updateTable('screens').set({ message_id: 8 }).execute();
    await assert.rejects(copyDatabase({ ...needs, onProgress: quietly }), {
      code: 'copy_differs',
      message: /^screens id-\d+ is not the same on both sides/,
    });
    await assert.rejects(migrateToLatest(to), { code: 'copy_unfinished' });
  });

  it('tells no token of a link and no promo code, though their rows differ', async () => {
    const from = await open.from();
    await furnish(from);
    for (const table of ['shares', 'promo_codes', 'promo_redemptions'] as const) {
      const to = await open.to();
      const needs = { from, to, source: 'here' };
      await assert.rejects(copyDatabase({ ...needs, onProgress: failingAt(40) }), /power/);
      await to.kysely.updateTable(table).set({ created_at: 8 }).execute();
      await assert.rejects(copyDatabase({ ...needs, onProgress: quietly }), {
        code: 'copy_differs',
        message: new RegExp(`^a row of ${table} is not the same on both sides`),
      });
    }
  });

  it('is not done where an account does not hold what its transfers sum to', async () => {
    const from = await open.from();
    const to = await open.to();
    await furnish(from);
    const gift = { debit: 'grants', credit: 'revenue', amount: 3, kind: 'grant' };
    await transfer(from.kysely, { ...gift, reference: 'x', now: START, newId });
    await from.kysely
      .updateTable('accounts')
      .set(({ eb }) => ({ balance: eb('balance', '+', 1) }))
      .where('id', '=', 'revenue')
      .execute();
    await assert.rejects(copyDatabase({ from, to, source: 'here', onProgress: quietly }), {
      code: 'copy_differs',
      message: /^the account revenue holds 19, its transfers sum to 18/,
    });
  });

  it('is not begun while the bot runs on either side', async () => {
    const from = await open.from();
    const to = await open.to();
    const needs = { from, to, source: 'here', onProgress: quietly };
    await takeLock(from.kysely, 'sweep', 'me', 60_000);
    await assert.rejects(copyDatabase(needs), { code: 'database_in_use', message: /source/ });
    await from.kysely.updateTable('locks').set({ until: 0 }).execute();
    await migrateToLatest(to);
    await takeLock(to.kysely, 'sweep', 'me', 60_000);
    await assert.rejects(copyDatabase(needs), { code: 'database_in_use', message: /target/ });
  });

  it('leaves out leases alone', async () => {
    const from = await open.from();
    const tables = await from.kysely.introspection.getTables();
    const left = tables
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('image_words'))
      .filter((name) => !copiedTables.some((table) => table.name === name));
    assert.deepEqual(left, ['locks']);
  });
});

if (postgresRefusal === undefined)
  describe('the keys that a copy goes by', () => {
    const { openEmpty, cleanUp } = createPlaces('postgres');
    after(cleanUp, { timeout: 60_000 });

    it('are ordered byte by byte in PostgreSQL, as in SQLite', async () => {
      const db = await openEmpty();
      await migrateToLatest(db);
      const { rows } = await sql<{ table: string; column: string }>`
        select table_name as table, column_name as column from information_schema.columns
        where table_schema = 'public' and data_type = 'text'
          and collation_name is distinct from 'C'`.execute(db.kysely);
      const isLoose = (table: string, column: string) =>
        rows.some((row) => row.table === table && row.column === column);
      const loose = copiedTables.flatMap(({ name, key }) =>
        key.filter((column) => isLoose(name, column)).map((column) => `${name}.${column}`),
      );
      assert.deepEqual(loose, []);
    });
  });
else registerRefusal('the keys that a copy goes by', postgresRefusal);
