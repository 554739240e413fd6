import type { PostgresJSPendingQuery, PostgresJSReservedSql } from 'kysely-postgres-js';
import { DbError } from './errors.ts';
import { withDeadline } from './with-deadline.ts';

/** The part of a postgres.js client that is used. */
type Client = {
  unsafe: (query: string) => PromiseLike<unknown>;
  reserve: () => Promise<PostgresJSReservedSql>;
  end: (options: { timeout: number }) => Promise<void>;
};

/** A client of postgres.js with `max: 1`; `onclose` tells that its connection is gone. */
export type ConnectOnce = (onclose: () => void) => Client;

export type SessionOptions = {
  /** For one connection to be made. */
  connectTimeoutMs: number;
  /** For a statement to be answered, a little longer than the server's own limit. */
  queryDeadlineMs: number;
};

/** The server's process behind a connection; the start tells it from one of another server. */
export type Backend = { pid: number; since: string };

/** One connection, used until it dies or is no longer trusted. */
export type Session = {
  backend: Backend;
  run: PostgresJSReservedSql['unsafe'];
  /** Since when the statement under way has no answer, by `performance.now()`. */
  askedAt: () => number | undefined;
  /** Whether others may have it after this one. */
  isUsable: () => boolean;
  /** Whether it answers within this time; if not, it is ended. */
  answers: (timeoutMs: number) => Promise<boolean>;
  /** Ends it; what waits for an answer is rejected as `connection_lost`. */
  end: () => Promise<void>;
};

/**
 * Each distinct statement stays prepared at the server, and those with lists of ids come in many
 * lengths: a connection that has seen so many is replaced, so that neither side's memory grows.
 */
const MAX_STATEMENTS = 1000;

/** Longer ones write or ask for many rows at once, and hardly ever come again as they are. */
const MAX_PREPARED_LENGTH = 4000;

/** The server became, or always was, a standby: another connection may reach the right one. */
const READ_ONLY = '25006';
/** The server's function that finds that a plan no longer fits the tables. */
const REVALIDATE = 'RevalidateCachedQuery';

/**
 * Connects. `onDoubt` is called when an answer casts doubt on every other connection too: none
 * came in time, the server is a standby, or its tables are not what they were.
 * Throws a `DbError` `database_unreachable`.
 */
export async function connectSession(
  connect: ConnectOnce,
  { connectTimeoutMs, queryDeadlineMs }: SessionOptions,
  onDoubt: () => void,
): Promise<Session> {
  const life = createLife();
  const client = connect(() => life.end('the connection to the database died'));
  const end = async () => {
    life.end('the connection to the database was closed');
    await client.end({ timeout: 0 });
  };
  const answerWithin = <T>(pending: Promise<T>, timeoutMs: number) =>
    withDeadline(life.guard(pending), timeoutMs, () => {
      onDoubt();
      void end();
    });
  try {
    const { sql, backend } = await answerWithin(firstContact(client), connectTimeoutMs);
    const statements = createStatements(onDoubt);
    const run: Session['run'] = (statement, parameters, options) => {
      if (!life.isOn()) return uncancellable(life.guard(never()));
      const prepare = statement.length <= MAX_PREPARED_LENGTH;
      const pending = sql.unsafe(statement, parameters, { ...options, prepare });
      const answer = statements.watch(statement, answerWithin(pending, queryDeadlineMs));
      return Object.assign(answer, { cancel: () => pending.cancel() });
    };
    return {
      backend,
      run,
      end,
      askedAt: statements.askedAt,
      isUsable: () => life.isOn() && statements.areTrusted(),
      answers: (timeoutMs) =>
        answerWithin(sql.unsafe('select 1'), timeoutMs).then(
          () => true,
          () => false,
        ),
    };
  } catch (error) {
    await end();
    throw new DbError('database_unreachable', 'the database cannot be reached', error);
  }
}

/** Which backends the server has, of those that the rest of the statement asks for. */
export const BACKENDS = `select pid, extract(epoch from backend_start)::text as since
  from pg_stat_activity where pid`;

/** `reserve` on a client that has not connected yet never resolves, so a statement goes first. */
async function firstContact(client: Client) {
  const [backend] = readBackends(await client.unsafe(`${BACKENDS} = pg_backend_pid()`));
  if (!backend) throw new DbError('inconsistent', 'the server does not list its own connection');
  return { backend, sql: await client.reserve() };
}

/** The rows of `BACKENDS`: a connection of one's own user is listed whole, without nulls. */
export const readBackends = (rows: unknown): readonly Backend[] => [...(rows as Iterable<Backend>)];

/** What the statements of one connection tell about it. */
function createStatements(onDoubt: () => void) {
  const seen = new Set<string>();
  let askedAt: number | undefined;
  let areTrusted = true;

  const judge = (error: unknown): unknown => {
    const { code, routine } = Object(error) as { code?: unknown; routine?: unknown };
    if (code !== READ_ONLY && routine !== REVALIDATE) return error;
    areTrusted = false;
    onDoubt();
    return routine === REVALIDATE ? staleError(error) : error;
  };

  return {
    askedAt: () => askedAt,
    areTrusted: () => areTrusted && seen.size < MAX_STATEMENTS,
    watch: async <T>(statement: string, answer: Promise<T>): Promise<T> => {
      if (statement.length <= MAX_PREPARED_LENGTH) seen.add(statement);
      askedAt = performance.now();
      try {
        return await answer;
      } catch (error) {
        throw judge(error);
      } finally {
        askedAt = undefined;
      }
    },
  };
}

/** Outside of a transaction postgres.js repeats the statement by itself; inside one it is too late. */
const staleError = (cause: unknown) =>
  new DbError('schema_changed', 'the tables changed during the transaction', cause);

const never = () => new Promise<never>(() => undefined);

const uncancellable = (answer: Promise<never>): PostgresJSPendingQuery =>
  Object.assign(answer, { cancel: () => undefined });

/** A connection's life: what is guarded by it rejects as soon as it ends. */
function createLife() {
  let lost: DbError | undefined;
  const guarded = new Set<(error: DbError) => void>();
  return {
    isOn: () => lost === undefined,
    end: (message: string) => {
      if (lost) return;
      lost = new DbError('connection_lost', message);
      for (const reject of guarded) reject(lost);
      guarded.clear();
    },
    guard: <T>(promise: Promise<T>) =>
      new Promise<T>((resolve, reject) => {
        if (lost) return reject(lost);
        guarded.add(reject);
        promise.then(resolve, reject).finally(() => guarded.delete(reject));
      }),
  };
}
