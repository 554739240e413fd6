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
  /** A lock was not renewed, or not given back: it ends by itself. */
  readonly onError: (error: unknown) => void;
}

/** By locks in the database, for what instances must not do to a chat at once. */
export function createOneAtATime({ db, onError }: OneAtATimeNeeds): OneAtATime {
  const take = async (name: string, owner: string) => {
    const until = performance.now() + PATIENCE_MS;
    while (!(await takeLock(db, name, owner, LEASE_MS))) {
      if (performance.now() > until)
        throw Object.assign(new Error(`${name} is held by another instance`), { code: 'held' });
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  };

  return async (name, work) => {
    const owner = nanoid();
    await take(name, owner);
    const renew = () => void takeLock(db, name, owner, LEASE_MS).catch(onError);
    const renewal = setInterval(renew, RENEW_EVERY_MS);
    try {
      return await work();
    } finally {
      clearInterval(renewal);
      await releaseLock(db, name, owner).catch(onError);
    }
  };
}
