import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';

/**
 * What every query takes first. Inside a transaction pass the transaction on, never the outer
 * handle: SQLite has one connection, so the outer one would wait for ever.
 */
export type Handle = Kysely<Database> | Transaction<Database>;

/**
 * Runs `work` in one transaction, or as part of the one that `db` is already in. A throw rolls
 * everything back and is passed on.
 */
export async function inTransaction<T>(
  db: Handle,
  work: (transaction: Handle) => Promise<T>,
): Promise<T> {
  if (db.isTransaction) return work(db);
  return db.transaction().execute(work);
}
