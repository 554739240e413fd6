import { sql } from 'kysely';
import { DbError } from '../errors.ts';
import type { Handle } from '../handle.ts';
import { checkInvariants } from '../invariants.ts';
import { type CopiedTable, copiedTables, type Key, keyOf, type Row, rowsAfter } from './tables.ts';

const BATCH = 500;

/** What was found to be equal. */
export type Compared = { tables: number; rows: number; accounts: number };

/**
 * Compares two databases row by row, then each account's balance with the sum of its transfers,
 * then what is promised of all rows together. Throws `copy_differs` and names the first difference.
 */
export async function compareDatabases(
  from: Handle,
  to: Handle,
  onTable: (name: string) => void,
): Promise<Compared> {
  let rows = 0;
  for (const table of copiedTables) {
    onTable(table.name);
    rows += await compareTable(from, to, table);
  }
  const accounts = await compareLedgers(from, to);
  await compareInvariants(from, to);
  return { tables: copiedTables.length, rows, accounts };
}

async function compareTable(from: Handle, to: Handle, table: CopiedTable): Promise<number> {
  let count = 0;
  let after: Key | null = null;
  for (;;) {
    const rows = await rowsAfter(from, table, after, BATCH);
    const copies = await rowsAfter(to, table, after, BATCH);
    for (let n = 0; n < Math.max(rows.length, copies.length); n++) {
      const row = rows[n];
      const copy = copies[n];
      if (textOf(row) !== textOf(copy)) throw differs(table, row ?? copy ?? {});
    }
    const last = rows.at(-1);
    if (last === undefined) return count;
    count += rows.length;
    after = keyOf(table, last);
  }
}

/** The databases name their columns in different orders. */
const textOf = (row: Row | undefined) =>
  row && JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** Whose keys open something to whoever reads them: the tokens of links, and promo codes. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['shares', 'promo_codes', 'promo_redemptions']);

const nameOf = (table: CopiedTable, row: Row) =>
  SECRET_KEYS.has(table.name)
    ? `a row of ${table.name}`
    : `${table.name} ${keyOf(table, row).join(' ')}`;

const differs = (table: CopiedTable, row: Row) =>
  new DbError(
    'copy_differs',
    `${nameOf(table, row)} is not the same on both sides: the source ` +
      'was changed during the copy, or the target; empty the target and copy again',
  );

type Ledger = { id: string; balance: number; moved: number };

async function compareLedgers(from: Handle, to: Handle): Promise<number> {
  let count = 0;
  let after = '';
  for (;;) {
    const [accounts, copies] = [await ledgerAfter(from, after), await ledgerAfter(to, after)];
    for (const [n, { id, balance, moved }] of accounts.entries()) {
      const copy = copies[n];
      if (copy?.id !== id || copy.balance !== balance || copy.moved !== moved || balance !== moved)
        throw new DbError(
          'copy_differs',
          `the account ${id} holds ${balance}, its transfers sum to ${moved}; ` +
            `in the target ${copy?.balance} and ${copy?.moved}`,
        );
    }
    const last = accounts.at(-1);
    if (last === undefined) return count;
    count += accounts.length;
    after = last.id;
  }
}

async function ledgerAfter(db: Handle, after: string): Promise<readonly Ledger[]> {
  const { rows } = await sql<Ledger>`
    select id, balance,
      coalesce((select sum(amount) from transfers where credit = accounts.id), 0)
        - coalesce((select sum(amount) from transfers where debit = accounts.id), 0) as moved
    from accounts where id > ${after} order by id limit ${sql.lit(BATCH)}`.execute(db);
  return rows;
}

/** Deadlines go on while nobody works, so they are no matter of the copy. */
const BEFORE_ALL_DEADLINES = { now: 0, graceMs: 0 };

async function compareInvariants(from: Handle, to: Handle): Promise<void> {
  const known = (await checkInvariants(from, BEFORE_ALL_DEADLINES)).map(textOf);
  const found = await checkInvariants(to, BEFORE_ALL_DEADLINES);
  const [broken] = found.filter((one) => !known.includes(textOf(one)));
  if (broken)
    throw new DbError('copy_differs', `in the target: ${broken.subject}: ${broken.detail}`);
}
