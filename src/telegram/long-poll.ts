import type { Update } from 'grammy/types';
import { describeFailure, type Failure, outcomeOf } from './call-outcome.ts';
import type { Telegram } from './telegram-api.ts';

/** The updates that AISHA lives on; payments add theirs. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'my_chat_member',
] as const;

/** Resolves after so many milliseconds, or at once when the signal is aborted. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export interface LongPollPorts {
  readonly telegram: Telegram;
  /** Resolves once the update is saved; rejects when it must be tried again. */
  readonly take: (update: Update) => Promise<unknown>;
  /** `poll-conflict`: another process takes this bot's updates. */
  readonly report: (
    code: 'poll-conflict' | 'poll-failed' | 'update-not-taken',
    detail: unknown,
  ) => void;
  readonly pause?: Pause;
  /** How long Telegram holds an empty answer back. */
  readonly waitSeconds?: number;
}

const MAX_PAUSE_MS = 30_000;
const CONFLICT_PAUSE_MS = 5000;
const MAX_TAKE_PAUSE_MS = 10_000;
/** `stop` promises to be done within a second. */
const CONFIRM_TIMEOUT_MS = 500;

const systemPause: Pause = (ms, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });

const backoffMs = (tries: number, max: number) => Math.min(max, 500 * 2 ** (tries - 1));

/** Whose order an update belongs to. */
const ownerOf = ({ message, edited_message, callback_query, my_chat_member, update_id }: Update) =>
  (message ?? edited_message ?? callback_query ?? my_chat_member)?.from?.id ?? `u${update_id}`;

function byOwner(updates: readonly Update[]): readonly (readonly Update[])[] {
  const owners = new Map<number | string, Update[]>();
  for (const update of updates) {
    const owner = ownerOf(update);
    owners.set(owner, [...(owners.get(owner) ?? []), update]);
  }
  return [...owners.values()];
}

/** The platform's signal, which grammY's types know by a polyfill's name. */
type GrammySignal = Parameters<Telegram['free']['getUpdates']>[1];
const asGrammySignal = (signal: AbortSignal) => signal as unknown as GrammySignal;

/**
 * Asks Telegram for updates until it is stopped. The offset, which makes Telegram forget, passes
 * only updates that were taken.
 */
export function createLongPoll(ports: LongPollPorts) {
  const { telegram, take, report, pause = systemPause, waitSeconds = 50 } = ports;
  const stopping = new AbortController();
  const { signal } = stopping;
  let offset = 0;
  let running: Promise<void> | undefined;

  const ask = (timeout: number, until: AbortSignal) =>
    outcomeOf(
      telegram.free.getUpdates(
        { offset, timeout, limit: 100, allowed_updates: ALLOWED_UPDATES },
        asGrammySignal(until),
      ),
    );

  /** True once the update is saved; false: stopped before. */
  async function takeOne(update: Update): Promise<boolean> {
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        await take(update);
        return true;
      } catch (error) {
        report('update-not-taken', error);
        await pause(backoffMs(tries, MAX_TAKE_PAUSE_MS), signal);
      }
    }
    return false;
  }

  /** One person's updates in their order; returns those that were not taken. */
  async function takeInOrder(updates: readonly Update[]): Promise<readonly Update[]> {
    for (const [at, update] of updates.entries()) {
      if (!(await takeOne(update))) return updates.slice(at);
    }
    return [];
  }

  async function takeAll(updates: readonly Update[]) {
    const left = (await Promise.all(byOwner(updates).map(takeInOrder))).flat();
    const firstLeft = Math.min(...left.map((update) => update.update_id));
    for (const { update_id: id } of updates) if (id < firstLeft) offset = Math.max(offset, id + 1);
  }

  async function recover(failure: Failure, tries: number) {
    if (failure.kind === 'conflict') {
      report('poll-conflict', failure.description);
      return pause(CONFLICT_PAUSE_MS, signal);
    }
    report('poll-failed', describeFailure(failure));
    const asked = failure.kind === 'rate-limited' ? failure.retryAfter * 1000 : 0;
    return pause(Math.max(asked, backoffMs(tries, MAX_PAUSE_MS)), signal);
  }

  async function loop() {
    for (let failures = 0; !signal.aborted; ) {
      const asked = await ask(waitSeconds, signal);
      if (asked.kind === 'ok') {
        failures = 0;
        await takeAll(asked.value);
      } else if (!signal.aborted) {
        failures += 1;
        await recover(asked, failures);
      }
    }
  }

  /** Tells Telegram what was taken last, so that it need not come again. */
  const confirm = () => ask(0, AbortSignal.timeout(CONFIRM_TIMEOUT_MS));

  return {
    start() {
      running ??= loop();
    },
    /** Resolves when the updates under way are saved, or left for the next start. */
    async stop() {
      if (!running || signal.aborted) return running;
      stopping.abort();
      await running;
      if (offset > 0) await confirm();
    },
  };
}

export type LongPoll = ReturnType<typeof createLongPoll>;
