import { type RawBuilder, sql } from 'kysely';
import { clockOf } from '../clock.ts';
import { DbError } from '../errors.ts';
import { type Handle, inTransaction } from '../handle.ts';
import { migrateTables, migrationsMissing } from '../migrate.ts';
import type { Db, DialectName } from '../open.ts';
import { indexWords } from '../word-index.ts';
import { type Compared, compareDatabases } from './compare.ts';
import { markCopy, unmarkCopy } from './mark.ts';
import {
  type CopiedTable,
  copiedTables,
  countRows,
  insertRows,
  keyOf,
  lastKey,
  type Row,
  rowsAfter,
} from './tables.ts';

/** SQLite takes 32,766 values in a statement, and no table has as many columns as 60. */
const BATCH = 500;

export type CopyNeeds = {
  from: Db;
  to: Db;
  /** Names the source without its secrets: a copy goes on with what came from the same one only. */
  source: string;
  onProgress: (progress: Progress) => void;
};

export type Progress =
  | { stage: 'begun' | 'resumed' }
  | { stage: 'copying'; table: string; rows: number; of: number }
  | { stage: 'comparing'; table: string };

/** What lets PostgreSQL plan well from the first query on; SQLite's plans need no statistics. */
const gatherStatistics: Record<DialectName, RawBuilder<unknown> | null> = {
  sqlite: null,
  postgres: sql`analyze`,
};

/**
 * Copies everything into an empty database, of the other kind or the same, and compares it
 * afterwards. Interrupted, it goes on where it was. Nothing may run on either meanwhile.
 * Throws a `DbError`: `copy_source`, `copy_target`, `copy_failed`, `copy_differs`, `database_in_use`.
 */
export async function copyDatabase({ from, to, source, onProgress }: CopyNeeds): Promise<Compared> {
  await refuseInUse(from, 'source');
  await refuseInUse(to, 'target');
  const missing = await migrationsMissing(from);
  if (missing.length > 0)
    throw new DbError('copy_source', `the source lacks ${missing.join(', ')}: migrate it first`);
  await migrateTables(to);
  onProgress({ stage: await markCopy(to.kysely, source) });
  return from.patiently((fromDb) =>
    to.patiently((toDb) =>
      // One moment of the source, whatever may be written to it meanwhile.
      fromDb
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (snapshot) => {
          for (const table of copiedTables) await copyTable(snapshot, toDb, table, onProgress);
          await gatherStatistics[to.dialect]?.execute(toDb);
          const compared = await compareDatabases(snapshot, toDb, (table) =>
            onProgress({ stage: 'comparing', table }),
          );
          await unmarkCopy(toDb);
          return compared;
        }),
    ),
  );
}

/** An instance that runs holds leases, which it renews every few seconds. */
async function refuseInUse({ kysely: db }: Db, side: string): Promise<void> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === 'locks')) return;
  const lease = await db
    .selectFrom('locks')
    .select('name')
    .where('until', '>', clockOf(db))
    .executeTakeFirst();
  if (lease)
    throw new DbError('database_in_use', `the bot runs on the ${side}: stop every instance first`);
}

async function copyTable(
  from: Handle,
  to: Handle,
  table: CopiedTable,
  onProgress: CopyNeeds['onProgress'],
): Promise<void> {
  const of = await countRows(from, table);
  let after = await lastKey(to, table);
  let rows = after === null ? 0 : await countCopied(from, to, table);
  for (;;) {
    onProgress({ stage: 'copying', table: table.name, rows, of });
    const batch = await rowsAfter(from, table, after, BATCH);
    const last = batch.at(-1);
    if (last === undefined) return;
    await copyBatch(to, table, batch);
    rows += batch.length;
    after = keyOf(table, last);
  }
}

/** Rows are copied in the order of their keys, so those that are there are the first ones. */
async function countCopied(from: Handle, to: Handle, table: CopiedTable): Promise<number> {
  const there = await countRows(to, table);
  const first = await countRows(from, table, await lastKey(to, table));
  if (there === first) return there;
  throw new DbError(
    'copy_target',
    `the rows of ${table.name} in the target are not those of the source; empty it and copy again`,
  );
}

async function copyBatch(to: Handle, { name }: CopiedTable, batch: readonly Row[]): Promise<void> {
  try {
    await inTransaction(to, async (tx) => {
      await insertRows(tx, name, batch);
      if (name === 'images') await indexImages(tx, batch);
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DbError('copy_failed', `rows of ${name} could not be copied: ${why}`, error);
  }
}

/** The index of words is each database's own: it is written anew, of what lies in the gallery. */
async function indexImages(tx: Handle, rows: readonly Row[]): Promise<void> {
  const ids = rows.filter((row) => row['trashed_at'] === null).map(({ id }) => String(id));
  if (ids.length === 0) return;
  const described = await tx
    .selectFrom('images')
    .innerJoin('generations', 'generations.id', 'images.generation_id')
    .select(['images.sort_key', 'images.person_id', 'images.model', 'images.shape'])
    .select(['images.avatar_id', 'generations.description'])
    .where('images.id', 'in', ids)
    .execute();
  await indexWords(tx, described);
}
