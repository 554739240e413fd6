import { type RawBuilder, SqliteAdapter, sql } from 'kysely';
import type { Handle } from './handle.ts';
import type { Millis } from './schema.ts';

const sqlite = sql<Millis>`cast(unixepoch('subsec') * 1000 as integer)`;
const postgres = sql<Millis>`cast(extract(epoch from clock_timestamp()) * 1000 as bigint)`;

/** The time by the database's own clock, the one that all instances share. */
export const clockOf = (db: Handle): RawBuilder<Millis> =>
  db.getExecutor().adapter instanceof SqliteAdapter ? sqlite : postgres;
