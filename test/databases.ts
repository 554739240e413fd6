import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe } from 'node:test';
import { sql } from 'kysely';
import postgres from 'postgres';
import { migrateToLatest } from '../db/migrate.ts';
import { type Db, type DialectName, type OpenOptions, openDatabase } from '../db/open.ts';
import { registerRefusal } from './without-server.ts';

/** Gives a database that is closed and removed after the tests. */
export type Open = (options?: OpenOptions) => Promise<Db>;

type Place = { url: string; remove: () => Promise<void> };

const postgresServer =
  process.env['TEST_POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** Why PostgreSQL cannot be used, or undefined. */
export const postgresRefusal = await refusalOf(postgresServer);

async function refusalOf(url: string): Promise<string | undefined> {
  const client = postgres(url, { max: 1, connect_timeout: 3, onnotice: () => undefined });
  try {
    await client`select 1`;
    return undefined;
  } catch (error) {
    return `no PostgreSQL at ${new URL(url).host}: ${error}`;
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function runOnServer(statement: string) {
  const client = postgres(postgresServer, { max: 1, onnotice: () => undefined });
  try {
    await client.unsafe(statement);
  } finally {
    await client.end();
  }
}

async function sqlitePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-db-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  return { url: `sqlite:${join(folder, 'test.db')}`, remove };
}

/** An empty database of a test's own. */
export async function postgresPlace(): Promise<Place> {
  const name = `aisha_test_${randomUUID().replaceAll('-', '')}`;
  await runOnServer(`create database ${name}`);
  const url = new URL(postgresServer);
  url.pathname = `/${name}`;
  const remove = () => runOnServer(`drop database if exists ${name} with (force)`);
  return { url: url.href, remove };
}

const places: Record<DialectName, () => Promise<Place>> = {
  sqlite: sqlitePlace,
  postgres: postgresPlace,
};

/** Makes databases that have no tables yet; `cleanUp` closes and removes all of them. */
export function createPlaces(dialect: DialectName) {
  const undo: Array<() => Promise<void>> = [];
  const openEmpty: Open = async (options) => {
    const place = await places[dialect]();
    const db = await openDatabase(place.url, options);
    undo.push(async () => {
      await db.close();
      await place.remove();
    });
    return db;
  };
  const cleanUp = async () => {
    await Promise.all(undo.splice(0).map((one) => one()));
  };
  return { openEmpty, cleanUp };
}

const openMigrated = async (openEmpty: Open): Promise<Db> => {
  const db = await openEmpty();
  await migrateToLatest(db);
  return db;
};

/** PostgreSQL takes long to drop a database, so each test gets the same one, emptied. */
function createReused(openEmpty: Open): Open {
  let opening: Promise<Db> | undefined;
  return async () => {
    opening ??= openMigrated(openEmpty);
    const db = await opening;
    const tables = await db.kysely.introspection.getTables();
    const names = tables.map((table) => sql.table(table.name));
    await sql`truncate ${sql.join(names)}`.execute(db.kysely);
    return db;
  };
}

const createOpen: Record<DialectName, (openEmpty: Open) => Open> = {
  sqlite: (openEmpty) => () => openMigrated(openEmpty),
  postgres: createReused,
};

type Register = (open: Open, dialect: DialectName, openEmpty: Open) => void;

/** Dropping databases waits for a checkpoint of the server. */
const CLEAN_UP_MS = 60_000;

/**
 * Registers the same tests for SQLite and for PostgreSQL. `open` gives a database with empty
 * tables to one test at a time; `openEmpty` one without tables. PostgreSQL is the server of
 * TEST_POSTGRES_URL or of the usual local port; without one its tests are skipped, or fail in CI.
 */
export function eachDatabase(name: string, register: Register) {
  registerOn(name, 'sqlite', register);
  if (postgresRefusal === undefined) registerOn(name, 'postgres', register);
  else registerRefusal(`${name} (postgres)`, postgresRefusal);
}

function registerOn(name: string, dialect: DialectName, register: Register) {
  describe(`${name} (${dialect})`, () => {
    const { openEmpty, cleanUp } = createPlaces(dialect);
    after(cleanUp, { timeout: CLEAN_UP_MS });
    register(createOpen[dialect](openEmpty), dialect, openEmpty);
  });
}
