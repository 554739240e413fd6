/** What can go wrong here beyond a database's own complaints. */
export type DbErrorCode =
  /** DATABASE_URL is neither `sqlite:` nor `postgres:`. */
  | 'database_url'
  /** No connection could be made in time; nothing was sent. Worth another try. */
  | 'database_unreachable'
  /** Every connection was taken for too long; nothing was sent. Worth another try. */
  | 'database_busy'
  /** The connection died; a commit under way may or may not have happened. */
  | 'connection_lost'
  /** No answer in time; the statement may or may not have happened. */
  | 'query_deadline'
  /** The tables were changed during a transaction, of which nothing happened. Worth another try. */
  | 'schema_changed'
  /** A migration failed and was rolled back. */
  | 'migration_failed'
  /** The tables are those of a newer release. */
  | 'database_newer'
  /** It holds a part of another database, whose copy was interrupted. */
  | 'copy_unfinished'
  /** The source's tables are not those of this release. */
  | 'copy_source'
  /** The target holds something else than the beginning of this copy. */
  | 'copy_target'
  /** An instance of the bot runs on a database that is to stand still. */
  | 'database_in_use'
  /** Rows were refused by the target; the copy may be run again. */
  | 'copy_failed'
  /** Source and target are not the same after the copy. */
  | 'copy_differs'
  /** The generation does not exist. */
  | 'generation_unknown'
  /** The training does not exist. */
  | 'training_unknown'
  /** The person does not exist, or was erased. */
  | 'person_unknown'
  /** The amount is not a whole positive number, or both accounts are the same. */
  | 'bad_transfer'
  /** A success needs at least one delivered picture, or the weights in our store. */
  | 'nothing_delivered'
  /** Rows contradict each other; nothing was changed. */
  | 'inconsistent';

/** An error with a code that the one place of words and HTTP statuses maps. */
export class DbError extends Error {
  readonly code: DbErrorCode;

  constructor(code: DbErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DbError';
    this.code = code;
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Whether a unique key was hit, on either database. */
export function isUniqueViolation(error: unknown): boolean {
  if (codeOf(error) === '23505') return true;
  return error instanceof Error && error.message.includes('UNIQUE constraint failed');
}

/** Whether a lock was not to be had in time, in PostgreSQL. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === '55P03';

const AWAY: ReadonlySet<unknown> = new Set<DbErrorCode>([
  'database_unreachable',
  'database_busy',
  'connection_lost',
  'query_deadline',
  'schema_changed',
]);

/**
 * PostgreSQL's classes for what is no statement's fault: connection, lock and statement time-outs,
 * resources, shutdown (its appendix "Error Codes"), and its code for a standby, which another
 * server takes over from; and SQLite's BUSY, LOCKED, IOERR and FULL.
 */
const AWAY_IN_POSTGRES = /^(08|40|53|55|57|58|25006$)/;
/** What a socket, or postgres.js in its place, says of a connection that is gone. */
const AWAY_BY_SOCKET =
  /^(CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT|EPIPE|ECONN(RESET|REFUSED|ABORTED)|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/;
const AWAY_IN_SQLITE: ReadonlySet<unknown> = new Set([5, 6, 10, 13]);

/** Whether the database, and not what was asked of it, is to blame: another try may succeed. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DbError) return AWAY.has(error.code);
  const code = codeOf(error);
  if ('errcode' in error && AWAY_IN_SQLITE.has(error.errcode)) return true;
  if (typeof code !== 'string') return false;
  return AWAY_BY_SOCKET.test(code) || (code.length === 5 && AWAY_IN_POSTGRES.test(code));
}
