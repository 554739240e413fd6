import { nanoid } from 'nanoid';
import { releaseLock, takeLock } from '../../db/locks.ts';
import type { Handle } from '../../db/open.ts';
import { type Chore, createSweep, type Sweep } from '../actors/sweep.ts';
import { factsOf, type Log } from '../log.ts';

const LOCK = 'sweep';
const LEASE_MS = 5_000;

export interface SoleSweepNeeds {
  readonly db: Handle;
  readonly chores: readonly Chore[];
  readonly log: Log;
  readonly now: () => number;
}

/** The sweep of all instances: whichever holds the lock does it, and stopped hands it over at once. */
export function createSoleSweep({ db, chores, log, now }: SoleSweepNeeds): Sweep {
  const instance = nanoid();
  const sweep = createSweep({
    chores,
    isLeader: () => takeLock(db, LOCK, instance, LEASE_MS),
    now,
    onError: (chore, error) => log.error('A chore failed', { chore, ...factsOf(error) }),
  });
  return {
    ...sweep,
    stop: async () => {
      await sweep.stop();
      await releaseLock(db, LOCK, instance).catch((error: unknown) =>
        log.debug('A lock was left', factsOf(error)),
      );
    },
  };
}
