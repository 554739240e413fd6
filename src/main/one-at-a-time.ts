import { nanoid } from 'nanoid';
import { releaseLock, takeLock } from '../../db/locks.ts';
import type { Handle } from '../../db/open.ts';

/** Runs `work` while no other work of that name runs, in whichever instance. */
export type OneAtATime = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** An instance that was killed holds a name up for so long at most. */
const LEASE_MS = 5_000;
const RENEW_EVERY_MS = 1_500;
const LOOK_EVERY_MS = 40;
const PATIENCE_MS = 15_000;

export interface OneAtATimeNeeds {
  readonly db: Handle;
  /** A lock was lost, not renewed, or not given back: it ends by itself. */
  readonly onError: (error: unknown) => void;
  readonly renewEveryMs?: number;
}

/** `held`: another instance would not give the name up. `lost`: one took it while work went on. */
export class LockError extends Error {
  override readonly name = 'LockError';
  readonly code: 'held' | 'lost';

  constructor(code: 'held' | 'lost', name: string) {
    super(`${name} is held by another instance`);
    this.code = code;
  }
}

/** By locks in the database, for what instances must not do to a chat at once. */
export function createOneAtATime(needs: OneAtATimeNeeds): OneAtATime {
  const { db, onError, renewEveryMs = RENEW_EVERY_MS } = needs;
  const take = async (name: string, owner: string) => {
    const until = performance.now() + PATIENCE_MS;
    while (!(await takeLock(db, name, owner, LEASE_MS))) {
      if (performance.now() > until) throw new LockError('held', name);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };

  return async (name, work) => {
    const owner = nanoid();
    await take(name, owner);
    let renewed: Promise<void> = Promise.resolve();
    const renew = async () => {
      try {
        if (!(await takeLock(db, name, owner, LEASE_MS))) onError(new LockError('lost', name));
      } catch (error) {
        onError(error);
      }
    };
    const renewal = setInterval(() => {
      renewed = renewed.then(renew);
    }, renewEveryMs);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      // One that came after the release would take the lock for nobody.
      await renewed;
      await releaseLock(db, name, owner).catch(onError);
    }
  };
}
