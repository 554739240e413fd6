import type { PostgresJSDialect } from 'kysely-postgres-js';
import { createPostgresPool } from './postgres-pool.ts';

export type PostgresOptions = {
  /** Default 10. */
  poolSize?: number;
  /** For one connection to be made. Default 5000. */
  connectTimeoutMs?: number;
  /** For a free connection of the pool. Default 10000. */
  acquireTimeoutMs?: number;
  /** After this the server cancels a statement. Default 10000. */
  statementTimeoutMs?: number;
  /** After this the server gives up waiting for a row. Default 5000. */
  lockTimeoutMs?: number;
  /** How much longer than the server's own limit an answer is waited for. Default 2000. */
  answerGraceMs?: number;
  /** As long a connection may be silent before it is asked, or asked about. Default 2000. */
  doubtAfterMs?: number;
};

/**
 * Dead peers are noticed by either side: a database in the cloud may be behind a NAT that forgets
 * a silent connection, and the locks of an instance that vanished must not outlive it for long.
 */
const KEEP_ALIVE_SECONDS = 30;
const keepAlives = {
  tcp_keepalives_idle: KEEP_ALIVE_SECONDS,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 3,
  tcp_user_timeout: 60_000,
};

const asNumber = (oid: number) => ({
  to: oid,
  from: [oid],
  parse: Number,
  serialize: String,
});

/** Counts, sums and times come as int8 or numeric, and all of ours are safe integers. */
const types = { int8: asNumber(20), numeric: asNumber(1700) };

/** PostgreSQL through postgres.js; `url` as postgres.js takes it. Connects at the first query. */
export async function createPostgresDialect(
  url: string,
  {
    poolSize = 10,
    connectTimeoutMs = 5000,
    acquireTimeoutMs = 10_000,
    statementTimeoutMs = 10_000,
    lockTimeoutMs = 5000,
    answerGraceMs = 2000,
    doubtAfterMs = 2000,
  }: PostgresOptions = {},
): Promise<PostgresJSDialect> {
  const [{ default: postgres }, { PostgresJSDialect }] = await Promise.all([
    import('postgres'),
    import('kysely-postgres-js'),
  ]);
  const connect = (onclose: () => void) =>
    postgres(url, {
      max: 1,
      types,
      onclose,
      fetch_types: false,
      idle_timeout: 0,
      max_lifetime: null,
      keep_alive: KEEP_ALIVE_SECONDS,
      connect_timeout: Math.ceil(connectTimeoutMs / 1000),
      onnotice: () => undefined,
      connection: {
        application_name: 'aisha',
        // Compiling a plan takes longer than any of our statements.
        jit: 'off',
        statement_timeout: statementTimeoutMs,
        lock_timeout: lockTimeoutMs,
        idle_in_transaction_session_timeout: statementTimeoutMs,
        ...keepAlives,
      },
    });
  const queryDeadlineMs = statementTimeoutMs + answerGraceMs;
  const limits = {
    max: poolSize,
    connectTimeoutMs,
    acquireTimeoutMs,
    queryDeadlineMs,
    doubtAfterMs,
  };
  return new PostgresJSDialect({ postgres: () => createPostgresPool(connect, limits) });
}
