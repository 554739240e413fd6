import { Kysely, sql } from 'kysely';
import { DbError, isDatabaseAway, isUniqueViolation } from './errors.ts';
import { type Handle, inTransaction } from './handle.ts';
import { createPostgresDialect, type PostgresOptions } from './postgres.ts';
import type { Database } from './schema.ts';
import { createSqliteDialect, type SqliteOptions } from './sqlite.ts';

export { DbError, type Handle, inTransaction, isDatabaseAway, isUniqueViolation };

export type DialectName = 'sqlite' | 'postgres';

/** An open database. */
export type Db = {
  kysely: Kysely<Database>;
  dialect: DialectName;
  /** Resolves if the database answers; else rejects with a `DbError` or the driver's error. */
  ping: () => Promise<void>;
  /** Does work whose statements may take up to an hour each, as migrations and copies do. */
  patiently: <T>(work: (db: Kysely<Database>) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

export type OpenOptions = SqliteOptions & PostgresOptions;

/** Longer than anyone would want to wait, so that even patient work ends. */
const PATIENCE_MS = 3_600_000;

const dialects = [
  {
    name: 'sqlite',
    scheme: /^sqlite:/,
    patience: null,
    create: (url: string, options: OpenOptions) =>
      createSqliteDialect(url.slice('sqlite:'.length), options),
  },
  {
    name: 'postgres',
    scheme: /^postgres(ql)?:\/\//,
    patience: { poolSize: 2, statementTimeoutMs: PATIENCE_MS },
    create: (url: string, options: OpenOptions) => createPostgresDialect(url, options),
  },
] as const;

/**
 * Opens `sqlite:./data/aisha.db` (its folder is made), `sqlite::memory:` or `postgres://…`. Only
 * the driver that is asked for is loaded. Throws a `DbError` `database_url` for anything else.
 */
export async function openDatabase(url: string, options: OpenOptions = {}): Promise<Db> {
  const dialect = dialects.find(({ scheme }) => scheme.test(url));
  if (!dialect) throw new DbError('database_url', 'DATABASE_URL must begin sqlite: or postgres://');
  const open = async (limits: OpenOptions) =>
    new Kysely<Database>({ dialect: await dialect.create(url, limits) });
  const kysely = await open(options);
  const { patience } = dialect;
  return {
    kysely,
    dialect: dialect.name,
    ping: async () => void (await sql`select 1`.execute(kysely)),
    patiently: async (work) => {
      if (patience === null) return work(kysely);
      const patient = await open({ ...options, ...patience });
      return work(patient).finally(() => patient.destroy());
    },
    close: () => kysely.destroy(),
  };
}
