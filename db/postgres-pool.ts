import type {
  PostgresJSPendingQuery,
  PostgresJSReservedSql,
  PostgresJSSql,
} from 'kysely-postgres-js';
import { DbError } from './errors.ts';

/** The part of a postgres.js client that is used. */
type Client = {
  unsafe: (query: string) => PromiseLike<unknown>;
  reserve: () => Promise<PostgresJSReservedSql>;
  end: (options: { timeout: number }) => Promise<void>;
};

/** A client of postgres.js with `max: 1`; `onclose` tells that its connection is gone. */
export type ConnectOnce = (onclose: () => void) => Client;

export type PoolOptions = {
  max: number;
  /** For one connection to be made. */
  connectTimeoutMs: number;
  /** For a statement to be answered, a little longer than the server's own limit. */
  queryDeadlineMs: number;
  /** For a connection to become free. */
  acquireTimeoutMs: number;
};

type Session = {
  run: PostgresJSReservedSql['unsafe'];
  isAlive: () => boolean;
  end: () => Promise<void>;
};

/**
 * A pool of connections that are used until they die and then thrown away.
 *
 * postgres.js connects anew by itself, and after a server's restart that goes wrong in two ways:
 * bytes of an unsent statement stay in the buffer, so that the next start-up message is never
 * written and queries wait for ever; and a transaction's next statement may run on the new
 * connection, outside of any transaction. Here each connection is a client of its own that is
 * never used again once it closed or let a deadline pass, so neither can happen.
 */
export function createPostgresPool(connect: ConnectOnce, options: PoolOptions): PostgresJSSql {
  const idle: Session[] = [];
  const waiting: Array<() => void> = [];
  const sessions = new Set<Session>();
  let taken = 0;
  let ended = false;

  const takeIdle = () => {
    for (let session = idle.pop(); session; session = idle.pop()) {
      if (session.isAlive()) return session;
      sessions.delete(session);
    }
    return undefined;
  };

  const takePlace = async () => {
    if (taken >= options.max) await queuePlace(waiting, options.acquireTimeoutMs);
    else taken += 1;
  };

  /** A place goes straight to the next in line, so that nobody overtakes. */
  const freePlace = () => {
    const next = waiting.shift();
    if (next) next();
    else taken -= 1;
  };

  const release = (session: Session) => {
    if (session.isAlive() && !ended) idle.push(session);
    else discard(session);
    freePlace();
  };

  const discard = (session: Session) => {
    sessions.delete(session);
    void session.end();
  };

  const openSession = async () => {
    const session = await connectSession(connect, options);
    sessions.add(session);
    return session;
  };

  const reserve = async () => {
    if (ended) throw new DbError('database_unreachable', 'the database was closed');
    await takePlace();
    try {
      return reserved(takeIdle() ?? (await openSession()), release);
    } catch (error) {
      freePlace();
      throw error;
    }
  };

  const end = async () => {
    ended = true;
    await Promise.all([...sessions].map((session) => session.end()));
  };

  return { reserve, end, options: { max: options.max } };
}

function reserved(session: Session, release: (session: Session) => void): PostgresJSReservedSql {
  return { unsafe: session.run, release: () => release(session) };
}

function queuePlace(waiting: Array<() => void>, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      waiting.splice(waiting.indexOf(take), 1);
      reject(new DbError('database_busy', `no connection became free in ${timeoutMs} ms`));
    };
    const timer = setTimeout(giveUp, timeoutMs);
    const take = () => {
      clearTimeout(timer);
      resolve();
    };
    waiting.push(take);
  });
}

async function connectSession(connect: ConnectOnce, options: PoolOptions): Promise<Session> {
  const life = createLife();
  const client = connect(() => life.end('the connection to the database died'));
  const end = async () => {
    life.end('the connection to the database was closed');
    await client.end({ timeout: 0 });
  };
  const answerWithin = <T>(pending: Promise<T>, timeoutMs: number) =>
    withDeadline(life.guard(pending), timeoutMs, () => void end());
  try {
    const sql = await answerWithin(firstContact(client), options.connectTimeoutMs);
    const run: Session['run'] = (...statement) => {
      if (!life.isOn()) return uncancellable(life.guard(never()));
      const pending = sql.unsafe(...statement);
      const answer = answerWithin(pending, options.queryDeadlineMs);
      return Object.assign(answer, { cancel: () => pending.cancel() });
    };
    return { run, isAlive: life.isOn, end };
  } catch (error) {
    await end();
    throw new DbError('database_unreachable', 'the database cannot be reached', error);
  }
}

/** `reserve` on a client that has not connected yet never resolves, so a statement goes first. */
async function firstContact(client: Client) {
  await client.unsafe('select 1');
  return client.reserve();
}

const never = () => new Promise<never>(() => undefined);

const uncancellable = (answer: Promise<never>): PostgresJSPendingQuery =>
  Object.assign(answer, { cancel: () => undefined });

function withDeadline<T>(promise: Promise<T>, timeoutMs: number, onDeadline: () => void) {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new DbError('query_deadline', `the database did not answer in ${timeoutMs} ms`));
      onDeadline();
    }, timeoutMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

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
