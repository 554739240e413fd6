import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { sql } from 'kysely';
import { checkInvariants } from '../../db/invariants.ts';
import { migrateToLatest } from '../../db/migrate.ts';
import { type Db, isDatabaseAway, type OpenOptions, openDatabase } from '../../db/open.ts';
import { eventually } from '../eventually.ts';
import {
  clusterRefusal,
  createPostgresCluster,
  type PostgresCluster,
} from '../servers/postgres-cluster.ts';
import { createTcpSwitch } from '../servers/tcp-switch.ts';
import { registerRefusal } from '../without-server.ts';
import { type Giving, startGiving } from './giving.ts';
import { newId, START } from './people-with-coins.ts';

/** After this the bot answers again, whatever became of the server it spoke to. */
const RECOVERED_MS = 5000;

/** The server of all tests here: each finds it running, the last ones leave it for its standbys. */
const clusters: PostgresCluster[] = [];

function newestCluster(): PostgresCluster {
  const cluster = clusters.at(-1);
  if (!cluster) throw new Error('there is no cluster yet');
  return cluster;
}

async function openMigrated(t: TestContext, url: string, options: OpenOptions = {}) {
  const db = await openDatabase(url, { poolSize: 8, ...options });
  t.after(() => db.close());
  await migrateToLatest(db);
  return db;
}

/** A server, one that follows it, and an address that can be turned from one to the other. */
async function openPair(t: TestContext) {
  const first = newestCluster();
  const address = await createTcpSwitch(first.port);
  t.after(() => address.close());
  const db = await openMigrated(t, `postgres://postgres@127.0.0.1:${address.port}/postgres`);
  const second = await first.createStandby();
  clusters.push(second);
  await first.awaitStandby();
  return { first, second, address, db };
}

async function assertNothingLost(giving: Giving, db: Db) {
  assert.equal(await giving.stop(), await giving.arrived());
  assert.deepEqual(await checkInvariants(db.kysely, { now: START }), []);
}

function assertRecovered(t: TestContext, giving: Giving) {
  const pauseMs = Math.round(giving.longestPauseMs());
  t.diagnostic(`the longest pause was ${pauseMs} ms`);
  assert.ok(pauseMs < RECOVERED_MS, `nothing was answered for ${pauseMs} ms`);
}

/** Ends every connection of the server that is not the operator's. */
async function endConnections(url: string) {
  const operator = await openDatabase(url, { poolSize: 1 });
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid()`.execute(operator.kysely);
  await operator.close();
}

const insertLock = ({ kysely }: Db) =>
  kysely.insertInto('locks').values({ name: newId(), owner: 'me', until: 1 }).execute();

/** Passes over the connections that were just ended. */
const readOnly = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === '25006' ? error : undefined;

function registerTests() {
  before(async () => {
    clusters.push(await createPostgresCluster({ isInMemory: true }));
  });
  after(async () => {
    await Promise.all(clusters.map((cluster) => cluster.remove()));
  });

  it('loses and doubles no coin, and leaves no query without an answer', async (t) => {
    const cluster = newestCluster();
    const db = await openMigrated(t, cluster.url, { connectTimeoutMs: 2000 });
    const giving = startGiving(db);
    for (let n = 0; n < 2; n++) {
      await giving.given(100);
      await cluster.restart();
    }
    await giving.given(100);
    assertRecovered(t, giving);
    await assertNothingLost(giving, db);
  });

  it('goes on at once when an operator ends every connection, again and again', async (t) => {
    const cluster = newestCluster();
    const db = await openMigrated(t, cluster.url);
    const giving = startGiving(db);
    for (let n = 0; n < 3; n++) {
      await giving.given(50);
      await endConnections(cluster.url);
    }
    await giving.given(50);
    assertRecovered(t, giving);
    await assertNothingLost(giving, db);
  });

  it('is given up when it falls silent, and used again when it is back', async (t) => {
    const cluster = newestCluster();
    const address = await createTcpSwitch(cluster.port);
    t.after(() => address.close());
    const url = `postgres://postgres@127.0.0.1:${address.port}/postgres`;
    const limits = { statementTimeoutMs: 200, connectTimeoutMs: 400, answerGraceMs: 100 };
    const db = await openDatabase(url, limits);
    t.after(() => db.close());
    await db.ping();
    address.swallow(true);
    await assert.rejects(db.ping(), { code: 'query_deadline' });
    await assert.rejects(db.ping(), { code: 'database_unreachable' });
    address.swallow(false);
    await db.ping();
  });

  it('is left when it proves to be a standby, and then followed to it', async (t) => {
    const { first, second, address, db } = await openPair(t);
    address.turnTo(second.port);
    await endConnections(first.url);
    const refusal = await eventually(() => insertLock(db).catch(readOnly));
    assert.ok(isDatabaseAway(refusal));
    address.turnTo(first.port);
    await insertLock(db);

    const giving = startGiving(db);
    await giving.given(100);
    await first.stop();
    address.turnTo(second.port);
    await second.promote();
    await giving.given(100);
    assertRecovered(t, giving);
    await assertNothingLost(giving, db);
  });

  it('is followed though the old server vanished without a word', async (t) => {
    const { first, second, address, db } = await openPair(t);
    const giving = startGiving(db);
    await giving.given(100);
    address.vanish();
    address.turnTo(second.port);
    await first.stop();
    await second.promote();
    await giving.given(100);
    assertRecovered(t, giving);
    await assertNothingLost(giving, db);
  });
}

if (clusterRefusal === undefined) describe('PostgreSQL that goes away', registerTests);
else registerRefusal('PostgreSQL that goes away', clusterRefusal);
