import { setImmediate } from 'node:timers';
import { StoreError } from './store-error.ts';

/** How a group opens, keeps or undoes its transaction. `rollback` must not throw. */
export interface Transaction {
  begin(): void;
  commit(): void;
  rollback(): void;
  /** The storage failed (disk full, I/O), not the operation that met it. */
  isStorageFailure(error: unknown): boolean;
}

interface Job {
  /** Does the writing and returns how to resolve its promise after the commit. */
  readonly work: () => () => void;
  readonly reject: (error: StoreError) => void;
}

/**
 * Writes all operations of two event-loop turns in one transaction, since one wait for the disk
 * costs as much as twenty operations. Each promise resolves after the commit, with its own answer.
 * A bad operation is rejected alone and the others are written without it, so an operation may
 * run more than once; a failing storage rejects the whole group.
 */
export function createGroupCommit(transaction: Transaction) {
  let waiting: Job[] = [];

  const flush = () => {
    let group = waiting;
    waiting = [];
    while (group.length > 0) group = commitGroup(transaction, group);
  };

  return {
    write<T>(operation: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        const work = () => {
          const answer = operation();
          return () => resolve(answer);
        };
        if (waiting.push({ work, reject }) === 1) afterNextTurn(flush);
      });
    },
    /** Writes what waits, at once. */
    flush,
  };
}

/**
 * Between the two turns the sockets are read once more: writes of the requests that came in during
 * the first join the group, whichever phase of a turn the first of them was asked for in.
 */
const afterNextTurn = (work: () => void) => setImmediate(() => setImmediate(work));

/** Returns the jobs still to be written: all but the one that spoiled the group. */
function commitGroup(transaction: Transaction, group: readonly Job[]): Job[] {
  let current: Job | undefined;
  try {
    transaction.begin();
    const settlers = group.map((job) => {
      current = job;
      return job.work();
    });
    current = undefined;
    transaction.commit();
    for (const settle of settlers) settle();
    return [];
  } catch (error) {
    transaction.rollback();
    const spoiler = transaction.isStorageFailure(error) ? undefined : current;
    const rejected = spoiler ? [spoiler] : group;
    for (const job of rejected) job.reject(failure(error));
    return spoiler ? group.filter((job) => job !== spoiler) : [];
  }
}

const failure = (cause: unknown) =>
  new StoreError('store-failed', 'the actor store could not be written', cause);
