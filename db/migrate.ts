import { type Migration, Migrator } from 'kysely/migration';
import { DbError } from './errors.ts';
import { createTables } from './migrations/0001-tables.ts';
import { createGallery } from './migrations/0002-gallery.ts';
import { createAvatars } from './migrations/0003-avatars.ts';
import { tryFirstPicturesAgain } from './migrations/0004-first-pictures.ts';
import { type Ddl, ddlOf } from './migrations/ddl.ts';
import type { Db } from './open.ts';

const migrationsFor = (ddl: Ddl): Record<string, Migration> => ({
  '0001-tables': { up: createTables(ddl) },
  '0002-gallery': { up: createGallery(ddl) },
  '0003-avatars': { up: createAvatars(ddl) },
  '0004-first-pictures': { up: tryFirstPicturesAgain },
});

/**
 * Brings the tables up to date and returns the names of the migrations that ran. Instances that
 * start together take turns. A failure rolls everything back and throws `migration_failed`.
 */
export async function migrateToLatest(db: Db): Promise<string[]> {
  const migrations = migrationsFor(ddlOf[db.dialect]);
  return migrateWith(db, migrations);
}

/** As `migrateToLatest`, with the migrations given; those that ran before must be among them. */
export async function migrateWith(
  db: Db,
  migrations: Record<string, Migration>,
): Promise<string[]> {
  const provider = { getMigrations: async () => migrations };
  const { error, results } = await new Migrator({ db: db.kysely, provider }).migrateToLatest();
  if (error) throw new DbError('migration_failed', 'the database could not be migrated', error);
  return (results ?? []).map((result) => result.migrationName);
}
