import type { JobError } from '../../machines/wishes.ts';
import { ActorError } from './actor-error.ts';
import type { ActorStore, ClaimedEffect } from './actor-store.ts';
import { createAlarm } from './alarm.ts';
import { type Charts, findChart } from './chart.ts';
import type { Dispatch } from './dispatch.ts';
import { type Doers, doerOf } from './doers.ts';

/** How often an effect is tried before it is a dead letter. Some 3 minutes with the backoff. */
const MAX_TRIES = 10;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 60_000;
/** Before an effect that only a newer process can answer is offered again. */
const NEWER_RETRY_MS = 1000;
/** Effects taken from the store at a time. */
const BATCH = 64;
/** More than this under way, and nothing further is claimed; what we saved ourselves still runs. */
const MAX_RUNNING = 512;

export interface RunnerEvents {
  /** An effect failed for now or, with `final`, for good. */
  readonly onFailed?: (effect: ClaimedEffect, error: JobError, final: boolean) => void;
  /** The store did not answer; the runner tries again by itself. */
  readonly onStoreError?: (error: unknown) => void;
}

export interface RunnerNeeds extends RunnerEvents {
  readonly store: ActorStore;
  readonly charts: Charts;
  readonly doers: Readonly<Record<string, Doers>>;
  readonly leaseMs: number;
  /** 0 … 1, for the jitter of retries. */
  readonly random: () => number;
}

export interface Runner {
  /** Results go this way; given once the dispatch exists. */
  start(dispatch: Dispatch): void;
  /** Runs effects that a save has leased to us. */
  take(claimed: readonly ClaimedEffect[]): void;
  /** A step closed these: a job among them shall stop. A screen half drawn is drawn to its end. */
  abandon(effectIds: readonly string[]): void;
  /** Looks for due work in so many milliseconds: a timer or a retry of our own is near. */
  wakeIn(ms: number): void;
  /** Stops claiming, aborts jobs, waits for the rest, and hands back the leases that remain. */
  stop(graceMs: number): Promise<void>;
  /** Resolves when every lease of a stopped runner is handed back. */
  idle(): Promise<void>;
  readonly running: () => number;
}

interface Running {
  readonly effect: ClaimedEffect;
  readonly abort: AbortController;
  /** A later lease of the same effect, claimed before the work under the old one had ended. */
  again?: ClaimedEffect;
}

