import { migrateToLatest } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import type { Config } from '../config.ts';
import { COPY_USAGE, runMigrateCopy } from './migrate-copy.ts';
import { IMAGES_USAGE, runMigrateImages } from './migrate-images.ts';

/** What can be moved from one place to another. */
const moves: Readonly<Record<string, (config: Config, words: readonly string[]) => Promise<void>>> =
  {
    copy: runMigrateCopy,
    images: runMigrateImages,
  };

const USAGE = `migrate   the tables of DATABASE_URL, to this release
${COPY_USAGE}
${IMAGES_USAGE}`;

/**
 * Brings the tables of DATABASE_URL up to date, which `start` does by itself as well, or moves what
 * an installation keeps to another place.
 */
export async function runMigrate(
  config: Config,
  [what, ...words]: readonly string[],
): Promise<void> {
  if (what === undefined) return migrateTables(config);
  const move = moves[what];
  if (!move) throw new Error(USAGE);
  await move(config, words);
}

async function migrateTables(config: Config): Promise<void> {
  const db = await openDatabase(config.DATABASE_URL);
  try {
    const done = await migrateToLatest(db);
    console.log(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The tables are up to date');
  } finally {
    await db.close();
  }
}
