import { migrateToLatest } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import type { Config } from '../config.ts';

/** Brings the tables of DATABASE_URL up to date; `start` does the same by itself. */
export async function runMigrate(config: Config): Promise<void> {
  const db = await openDatabase(config.DATABASE_URL);
  try {
    const done = await migrateToLatest(db);
    console.log(done.length > 0 ? `Migrated: ${done.join(', ')}` : 'The tables are up to date');
  } finally {
    await db.close();
  }
}
