import assert from 'node:assert/strict';
import { it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { transfer } from '../../db/ledger.ts';
import { type Db, inTransaction, isDatabaseAway } from '../../db/open.ts';
import type { Database } from '../../db/schema.ts';
import { eachDatabase } from '../databases.ts';
import { newId, START } from './people-with-coins.ts';

const insertLock = (db: Kysely<Database>, name: string) =>
  db.insertInto('locks').values({ name, owner: 'me', until: 1 }).execute();

const locks = async (db: Kysely<Database>) =>
  (await db.selectFrom('locks').select('name').orderBy('name').execute()).map(({ name }) => name);

const backendOf = async (db: Kysely<Database>) => {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  return rows[0]?.pid ?? 0;
};

const killBackend = (db: Kysely<Database>, pid: number) =>
  sql`select pg_terminate_backend(${pid}::integer)`.execute(db);

const killOthers = ({ kysely }: Db) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(kysely);

eachDatabase('the pool of PostgreSQL', (open, dialect, openEmpty) => {
  if (dialect !== 'postgres') return;

  it('runs nothing of a transaction whose connection died', async () => {
    const { kysely } = await open();
    const work = inTransaction(kysely, async (tx) => {
      await insertLock(tx, 'before');
      await killBackend(kysely, await backendOf(tx));
      await insertLock(tx, 'after').catch(() => undefined);
      await insertLock(tx, 'later').catch(() => undefined);
    });
    await assert.rejects(work);
    assert.deepEqual(await locks(kysely), []);
  });

  it('runs nothing of it on a new connection either, though others made one', async () => {
    const { kysely } = await open();
    const work = inTransaction(kysely, async (tx) => {
      await insertLock(tx, 'before');
      await killBackend(kysely, await backendOf(tx));
      await assert.rejects(insertLock(tx, 'noticed'));
      await Promise.all(Array.from({ length: 20 }, () => locks(kysely)));
      await assert.rejects(insertLock(tx, 'after'), { code: 'connection_lost' });
    });
    await assert.rejects(work);
    assert.deepEqual(await locks(kysely), []);
  });

  it('recovers when all connections die under load, and moves each transfer once', async () => {
    const db = await open();
    const credit = (n: number) => ({
      debit: 'grants',
      credit: 'user:a',
      amount: 1,
      kind: 'grant',
      reference: `gift:${n}`,
      now: START,
      newId,
    });
    const insist = async (n: number): Promise<void> => {
      const outcome = await transfer(db.kysely, credit(n)).catch(() => undefined);
      if (outcome === undefined) await insist(n);
    };
    const load = Promise.all(Array.from({ length: 200 }, (_, n) => insist(n)));
    for (let n = 0; n < 5; n++) await killOthers(db).catch(() => undefined);
    await load;
    const sums = await db.kysely.selectFrom('accounts').select(['id', 'balance']).execute();
    assert.equal(sums.find(({ id }) => id === 'user:a')?.balance, 200);
  });

  it('cancels a statement that takes too long', async () => {
    const db = await openEmpty({ statementTimeoutMs: 100 });
    await assert.rejects(sql`select pg_sleep(20)`.execute(db.kysely), { code: '57014' });
    await db.ping();
  });

  it('waits for a free connection, but not for ever', async () => {
    const db = await openEmpty({ poolSize: 1, acquireTimeoutMs: 100 });
    await inTransaction(db.kysely, async (tx) => {
      await sql`select 1`.execute(tx);
      await assert.rejects(db.ping(), { code: 'database_busy' });
    });
    await Promise.all([db.ping(), db.ping(), db.ping()]);
  });

  it('says that the tables changed during a transaction, and then goes on with the new ones', async () => {
    const db = await openEmpty({ poolSize: 1 });
    await sql`create table growing (id text)`.execute(db.kysely);
    const readInTransaction = () =>
      inTransaction(db.kysely, async (tx) => {
        const { rows } = await sql`select * from growing where id <> ${'nobody'}`.execute(tx);
        return rows;
      });
    assert.deepEqual(await readInTransaction(), []);
    await sql`alter table growing add column name text default ${sql.lit('none')}`.execute(
      db.kysely,
    );
    await sql`insert into growing (id) values ('a')`.execute(db.kysely);
    await assert.rejects(readInTransaction(), (error) => {
      assert.equal(Object(error).code, 'schema_changed');
      return isDatabaseAway(error);
    });
    assert.deepEqual(await readInTransaction(), [{ id: 'a', name: 'none' }]);
  });

  it('replaces a connection that has prepared a thousand statements', async () => {
    const { kysely } = await openEmpty({ poolSize: 1 });
    const first = await backendOf(kysely);
    for (let n = 0; n < 1000; n++) await sql`select ${sql.lit(n)}`.execute(kysely);
    assert.notEqual(await backendOf(kysely), first);
  });

  it('prepares no statement that is long', async () => {
    const { kysely } = await openEmpty({ poolSize: 1 });
    const ids = Array.from({ length: 1000 }, (_, n) => n);
    const { rows: one } = await sql`select 1 as n where 1 in (${sql.join(ids)})`.execute(kysely);
    assert.deepEqual(one, [{ n: 1 }]);
    const { rows } = await sql<{ longest: number }>`
      select max(length(statement)) as longest from pg_prepared_statements`.execute(kysely);
    assert.ok((rows[0]?.longest ?? Infinity) < 4001);
  });

  it('lets both sides notice that the other is gone', async () => {
    const { kysely } = await openEmpty();
    const { rows } = await sql<{ setting: string }>`select setting from pg_settings
      where name in ('tcp_keepalives_idle', 'tcp_user_timeout', 'application_name')
      order by name`.execute(kysely);
    assert.deepEqual(
      rows.map(({ setting }) => setting),
      ['aisha', '30', '60000'],
    );
  });

  it('answers nothing once it was closed', async () => {
    const db = await openEmpty();
    await db.ping();
    await db.close();
    await assert.rejects(db.ping());
  });
});
