import type { ClaimedEffect } from './actor-store.ts';

/** What a doer is told beside the wish's own input. */
export interface Work {
  /** The actor that wished. */
  readonly key: string;
  readonly effectId: string;
  /** How often it was tried before. */
  readonly attempts: number;
  /** Aborted when the ticket closed, the lease was lost, or the process stops. */
  readonly signal: AbortSignal;
}

/** Carries a wish out. At least once: what must not happen twice has a key in SQL. */
export type Doer = (input: never, work: Work) => Promise<unknown>;

export interface Doers {
  readonly commands: Readonly<Record<string, Doer>>;
  readonly jobs: Readonly<Record<string, Doer>>;
}

/** The table wish → doer of a chart. A missing or mistyped doer does not compile. */
export type DoersOf<Commands, Jobs, Replies extends string> = {
  readonly commands: {
    readonly [Name in Exclude<keyof Commands, Replies>]: Commands[Name] extends (
      _: never,
      params: infer Params,
    ) => void
      ? (params: Params, work: Work) => Promise<void>
      : never;
  };
  readonly jobs: {
    readonly [Name in keyof Jobs]: (
      input: JobInput<Jobs[Name]>,
      work: Work,
    ) => Promise<JobOutput<Jobs[Name]>>;
  };
};

type JobLogic<Output, Input> = import('xstate').PromiseActorLogic<Output, Input>;
type JobInput<Logic> = Logic extends JobLogic<infer _Output, infer Input> ? Input : never;
type JobOutput<Logic> = Logic extends JobLogic<infer Output, infer _Input> ? Output : never;

export function doerOf(doers: Readonly<Record<string, Doers>>, effect: ClaimedEffect): Doer {
  const table = doers[effect.key.slice(0, effect.key.indexOf(':'))];
  const doer = (effect.kind === 'job' ? table?.jobs : table?.commands)?.[effect.name];
  // Reached only by an effect that an older release has left behind.
  if (!doer)
    throw Object.assign(new Error(`Nobody does ${effect.name}`), {
      code: 'no-doer',
      retryable: false,
    });
  return doer;
}
