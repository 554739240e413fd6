import { sql } from 'kysely';
import type { Handle } from '../handle.ts';
import type { Database } from '../schema.ts';

/** A row of any table, by column. */
export type Row = Readonly<Record<string, string | number | null>>;

/** The values of a row's key, in the order of its columns. */
export type Key = readonly (string | number | null)[];

/** Leases are of the instances that run, and those run on one database. */
type Copied = Omit<Database, 'locks'>;

/** Every table that is copied, parents before their children, and what its rows are told by. */
const keys: { readonly [Name in keyof Copied]: readonly (string & keyof Copied[Name])[] } = {
  people: ['id'],
  welcomes: ['person_hash'],
  screens: ['person_id'],
  accounts: ['id'],
  transfers: ['id'],
  avatars: ['id'],
  avatar_photos: ['id'],
  consents: ['id'],
  trainings: ['id'],
  generations: ['id'],
  holds: ['id'],
  settlements: ['hold_id'],
  attempts: ['order_id', 'n'],
  images: ['id'],
  albums: ['id'],
  album_images: ['album_id', 'sort_key'],
  shares: ['token'],
  doomed_objects: ['bucket', 'object_key'],
  promo_codes: ['code'],
  promo_redemptions: ['code', 'person_id'],
  model_switches: ['model'],
  outages: ['subject'],
  outage_watchers: ['subject', 'person_id'],
  coin_requests: ['person_id', 'day'],
  telegram_files: ['key'],
  journal: ['actor_key', 'epoch', 'step'],
  dead_updates: ['update_id'],
};

export type CopiedTable = { readonly name: string; readonly key: readonly string[] };

export const copiedTables: readonly CopiedTable[] = Object.entries(keys).map(([name, key]) => ({
  name,
  key,
}));

const columns = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));

/** Keys are numbers, or ids that both databases compare byte by byte, so both order them alike. */
const orderOf = (key: readonly string[], direction: 'asc' | 'desc') =>
  sql.join(key.map((name) => sql`${sql.ref(name)} ${sql.raw(direction)}`));

export const keyOf = ({ key }: CopiedTable, row: Row): Key => key.map((name) => row[name] ?? null);

/** The rows that follow `after` in the order of their keys; null: from the first on. */
export async function rowsAfter(
  db: Handle,
  { name, key }: CopiedTable,
  after: Key | null,
  limit: number,
): Promise<readonly Row[]> {
  const from = after === null ? sql`` : sql`where (${columns(key)}) > (${sql.join(after)})`;
  const { rows } = await sql<Row>`select * from ${sql.table(name)} ${from}
    order by ${orderOf(key, 'asc')} limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

/** The key of the last row; null: there is none. */
export async function lastKey(db: Handle, table: CopiedTable): Promise<Key | null> {
  const { name, key } = table;
  const { rows } = await sql<Row>`select ${columns(key)} from ${sql.table(name)}
    order by ${orderOf(key, 'desc')} limit 1`.execute(db);
  return rows[0] === undefined ? null : keyOf(table, rows[0]);
}

/** How many rows there are, be it up to a key. */
export async function countRows(
  db: Handle,
  { name, key }: CopiedTable,
  upTo: Key | null = null,
): Promise<number> {
  const from = upTo === null ? sql`` : sql`where (${columns(key)}) <= (${sql.join(upTo)})`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(name)} ${from}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function insertRows(tx: Handle, name: string, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(names.map((column) => row[column] ?? null))})`);
  await sql`insert into ${sql.table(name)} (${columns(names)}) values ${sql.join(values)}`.execute(
    tx,
  );
}
