import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { migrateToLatest, migrateWith } from '../../db/migrate.ts';
import { inTransaction, isUniqueViolation, openDatabase } from '../../db/open.ts';
import { eachDatabase } from '../databases.ts';

describe('openDatabase', () => {
  it('refuses an address it does not know', async () => {
    await assert.rejects(openDatabase('mysql://localhost/x'), { code: 'database_url' });
  });

  it('makes the folder of a SQLite file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'aisha-open-'));
    const db = await openDatabase(`sqlite:${join(folder, 'new', 'aisha.db')}`);
    await db.ping();
    await db.close();
    await rm(folder, { recursive: true });
  });

  it('rejects with a code when no PostgreSQL listens', async () => {
    const db = await openDatabase('postgres://nobody@127.0.0.1:1/nothing', {
      connectTimeoutMs: 2000,
    });
    await assert.rejects(db.ping(), { code: 'database_unreachable' });
    await db.close();
  });
});

const ALL = ['0001-tables', '0002-gallery', '0003-avatars', '0004-first-pictures'];

eachDatabase('a database', (open, _dialect, openEmpty) => {
  it('answers a ping', async () => {
    await (await openEmpty()).ping();
  });

  it('is migrated once', async () => {
    const db = await openEmpty();
    assert.deepEqual(await migrateToLatest(db), ALL);
    assert.deepEqual(await migrateToLatest(db), []);
  });

  it('is migrated once by two who start together', async () => {
    const db = await openEmpty();
    const ran = await Promise.all([migrateToLatest(db), migrateToLatest(db)]);
    assert.deepEqual(ran.flat(), ALL);
  });

  it('keeps nothing of a migration that fails', async () => {
    const db = await openEmpty();
    const broken = {
      '0001-broken': {
        up: async (tx: typeof db.kysely) => {
          await tx.schema.createTable('half').addColumn('id', 'text').execute();
          throw new Error('and then it broke');
        },
      },
    };
    await assert.rejects(migrateWith(db, broken), { code: 'migration_failed' });
    const tables = await db.kysely.introspection.getTables();
    assert.equal(
      tables.some((table) => table.name === 'half'),
      false,
    );
  });

  it('rolls back a transaction that throws', async () => {
    const { kysely } = await open();
    const work = inTransaction(kysely, async (tx) => {
      await tx.insertInto('locks').values({ name: 'x', owner: 'me', until: 1 }).execute();
      throw new Error('no');
    });
    await assert.rejects(work, { message: 'no' });
    assert.deepEqual(await kysely.selectFrom('locks').selectAll().execute(), []);
  });

  it('joins the transaction it is in', async () => {
    const { kysely } = await open();
    const work = inTransaction(kysely, async (outer) => {
      await inTransaction(outer, (inner) =>
        inner.insertInto('locks').values({ name: 'x', owner: 'me', until: 1 }).execute(),
      );
      throw new Error('no');
    });
    await assert.rejects(work, { message: 'no' });
    assert.deepEqual(await kysely.selectFrom('locks').selectAll().execute(), []);
  });

  it('tells a unique violation from other errors', async () => {
    const { kysely } = await open();
    const insert = () =>
      kysely.insertInto('locks').values({ name: 'x', owner: 'me', until: 1 }).execute();
    await insert();
    await assert.rejects(insert(), isUniqueViolation);
    await assert.rejects(sql`select nothing from nowhere`.execute(kysely), (error) =>
      Boolean(error && !isUniqueViolation(error)),
    );
  });

  it('reads counts, sums and times as numbers', async () => {
    const { kysely } = await open();
    const until = 1_800_000_000_000;
    await kysely.insertInto('locks').values({ name: 'x', owner: 'me', until }).execute();
    const row = await kysely
      .selectFrom('locks')
      .select('until')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('until').as('sum')])
      .groupBy('until')
      .executeTakeFirstOrThrow();
    assert.deepEqual(row, { until, count: 1, sum: until });
  });

  it('lets no statement change a transfer', async () => {
    const { kysely } = await open();
    const accounts = ['a', 'b'].map((id) => ({ id, guarded: 0 }));
    await kysely.insertInto('accounts').values(accounts).execute();
    const row = { id: 't', debit: 'a', credit: 'b', amount: 1, kind: 'grant', reference: 'r' };
    await kysely
      .insertInto('transfers')
      .values({ ...row, created_at: 1 })
      .execute();
    await assert.rejects(kysely.updateTable('transfers').set({ amount: 2 }).execute());
    await assert.rejects(kysely.deleteFrom('transfers').execute());
  });
});
