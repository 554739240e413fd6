import { type KeepAlive, openKeepAlive, type Target } from '../keep-alive.ts';
import type { NextBody } from '../load.ts';

/** How soon an update that was not taken comes again; Telegram would wait a second. */
const AGAIN_MS = 100;

/** One update's way; by `performance.now()`. */
export interface Insisted {
  readonly dueAt: number;
  readonly takenAt: number;
  readonly tries: number;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A connection that is made anew when the server has closed it. */
function createConnection(target: Target) {
  let open: KeepAlive | undefined;
  return {
    /** Null: there was no answer. */
    post: async (body: string): Promise<number | null> => {
      try {
        open ??= await openKeepAlive(target);
        return await open.post(body);
      } catch {
        open = undefined;
        return null;
      }
    },
    close: () => open?.close(),
  };
}

/** At a steady rate, each again and again until it is answered with 200, as Telegram does. */
export async function insist(
  target: Target,
  {
    connections,
    perSecond,
    count,
  }: Readonly<Record<'connections' | 'perSecond' | 'count', number>>,
  next: NextBody,
): Promise<readonly Insisted[]> {
  const startedAt = performance.now();
  const done: Insisted[] = [];
  let nth = 0;
  const drive = async () => {
    const connection = createConnection(target);
    while (nth < count) {
      const dueAt = startedAt + (nth++ / perSecond) * 1000;
      const body = next();
      if (body === undefined) break;
      await wait(Math.max(0, dueAt - performance.now()));
      let tries = 1;
      while ((await connection.post(body)) !== 200) {
        tries += 1;
        await wait(AGAIN_MS);
      }
      done.push({ dueAt, takenAt: performance.now(), tries });
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, drive));
  return done;
}
