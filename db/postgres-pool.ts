import type { PostgresJSReservedSql, PostgresJSSql } from 'kysely-postgres-js';
import { DbError } from './errors.ts';
import {
  type ConnectOnce,
  connectSession,
  type Session,
  type SessionOptions,
} from './postgres-session.ts';
import { createWatch } from './postgres-watch.ts';

export type PoolOptions = SessionOptions & {
  max: number;
  /** For a connection to become free. */
  acquireTimeoutMs: number;
  /** As long a connection may be silent before it must prove that it lives. */
  doubtAfterMs: number;
};

type Idle = { session: Session; since: number };

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
  const { doubtAfterMs } = options;
  let idle: Idle[] = [];
  const waiting: Array<() => void> = [];
  const sessions = new Set<Session>();
  const watch = createWatch({ connect, sessions, ...options });
  let taken = 0;
  let ended = false;

  /** The one used last, if it lives; one that rested for long is asked first. */
  const takeIdle = async () => {
    for (let next = idle.pop(); next; next = idle.pop()) {
      const { session, since } = next;
      const isFresh = performance.now() - since < doubtAfterMs;
      if (session.isUsable() && (isFresh || (await session.answers(doubtAfterMs)))) return session;
      discard(session);
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
    if (session.isUsable() && !ended) idle.push({ session, since: performance.now() });
    else discard(session);
    freePlace();
  };

  const discard = (session: Session) => {
    sessions.delete(session);
    void session.end();
  };

  const discardIdle = () => {
    const doubtful = idle;
    idle = [];
    for (const { session } of doubtful) discard(session);
  };

  const openSession = async () => {
    const session = await connectSession(connect, options, discardIdle);
    if (ended) await session.end();
    else sessions.add(session);
    watch.begin();
    return session;
  };

  const reserve = async () => {
    if (ended) throw new DbError('database_unreachable', 'the database was closed');
    await takePlace();
    try {
      return reserved((await takeIdle()) ?? (await openSession()), release);
    } catch (error) {
      freePlace();
      throw error;
    }
  };

  const end = async () => {
    ended = true;
    watch.end();
    const all = [...sessions];
    sessions.clear();
    await Promise.all(all.map((session) => session.end()));
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
