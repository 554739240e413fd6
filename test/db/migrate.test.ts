import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { migrateToLatest, migrateWith } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import type { Database } from '../../db/schema.ts';
import { eachDatabase, postgresPlace } from '../databases.ts';
import { eventually } from '../eventually.ts';

const addColumn = async (db: Kysely<Database>) =>
  sql`alter table locks add column reason text`.execute(db);

const createLocks = async (db: Kysely<Database>) =>
  sql`create table locks (name text primary key, owner text, until bigint)`.execute(db);

const locksOnly = {
  '0001-locks': { up: async (db: Kysely<Database>) => void (await createLocks(db)) },
};

const andReasons = {
  ...locksOnly,
  '0002-reasons': { up: async (db: Kysely<Database>) => void (await addColumn(db)) },
};

eachDatabase('a migration', (_open, dialect, openEmpty) => {
  it('leaves the tables of a newer release alone', async () => {
    const db = await openEmpty();
    await migrateWith(db, andReasons);
    await assert.rejects(migrateWith(db, locksOnly), {
      code: 'database_newer',
      message: 'the database was migrated by a newer release (0002-reasons): start that one',
    });
  });

  if (dialect !== 'postgres') return;

  it('may take longer than a statement may, also for those who wait their turn', async (t) => {
    const place = await postgresPlace();
    const limits = { statementTimeoutMs: 100, lockTimeoutMs: 100, answerGraceMs: 100 };
    const dbs = await Promise.all([1, 2, 3].map(() => openDatabase(place.url, limits)));
    t.after(async () => {
      await Promise.all(dbs.map((db) => db.close()));
      await place.remove();
    });
    const slow = {
      '0001-slow': {
        up: async (db: Kysely<Database>) => void (await sql`select pg_sleep(0.6)`.execute(db)),
      },
    };
    const ran = await Promise.all(dbs.map((db) => migrateWith(db, slow)));
    assert.deepEqual(ran.flat(), ['0001-slow']);
  });

  it('gives up a table in use before others wait long behind it, and tries again', async () => {
    const db = await openEmpty({ lockTimeoutMs: 150 });
    await migrateWith(db, locksOnly);
    const { promise: mayEnd, resolve: endReading } = Promise.withResolvers<void>();
    const { promise: reading, resolve: nowReading } = Promise.withResolvers<void>();
    const reader = db.kysely.transaction().execute(async (tx) => {
      await sql`select * from locks`.execute(tx);
      nowReading();
      await mayEnd;
    });
    await reading;
    const migrating = migrateWith(db, andReasons);
    await eventually(async () => ((await isWaitedFor(db.kysely)) ? true : undefined));
    // It waits behind the migration, and would for ever if that did not give up.
    await db.kysely.selectFrom('locks').selectAll().execute();
    endReading();
    await reader;
    assert.deepEqual(await migrating, ['0002-reasons']);
  });

  it('asks for nothing where there is nothing to do', async () => {
    const db = await openEmpty();
    await migrateToLatest(db);
    const { kysely } = db;
    await sql`select pg_advisory_lock(3853314791062309107)`.execute(kysely);
    assert.deepEqual(await migrateToLatest(db), []);
  });
});

async function isWaitedFor(db: Kysely<Database>): Promise<boolean> {
  const { rows } = await sql`select pid from pg_locks
    where not granted and relation = 'locks'::regclass`.execute(db);
  return rows.length > 0;
}
