import { type Kysely, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, type Migration, Migrator } from 'kysely/migration';
import { refuseUnfinished } from './copy/mark.ts';
import { DbError, isLockTimeout } from './errors.ts';
import { createTables } from './migrations/0001-tables.ts';
import { createGallery } from './migrations/0002-gallery.ts';
import { createAvatars } from './migrations/0003-avatars.ts';
import { tryFirstPicturesAgain } from './migrations/0004-first-pictures.ts';
import { type Ddl, ddlOf } from './migrations/ddl.ts';
import type { Db } from './open.ts';
import type { Database } from './schema.ts';

const migrationsFor = (ddl: Ddl): Record<string, Migration> => ({
  '0001-tables': { up: createTables(ddl) },
  '0002-gallery': { up: createGallery(ddl) },
  '0003-avatars': { up: createAvatars(ddl) },
  '0004-first-pictures': { up: tryFirstPicturesAgain },
});

/**
 * Brings the tables up to date and returns the names of the migrations that ran. Instances that
 * start together take turns. A failure rolls everything back and throws `migration_failed`; tables
 * of a newer release are left alone, with `database_newer`, as is a part of a copy, with
 * `copy_unfinished`.
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  await refuseUnfinished(db.kysely);
  return migrateTables(db);
}

/** As `migrateToLatest`, for the target of a copy that is under way. */
export async function migrateTables(db: Db): Promise<string[]> {
  return migrateWith(db, migrationsFor(ddlOf[db.dialect]));
}

/** As `migrateToLatest`, with the migrations given; those that ran before must be among them. */
export async function migrateWith(
  db: Db,
  migrations: Record<string, Migration>,
): Promise<string[]> {
  const done = await migrationsDone(db.kysely);
  const newer = done.filter((name) => !(name in migrations));
  if (newer.length > 0) throw newerError(newer);
  if (done.length === Object.keys(migrations).length) return [];
  return db.patiently((patient) => runMigrations(patient, migrations));
}

/** The names of this release's migrations that the tables still lack. */
export async function migrationsMissing(db: Db): Promise<string[]> {
  const done = await migrationsDone(db.kysely);
  return Object.keys(migrationsFor(ddlOf[db.dialect])).filter((name) => !done.includes(name));
}

const newerError = (newer: readonly string[]) =>
  new DbError(
    'database_newer',
    `the database was migrated by a newer release (${newer.join(', ')}): start that one`,
  );

async function migrationsDone(db: Kysely<Database>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const { rows } = await sql<{ name: string }>`
    select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/**
 * A change of a table waits for the transactions that use it, and everybody else waits behind it:
 * so it gives up soon (`lockTimeoutMs`), lets the others pass, and tries again.
 */
const TRIES = 10;

async function runMigrations(
  db: Kysely<Database>,
  migrations: Record<string, Migration>,
  triesLeft = TRIES,
): Promise<string[]> {
  const provider = { getMigrations: async () => migrations };
  const { error, results } = await new Migrator({ db, provider }).migrateToLatest();
  if (isLockTimeout(error) && triesLeft > 1) return runMigrations(db, migrations, triesLeft - 1);
  if (error) throw new DbError('migration_failed', 'the database could not be migrated', error);
  return (results ?? []).map((result) => result.migrationName);
}
