import {
  BACKENDS,
  type Backend,
  type ConnectOnce,
  readBackends,
  type Session,
} from './postgres-session.ts';
import { withDeadline } from './with-deadline.ts';

export type WatchOptions = {
  connect: ConnectOnce;
  sessions: ReadonlySet<Session>;
  /** So long a statement may go without an answer before its connection is asked about. */
  doubtAfterMs: number;
  /** For the new connection to answer. */
  connectTimeoutMs: number;
};

/**
 * Looks after statements that wait for an answer. When a server vanishes, nobody closes its
 * connections, and a statement would wait until its deadline. So whoever waits for long is asked
 * about over a new connection: if the server that answers there does not know them, they are lost.
 */
export function createWatch({ connect, sessions, doubtAfterMs, connectTimeoutMs }: WatchOptions) {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = async () => {
    timer = undefined;
    const since = performance.now() - doubtAfterMs;
    const silent = [...sessions].filter((session) => (session.askedAt() ?? Infinity) <= since);
    if (silent.length > 0) await endUnknown(silent);
    if (sessions.size > 0) begin();
  };

  const endUnknown = async (silent: readonly Session[]) => {
    const known = await askFor(silent.map(({ backend }) => backend.pid));
    if (known === undefined) return;
    const isKnown = ({ pid, since }: Backend) =>
      known.some((one) => one.pid === pid && one.since === since);
    for (const session of silent) if (!isKnown(session.backend)) void session.end();
  };

  /** Undefined where nobody answers: then the deadline of each statement is all there is. */
  const askFor = async (pids: readonly number[]) => {
    const client = connect(() => undefined);
    const question = `${BACKENDS} in (${pids.join(', ')})`;
    try {
      const answer = Promise.resolve(client.unsafe(question));
      return readBackends(await withDeadline(answer, connectTimeoutMs));
    } catch {
      return undefined;
    } finally {
      void client.end({ timeout: 0 });
    }
  };

  const begin = () => {
    timer ??= setTimeout(() => void look(), doubtAfterMs / 2);
  };

  return {
    /** Looks from now on, for as long as there are connections. */
    begin,
    end: () => clearTimeout(timer),
  };
}
