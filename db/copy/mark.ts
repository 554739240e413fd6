import { sql } from 'kysely';
import { DbError } from '../errors.ts';
import type { Handle } from '../handle.ts';
import { copiedTables, lastKey } from './tables.ts';

/** Stands in the target, with the name of the source in its one row, until the copy is whole. */
const MARK = 'copy_under_way';

/** The source of the copy that this database is the unfinished target of; null: of none. */
export async function copyUnderWay(db: Handle): Promise<string | null> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === MARK)) return null;
  const { rows } = await sql<{ source: string }>`select source from ${sql.table(MARK)}`.execute(db);
  return rows[0]?.source ?? null;
}

/** Throws `copy_unfinished` where a copy was begun: what is there is not the whole. */
export async function refuseUnfinished(db: Handle): Promise<void> {
  const source = await copyUnderWay(db);
  if (source === null) return;
  throw new DbError(
    'copy_unfinished',
    `it holds a part of ${source}: run the same "migrate copy" again, which goes on with it`,
  );
}

/**
 * Lets a copy begin in an empty database, or go on where one from the same source was interrupted.
 * Throws `copy_target` where anything else is in it.
 */
export async function markCopy(db: Handle, source: string): Promise<'begun' | 'resumed'> {
  const under = await copyUnderWay(db);
  if (under === source) return 'resumed';
  if (under !== null)
    throw new DbError('copy_target', `the target holds an unfinished copy of ${under}`);
  for (const table of copiedTables)
    if ((await lastKey(db, table)) !== null)
      throw new DbError(
        'copy_target',
        `the target is not empty: there are rows in ${table.name}; copy into an empty database`,
      );
  await sql`create table ${sql.table(MARK)} as
    select cast(${source} as text) as source`.execute(db);
  return 'begun';
}

/** The copy is whole. */
export async function unmarkCopy(db: Handle): Promise<void> {
  await sql`drop table ${sql.table(MARK)}`.execute(db);
}
