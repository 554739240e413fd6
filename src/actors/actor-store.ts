import type { ActorRecord, Effect, Expected, JournalEntry } from './record.ts';

/** One atomic write: the record, the effects that follow from it, and a journal line. */
export interface Save {
  readonly key: string;
  /** `null`: the record must not exist yet (begin). */
  readonly expected: Expected | null;
  readonly record: ActorRecord;
  readonly effects: readonly Effect[];
  /**
   * Ids of effects whose tickets this step closed: dropped, running or not; dead letters stay. A
   * write has no ticket.
   */
  readonly closed: readonly string[];
  readonly journal: Pick<JournalEntry, 'event' | 'from' | 'to'>;
  /** Effects due at once, and held back by no older write, are leased to the saver for so long. */
  readonly leaseMs: number;
  /** The record may be forgotten so long after its last save; `null`: never. */
  readonly expiresInMs: number | null;
}

/** An effect under a lease. Only the holder of the token may finish it. */
export interface ClaimedEffect extends Effect {
  readonly key: string;
  /** The fencing token: a later claim of the same effect makes it worthless. */
  readonly token: string;
  /** How often it was tried before; a lease that ended without an answer counts as a try. */
  readonly attempts: number;
}

export interface DeadLetter {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: Effect['kind'];
  readonly attempts: number;
  readonly error: string;
  readonly at: number;
}

export type Saved =
  | {
      readonly kind: 'saved';
      /** Leased to the saver, in order. */
      readonly claimed: readonly ClaimedEffect[];
    }
  | { readonly kind: 'conflict' };

export interface QueueDepth {
  /** Due and waiting for a runner. */
  readonly due: number;
  /** Waiting for their time, or for an older write. */
  readonly later: number;
  readonly leased: number;
  readonly dead: number;
  /** Milliseconds the oldest due effect has waited; 0 when none waits. */
  readonly oldestMs: number;
}

/** The effects that waited for a write which is over now; null: the token is stale. */
export type Freed = readonly ClaimedEffect[] | null;

/**
 * Where actors live. Small on purpose: three adapters pass one contract suite.
 * An effect whose `order` is not `any` is leased only while no older write of its actor is
 * unfinished, or to the one that holds that write too.
 * All times are by the store's own clock. Methods reject with a StoreError when the store is out
 * of reach or refuses.
 */
export interface ActorStore {
  load(key: string): Promise<ActorRecord | null>;
  /** Writes all or nothing; `conflict` when the stored epoch and step are not the expected ones. */
  save(save: Save): Promise<Saved>;
  /** Takes a lease on effects that are due and free, or whose lease has ended; oldest first. */
  claim(want: { limit: number; leaseMs: number }): Promise<readonly ClaimedEffect[]>;
  /**
   * False: the lease is another's now, or the effect is gone; stop working on it. A lease that
   * ended is still its holder's until another claims it.
   */
  renew(id: string, token: string, leaseMs: number): Promise<boolean>;
  /** The effect is done and forgotten; what waited for it is leased to its holder. */
  complete(id: string, token: string, leaseMs: number): Promise<Freed>;
  /**
   * Gives the lease back, to be tried again in `delayMs`, or when the older writes are over.
   * `error: null` does not count as a try.
   */
  release(
    id: string,
    token: string,
    again: { delayMs: number; error: string | null },
  ): Promise<boolean>;
  /**
   * Moves the effect to the dead letters, where an operator sees it; counts as a try. What waited
   * for it is leased to its holder.
   */
  bury(id: string, token: string, error: string, leaseMs: number): Promise<Freed>;
  /** Newest first. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /**
   * Makes a dead letter due again, with its tries forgotten: it waits for nothing, and nothing
   * waits for it. False: there is none of that id.
   */
  revive(id: string): Promise<boolean>;
  /** Drops a dead letter for good. */
  drop(id: string): Promise<boolean>;
  depth(): Promise<QueueDepth>;
  /** The oldest journal lines not yet taken over by SQL. */
  journal(limit: number): Promise<readonly JournalEntry[]>;
  /** Forgets journal lines that SQL has now. */
  forgetJournal(entries: readonly JournalEntry[]): Promise<void>;
  /** Forgets an actor with its effects, dead letters and journal lines (erasure). */
  remove(key: string): Promise<void>;
  /** Milliseconds since 1970 by the store's clock; also the readiness probe. */
  clock(): Promise<number>;
  /** How often a runner should look for due work. */
  readonly pollMs: number;
  close(): Promise<void>;
}
