import { type KeepAlive, openKeepAlive, type Target } from './keep-alive.ts';

export interface Measured {
  readonly count: number;
  /** Answers other than 200. */
  readonly refused: number;
  readonly perSecond: number;
  /** Milliseconds, shortest first. */
  readonly latencies: readonly number[];
}

/** The next update's body; undefined: that was all. */
export type NextBody = () => string | undefined;

async function withConnections<T>(
  target: Target,
  count: number,
  work: (connections: readonly KeepAlive[]) => Promise<T>,
): Promise<T> {
  const connections = await Promise.all(Array.from({ length: count }, () => openKeepAlive(target)));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}

interface Answer {
  readonly status: number;
  readonly ms: number;
}

function measured(answers: readonly Answer[], startedAt: number): Measured {
  const seconds = (performance.now() - startedAt) / 1000;
  return {
    count: answers.length,
    refused: answers.filter(({ status }) => status !== 200).length,
    perSecond: answers.length / seconds,
    latencies: answers.map(({ ms }) => ms).sort((a, b) => a - b),
  };
}

/** As fast as the server answers: every connection posts again once it is answered. */
export function pushHard(target: Target, connections: number, next: NextBody): Promise<Measured> {
  return withConnections(target, connections, async (open) => {
    const startedAt = performance.now();
    const answers: Answer[] = [];
    const drive = async (connection: KeepAlive) => {
      for (let body = next(); body !== undefined; body = next()) {
        const at = performance.now();
        const status = await connection.post(body);
        answers.push({ status, ms: performance.now() - at });
      }
    };
    await Promise.all(open.map(drive));
    return measured(answers, startedAt);
  });
}

/**
 * At a steady rate, whether or not the server keeps up: a late answer does not put off the next
 * update, and time spent waiting for a free connection counts.
 */
export function pushSteadily(
  target: Target,
  { connections, perSecond, count }: { connections: number; perSecond: number; count: number },
  next: NextBody,
): Promise<Measured> {
  return withConnections(target, connections, async (open) => {
    const startedAt = performance.now();
    const dueAt = (nth: number) => startedAt + (nth / perSecond) * 1000;
    const answers: Answer[] = [];
    let nth = 0;
    const drive = async (connection: KeepAlive) => {
      while (nth < count) {
        const due = dueAt(nth++);
        const body = next();
        if (body === undefined) return;
        const early = due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const status = await connection.post(body);
        answers.push({ status, ms: performance.now() - due });
      }
    };
    await Promise.all(open.map(drive));
    return measured(answers, startedAt);
  });
}

/** A share of sorted values lies at or below it: 0.99 for the 99th percentile. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
