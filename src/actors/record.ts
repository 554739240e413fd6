/** A value that survives JSON unchanged: what a record, an event or an effect may carry. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Everything an actor is, as it is stored under its key. */
export interface ActorRecord {
  /** The chart's version that wrote it. */
  readonly version: number;
  /** New with every begin, so that tickets and effects of an earlier life never match. */
  readonly epoch: string;
  /** Grows by one with every save. */
  readonly step: number;
  /** XState's persisted snapshot. */
  readonly snapshot: Json;
  /**
   * Open jobs and timers, and the last of each superseding command: name → id of the effect. A
   * result without its ticket is stale.
   */
  readonly tickets: Readonly<Record<string, string>>;
  /** Ids of the last deliveries taken; a set, since Telegram orders messages and presses apart. */
  readonly seen: readonly string[];
}

/**
 * How an effect stands among the others of its actor. A `write` and what comes `after` wait until
 * every older write is done or dead; for a write the later ones wait in turn. `any` waits for none.
 */
export type Order = 'write' | 'after' | 'any';

/** What a chart wished for, as data. */
export interface Effect {
  /** `key/epoch/step/index`. */
  readonly id: string;
  /** A command returns nothing, a job answers with its ticket, a timer fires as an event. */
  readonly kind: 'command' | 'job' | 'timer';
  /** The command's type, the job's source, or the timer's event type. */
  readonly name: string;
  /** Its ticket's name; the empty string for a command that supersedes none. */
  readonly ticket: string;
  readonly order: Order;
  readonly input: Json;
  /** Milliseconds from the save until it is due. */
  readonly delayMs: number;
}

/** Which life and which moment of an actor a save builds on. */
export interface Expected {
  readonly epoch: string;
  readonly step: number;
}

/** One line of an actor's history. States are dotted paths; `@begin` is the first event. */
export interface JournalEntry {
  readonly key: string;
  readonly epoch: string;
  readonly step: number;
  readonly event: string;
  readonly from: string;
  readonly to: string;
  /** Milliseconds since 1970, by the store's clock. */
  readonly at: number;
}
