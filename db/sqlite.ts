import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type SelectModifierNode,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  SqliteQueryCompiler,
  type SqliteStatement,
} from 'kysely';

export type SqliteOptions = {
  /** How long another process's write lock is waited for, which blocks this process. Default 2000. */
  busyTimeoutMs?: number;
};

/** Enough for every statement of this program; beyond it, building SQL by hand would leak memory. */
const STATEMENT_CACHE_SIZE = 500;

/** Opens (and makes, with its folder) the database file, or a database in memory. */
export async function createSqliteDialect(
  path: string,
  { busyTimeoutMs = 2000 }: SqliteOptions = {},
): Promise<SqliteDialect> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const sqlite = await import('node:sqlite');
  const database = new sqlite.DatabaseSync(path);
  database.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('pragma foreign_keys = on');
  return new ExclusiveSqliteDialect({ database: adaptDatabase(database) });
}

function adaptDatabase(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const known = cache.get(sql);
      if (known) return known;
      if (cache.size >= STATEMENT_CACHE_SIZE) cache.clear();
      const statement = adaptStatement(database.prepare(sql));
      cache.set(sql, statement);
      return statement;
    },
  };
}

function adaptStatement(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(bindable)).map((row) => ({ ...row })),
    run: (parameters) => statement.run(...parameters.map(bindable)),
    iterate: (parameters) => statement.iterate(...parameters.map(bindable)),
  };
}

/** SQLite knows no booleans and no dates; `undefined` is what an optional value was left out with. */
function bindable(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof Date) return value.getTime();
  return value as SQLInputValue;
}

class ExclusiveSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }

  override createAdapter() {
    return new TransactionalSqliteAdapter();
  }

  override createDriver() {
    return new ImmediateSqliteDriver(this.#config);
  }

  override createQueryCompiler() {
    return new LocklessSqliteCompiler();
  }
}

class TransactionalSqliteAdapter extends SqliteAdapter {
  /** Without this, Kysely would leave a failed migration half applied. */
  override get supportsTransactionalDdl() {
    return true;
  }

  /** The driver below lets them wait: Kysely's own lock wakes all who wait at each release. */
  override get supportsMultipleConnections() {
    return true;
  }
}

/** One connection, which goes from hand to hand in the order in which it was asked for. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  override async acquireConnection() {
    if (this.#isTaken) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
    return super.acquireConnection();
  }

  override async releaseConnection() {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#isTaken = false;
  }

  /** A transaction that took its write lock late would fail as busy at once, whatever the timeout. */
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** Row locks are needless where every transaction is alone, and unknown to SQLite's grammar. */
class LocklessSqliteCompiler extends SqliteQueryCompiler {
  protected override visitSelectModifier(node: SelectModifierNode) {
    if (node.modifier === 'Distinct') super.visitSelectModifier(node);
  }
}
