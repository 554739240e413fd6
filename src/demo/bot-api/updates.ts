import { conflict } from './errors.ts';

/** What the Bot API sends when a bot names no kinds: these three are off by default. */
const OFF_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);

const MESSAGE_LIFETIME_MS = 24 * 60 * 60 * 1000;
const CALLBACK_LIFETIME_MS = 150 * 1000;

export type Update = { update_id: number } & Record<string, unknown>;

export type Pending = {
  update: Update;
  kind: string;
  /** Order is kept inside one queue only. */
  queue: string;
  expiresAt: number;
  onTaken: () => void;
};

export type Incoming = {
  kind: string;
  payload: unknown;
  queue: string;
  onTaken?: () => void;
};

type Poll = { resolve: () => void; reject: (error: Error) => void };

/** The bot's updates, until it takes them: by a confirming offset or by a 2xx to the webhook. */
export function createUpdates({ now }: { now: () => number }) {
  let pending: Pending[] = [];
  let lastUpdateId = 100_000_000;
  let allowed: string[] | undefined;
  let poll: Poll | undefined;
  const listeners = new Set<() => void>();

  const isAllowed = (kind: string) =>
    allowed && allowed.length > 0 ? allowed.includes(kind) : !OFF_BY_DEFAULT.has(kind);

  function forgetExpired() {
    const at = now();
    pending = pending.filter((item) => item.expiresAt > at);
  }

  function take(items: Pending[]) {
    const taken = new Set(items);
    pending = pending.filter((item) => !taken.has(item));
    for (const item of items) item.onTaken();
  }

  function push({ kind, payload, queue, onTaken = () => undefined }: Incoming) {
    if (!isAllowed(kind)) return;
    lastUpdateId += 1;
    const lifetime = kind === 'callback_query' ? CALLBACK_LIFETIME_MS : MESSAGE_LIFETIME_MS;
    const update = structuredClone({ update_id: lastUpdateId, [kind]: payload });
    pending.push({ update, kind, queue, expiresAt: now() + lifetime, onTaken });
    poll?.resolve();
    for (const listener of listeners) listener();
  }

  /** A later getUpdates ends an earlier one that still waits, as with Telegram. */
  async function waitForMore(seconds: number, signal: AbortSignal) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const mine: Poll = { resolve, reject };
    poll = mine;
    const timer = setTimeout(resolve, seconds * 1000);
    const give = () => resolve();
    signal.addEventListener('abort', give);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', give);
      if (poll === mine) poll = undefined;
    }
  }

  return {
    push,
    take,
    isAllowed,
    allow(kinds: string[] | undefined) {
      if (kinds) allowed = kinds;
    },
    allowed: () => allowed,
    clear() {
      pending = [];
    },
    pending(): readonly Pending[] {
      forgetExpired();
      return pending;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async poll(ask: { offset: number; limit: number; seconds: number; signal: AbortSignal }) {
      const other =
        'terminated by other getUpdates request; make sure that only one bot instance is running';
      poll?.reject(conflict(other));
      forgetExpired();
      if (ask.offset < 0) take(pending.slice(0, Math.max(0, pending.length + ask.offset)));
      take(pending.filter((item) => item.update.update_id < ask.offset));
      if (pending.length === 0 && ask.seconds > 0) await waitForMore(ask.seconds, ask.signal);
      return pending.slice(0, ask.limit).map((item) => item.update);
    },
    stop() {
      poll?.resolve();
      pending = [];
    },
  };
}

export type Updates = ReturnType<typeof createUpdates>;
