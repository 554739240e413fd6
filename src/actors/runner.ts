import type { JobError } from '../../machines/wishes.ts';
import { ActorError } from './actor-error.ts';
import type { ActorStore, ClaimedEffect, Freed } from './actor-store.ts';
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
  /**
   * A step closed these: a job among them shall stop, and what nobody has begun is not begun. A
   * screen half drawn is drawn to its end.
   */
  abandon(key: string, closed: readonly string[]): void;
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
  const returning = new Set<Promise<unknown>>();
  let dispatch: Dispatch | undefined;
  let stopping = false;
  /** All leases are handed back: what still runs here is another's. */
  let isOver = false;
  let renewal: ReturnType<typeof setInterval> | undefined;

  /** Effects of one actor that are in order are carried out one after another. */
  const take = (claimed: readonly ClaimedEffect[]) => {
    for (const effect of claimed) {
      const before = running.get(effect.id);
      if (before) before.again = effect;
      else if (effect.order !== 'any') queue(effect);
      else void run(effect);
    }
  };

  const queue = (effect: ClaimedEffect) => {
    const isUnderWay = lanes.has(effect.key);
    const lane = lanes.get(effect.key) ?? [];
    const place = lane.findIndex(({ id }) => id === effect.id);
    lanes.set(effect.key, place === -1 ? [...lane, effect] : lane.with(place, effect));
    if (!isUnderWay) void runLane(effect.key);
  };

  const runLane = async (key: string) => {
    for (let next = lanes.get(key)?.[0]; next; next = lanes.get(key)?.[0]) {
      const isOver = await run(next);
      leaveLane(next);
      if (next.order === 'write' && !isOver) clearLane(next);
    }
    lanes.delete(key);
  };

  const leaveLane = (effect: ClaimedEffect) => keepInLane(effect.key, (each) => each !== effect);

  const keepInLane = (key: string, isKept: (effect: ClaimedEffect) => boolean) => {
    const lane = lanes.get(key);
    if (lane) lanes.set(key, lane.filter(isKept));
  };

  /** What came after a write that is still to be done waits for it in the store. */
  const clearLane = (write: ClaimedEffect) => {
    const isAgain = ({ id }: ClaimedEffect) => id === write.id;
    for (const effect of lanes.get(write.key) ?? []) if (!isAgain(effect)) void handBack(effect);
    keepInLane(write.key, isAgain);
  };

  /** True: the effect is done or dead, and what waited for it has been taken. */
  const run = async (effect: ClaimedEffect): Promise<boolean> => {
    if (stopping || !dispatch) return handBack(effect);
    const mine: Running = { effect, abort: new AbortController() };
    const { signal } = mine.abort;
    running.set(effect.id, mine);
    try {
      return await carryOut(effect, signal);
    } catch (error) {
      return (await settled(failed(effect, signal, error))) === true;
    } finally {
      running.delete(effect.id);
      if (mine.again) take([mine.again]);
    }
  };

  const carryOut = async (effect: ClaimedEffect, signal: AbortSignal): Promise<boolean> => {
    const { id, key, attempts, ticket, input } = effect;
    if (effect.kind === 'timer') {
      await answer(key, { kind: 'fired', name: ticket, effectId: id });
    } else {
      const work = { key, effectId: id, attempts, signal };
      const output = await doerOf(doers, effect)(input as never, work);
      if (effect.kind === 'job')
        await answer(key, { kind: 'done', name: ticket, effectId: id, output });
    }
    // A taken result has dropped its effect with the same save; this drops a stale one's.
    return complete(effect);
  };

  const complete = async ({ id, token }: ClaimedEffect) =>
    goOn(await store.complete(id, token, leaseMs));

  /** Takes what waited for an effect. False: another has it now. */
  const goOn = (freed: Freed): boolean => {
    take(freed ?? []);
    return freed !== null;
  };

  const answer = async (key: string, inbound: Parameters<Dispatch['dispatch']>[1]) => {
    if (!dispatch) throw new Error('The runner was given work before it was started');
    await dispatch.dispatch(key, inbound);
  };

  const failed = async (
    effect: ClaimedEffect,
    signal: AbortSignal,
    thrown: unknown,
  ): Promise<boolean> => {
    const { id, key, token, attempts, ticket, kind } = effect;
    if (isOver) return false;
    // Whatever failed may have failed of the stop: another tries it, and judges.
    if (stopping) return handBack(effect);
    if (signal.aborted) return complete(effect);
    if (isOfNewerRecord(thrown)) return handBack(effect, NEWER_RETRY_MS);
    const error = jobError(thrown);
    const final = !error.retryable || attempts + 1 >= MAX_TRIES;
    needs.onFailed?.(effect, error, final);
    if (!final) {
      const delayMs = retryDelay(attempts, random());
      await store.release(id, token, { delayMs, error: `${error.code}: ${error.message}` });
      alarm.ringIn(delayMs);
      return false;
    }
    if (kind === 'job' && findChart(charts, key)) {
      await answer(key, { kind: 'failed', name: ticket, effectId: id, error });
      return complete(effect);
    }
    return goOn(await store.bury(id, token, `${error.code}: ${error.message}`, leaseMs));
  };

  const handBack = async ({ id, token }: ClaimedEffect, delayMs = 0): Promise<false> => {
    const done = settled(store.release(id, token, { delayMs, error: null }));
    returning.add(done);
    await done;
    returning.delete(done);
    return false;
  };

  /** The store may be away: the lease then ends by itself, and the effect is tried again. */
  const settled = async <T>(work: Promise<T>): Promise<T | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!isOver) needs.onStoreError?.(error);
      return undefined;
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

  const alarm = createAlarm(store.pollMs, async () => void (await settled(look())));

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
    abandon: (key, closed) => {
      keepInLane(key, ({ id }) => running.has(id) || !closed.includes(id));
      for (const { effect, abort } of closed.flatMap((id) => running.get(id) ?? []))
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
      isOver = true;
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
