import { nanoid } from 'nanoid';
import { releaseLock, takeLock } from '../../db/locks.ts';
import type { Handle } from '../../db/open.ts';

const LEASE_MS = 5_000;
const LOOKS_A_LEASE = 5;

export interface SoleWorkNeeds {
  readonly db: Handle;
  /** The lock that the instances reach for. */
  readonly name: string;
  /** Begins the work; its `stop` resolves when none of it is under way. */
  readonly begin: () => { stop(): Promise<void> };
  readonly onError: (error: unknown) => void;
  /** How long the others wait for an instance that was killed, in milliseconds. */
  readonly leaseMs?: number;
}

/** Work that one instance does for all: whichever holds the lock, for as long as it does. */
export interface SoleWork {
  start(): void;
  /** Ends the work and lets another instance begin it at once. */
  stop(): Promise<void>;
}

export function createSoleWork(needs: SoleWorkNeeds): SoleWork {
  const { db, name, begin, onError, leaseMs = LEASE_MS } = needs;
  const instance = nanoid();
  let work: ReturnType<typeof begin> | undefined;
  let ending: Promise<void> = Promise.resolve();
  let expiry: ReturnType<typeof setTimeout> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let looking: Promise<void> = Promise.resolve();
  let isStopped = false;

  const end = (): Promise<void> => {
    clearTimeout(expiry);
    const ended = work;
    work = undefined;
    if (ended) ending = ended.stop().catch(onError);
    return ending;
  };

  /** A lease that cannot be renewed ends here no later than in the database. */
  const lead = (askedAt: number) => {
    clearTimeout(expiry);
    expiry = setTimeout(end, askedAt + leaseMs - performance.now());
    work ??= begin();
  };

  const look = async () => {
    const askedAt = performance.now();
    try {
      const isOurs = await takeLock(db, name, instance, leaseMs);
      await ending;
      if (isOurs && !isStopped) lead(askedAt);
      if (!isOurs) await end();
    } catch (error) {
      onError(error);
    }
    if (!isStopped) timer = setTimeout(next, leaseMs / LOOKS_A_LEASE);
  };

  const next = () => {
    looking = look();
  };

  return {
    start: () => {
      if (!isStopped) next();
    },
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await looking;
      await end();
      await releaseLock(db, name, instance).catch(onError);
    },
  };
}