export function createRunner(needs: RunnerNeeds): Runner {
  const { store, charts, doers, leaseMs, random } = needs;
  const running = new Map<string, Running>();
  const lanes = new Map<string, ClaimedEffect[]>();
  const returning = new Set<Promise<void>>();
  let dispatch: Dispatch | undefined;
  let stopping = false;
  let renewal: ReturnType<typeof setInterval> | undefined;

  /** Commands of one actor keep their order; jobs, timers and long commands wait for nobody. */
  const take = (claimed: readonly ClaimedEffect[]) => {
    for (const effect of claimed) {
      const before = running.get(effect.id);
      if (before) before.again = effect;
      else if (effect.kind === 'command' && !isAside(effect)) queue(effect);
      else void run(effect);
    }
  };

  const isAside = ({ key, name }: ClaimedEffect) =>
    findChart(charts, key)?.aside.includes(name) ?? false;

  const queue = (effect: ClaimedEffect) => {
    const lane = lanes.get(effect.key);
    if (!lane) {
      lanes.set(effect.key, [effect]);
      void runLane(effect.key);
      return;
    }
    // The save that brought the newer one has dropped their rows.
    const older = supersededBy(effect, lane);
    const others = lane.filter((each) => each.id !== effect.id && !older.includes(each));
    lanes.set(effect.key, [...others, effect]);
  };

  /** Screens that nobody has begun to draw, and that a newer one makes needless. */
  const supersededBy = (effect: ClaimedEffect, lane: readonly ClaimedEffect[]) =>
    findChart(charts, effect.key)?.superseding.includes(effect.name)
      ? lane.filter(({ id, name }) => name === effect.name && !running.has(id))
      : [];

  const runLane = async (key: string) => {
    for (let next = lanes.get(key)?.[0]; next; next = lanes.get(key)?.[0]) {
      await run(next);
      leaveLane(next);
    }
    lanes.delete(key);
  };

  const leaveLane = (effect: ClaimedEffect) => {
    const lane = lanes.get(effect.key) ?? [];
    lanes.set(
      effect.key,
      lane.filter((each) => each !== effect),
    );
  };

  const run = async (effect: ClaimedEffect) => {
    if (stopping || !dispatch) return handBack(effect);
    const mine: Running = { effect, abort: new AbortController() };
    const { signal } = mine.abort;
    running.set(effect.id, mine);
    try {
      await carryOut(effect, signal);
    } catch (error) {
      await settled(failed(effect, signal, error));
    } finally {
      running.delete(effect.id);
      if (mine.again) take([mine.again]);
    }
  };

  const carryOut = async (effect: ClaimedEffect, signal: AbortSignal) => {
    const { id, key, token, attempts, ticket, input } = effect;
    if (effect.kind === 'timer') {
      await answer(key, { kind: 'fired', name: ticket, effectId: id });
    } else {
      const work = { key, effectId: id, attempts, signal };
      const output = await doerOf(doers, effect)(input as never, work);
      if (effect.kind === 'job')
        await answer(key, { kind: 'done', name: ticket, effectId: id, output });
    }
    // A taken result has dropped its effect with the same save; this drops a stale one's.
    await store.complete(id, token);
  };

  const answer = async (key: string, inbound: Parameters<Dispatch['dispatch']>[1]) => {
    if (!dispatch) throw new Error('The runner was given work before it was started');
    await dispatch.dispatch(key, inbound);
  };

  const failed = async (effect: ClaimedEffect, signal: AbortSignal, thrown: unknown) => {
    const { id, key, token, attempts, ticket, kind } = effect;
    if (signal.aborted && stopping) return handBack(effect);
    if (signal.aborted) return void (await store.complete(id, token));
    if (isOfNewerRecord(thrown)) return handBack(effect, NEWER_RETRY_MS);
    const error = jobError(thrown);
    const final = !error.retryable || attempts + 1 >= MAX_TRIES;
    needs.onFailed?.(effect, error, final);
    if (!final) {
      const delayMs = retryDelay(attempts, random());
      await store.release(id, token, { delayMs, error: `${error.code}: ${error.message}` });
      alarm.ringIn(delayMs);
    } else if (kind === 'job' && findChart(charts, key)) {
      await answer(key, { kind: 'failed', name: ticket, effectId: id, error });
      await store.complete(id, token);
    } else {
      await store.bury(id, token, `${error.code}: ${error.message}`);
    }
  };

  const handBack = async ({ id, token }: ClaimedEffect, delayMs = 0) => {
    const done = settled(store.release(id, token, { delayMs, error: null }));
    returning.add(done);
    await done;
    returning.delete(done);
  };

  /** The store may be away: the lease then ends by itself, and the effect is tried again. */
  const settled = async (work: Promise<unknown>) => {
    try {
      await work;
    } catch (error) {
      needs.onStoreError?.(error);
    }
  };

  const look = async () => {
    let full = true;
    while (full && !stopping && running.size < MAX_RUNNING) {
      const claimed = await store.claim({ limit: BATCH, leaseMs });
      take(claimed);
      full = claimed.length === BATCH;
    }
  };

  const alarm = createAlarm(store.pollMs, () => settled(look()));

  const waiting = () => [...lanes.values()].flat().filter(({ id }) => !running.has(id));

  const renew = async ({ id, token }: ClaimedEffect, onLost: () => void) => {
    if (!(await store.renew(id, token, leaseMs))) onLost();
  };

  const renewAll = () => {
    for (const effect of waiting()) void settled(renew(effect, () => leaveLane(effect)));
    for (const { effect, abort } of running.values())
      void settled(
        renew(effect, () => abort.abort(new DOMException('The lease is lost', 'AbortError'))),
      );
  };

  return {
    start: (given) => {
      dispatch = given;
      renewal = setInterval(renewAll, leaseMs / 3);
      alarm.start();
    },
    take,
    abandon: (effectIds) => {
      for (const { effect, abort } of effectIds.flatMap((id) => running.get(id) ?? []))
        if (effect.kind === 'job')
          abort.abort(new DOMException('The ticket is closed', 'AbortError'));
    },
    wakeIn: alarm.ringIn,
    idle: async () => void (await Promise.all(returning)),
    running: () => running.size,
    stop: async (graceMs) => {
      stopping = true;
      await alarm.stop();
      for (const { effect, abort } of running.values())
        if (effect.kind === 'job') abort.abort(new DOMException('Stopping', 'AbortError'));
      await withinGrace(() => running.size === 0 && lanes.size === 0, graceMs);
      const left = [...waiting(), ...[...running.values()].map(({ effect }) => effect)];
      await Promise.all([...returning, ...left.map((effect) => handBack(effect))]);
      clearInterval(renewal);
    },
  };
}

const isOfNewerRecord = (thrown: unknown) =>
  thrown instanceof ActorError && thrown.code === 'newer-record';

/** 0.5 s, 1 s, 2 s … 60 s, each with up to half of it less. */
function retryDelay(attempts: number, random: number): number {
  const full = Math.min(FIRST_RETRY_MS * 2 ** attempts, LAST_RETRY_MS);
  return Math.round(full * (1 - random / 2));
}

/** What a doer threw, as it may cross into a chart. `retryable` unless it says otherwise. */
function jobError(thrown: unknown): JobError {
  const { code, message, retryable } = Object(thrown) as Partial<Record<keyof JobError, unknown>>;
  return {
    code: typeof code === 'string' ? code : 'internal',
    message: typeof message === 'string' ? message : String(thrown),
    retryable: retryable !== false,
  };
}

async function withinGrace(done: () => boolean, graceMs: number): Promise<void> {
  const end = Date.now() + graceMs;
  while (!done() && Date.now() < end) await new Promise((next) => setTimeout(next, 10));
}
