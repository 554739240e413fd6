/** Who goes first when there is more to send than Telegram takes. */
export const priorities = ['results', 'presses', 'progress'] as const;

export type Priority = (typeof priorities)[number];

/** A newer call with the same `replaces` came while this one waited. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';

  constructor() {
    super('A newer call took the place of this one');
  }
}

/** The process ends before this call's turn has come: another process makes it. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';

  constructor() {
    super('The process ended before this call went out');
  }
}

/** Milliseconds; `setTimer` returns what cancels it. */
export interface Clock {
  readonly now: () => number;
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  setTimer(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface LimitedCall {
  readonly chatId: number;
  readonly priority: Priority;
  /** A waiting call with the same key is dropped for this one. */
  readonly replaces?: string;
  /** How many messages it makes of the chat's share: an album several, a deletion none. */
  readonly cost?: number;
  /** It begins something: as long as it waits, another process can do all of it. */
  readonly isFirst?: boolean;
}

/** A turn at the budget, counted already: for one call, and for no later than the next second. */
export interface Turn {
  /** True once, and not when it has grown old: the call that asked may go. */
  readonly spend: () => boolean;
  /** There was nothing to send: another call may go instead. */
  readonly giveBack: () => void;
}

/** Which calls still go: all; none that begins something; none. */
type Openness = 'open' | 'draining' | 'closed';

/** How many calls may go out. */
export interface Rates {
  readonly overallPerSecond: number;
  readonly chatPerSecond: number;
  readonly chatBurst: number;
}

/** Telegram's FAQ: about 30 messages a second in all, one a second in a chat, short bursts more. */
const TELEGRAM_RATES: Rates = { overallPerSecond: 30, chatPerSecond: 1, chatBurst: 5 };

/** 429s in so many chats at once are not about a chat. */
const CHATS_OF_A_FLOOD = 3;
/** Idle chats are looked through for forgetting each time so many more are known. */
const FORGET_EVERY_CHATS = 5000;

/** The overall budget counts the calls of so long. */
const WINDOW_MS = 1000;

interface Waiting {
  readonly call: LimitedCall;
  readonly go: (turn: Turn) => void;
  readonly drop: (why: SupersededError | StoppedError) => void;
}

interface Chat {
  tokens: number;
  /** When `tokens` was right. */
  at: number;
  heldUntil: number;
}

type Line = Map<number, Waiting[]>;

/**
 * One budget for all calls that make or change messages. Within a priority people take turns, so
 * that one person's many calls hold up nobody else's. p-queue and bottleneck know priorities, but
 * no chats that wait for themselves while others pass.
 */
export function createLimiter({
  clock = systemClock,
  rates: { overallPerSecond, chatPerSecond, chatBurst } = TELEGRAM_RATES,
}: {
  readonly clock?: Clock;
  readonly rates?: Rates;
} = {}) {
  const lines: Readonly<Record<Priority, Line>> = {
    results: new Map(),
    presses: new Map(),
    progress: new Map(),
  };
  const chats = new Map<number, Chat>();
  /** When the last calls were let through, oldest first. */
  const passed: number[] = [];
  let heldUntil = 0;
  let forgetAt = FORGET_EVERY_CHATS;
  let cancelTimer: (() => void) | undefined;
  let openness: Openness = 'open';

  const mayGo = ({ isFirst = false }: LimitedCall) =>
    openness === 'open' || (openness === 'draining' && !isFirst);

  function chatOf(chatId: number): Chat {
    const now = clock.now();
    const known = chats.get(chatId);
    const chat = known ?? { tokens: chatBurst, at: now, heldUntil: 0 };
    const gained = ((now - chat.at) / 1000) * chatPerSecond;
    chat.tokens = Math.min(chatBurst, chat.tokens + gained);
    chat.at = now;
    if (!known) chats.set(chatId, chat);
    return chat;
  }

  /** When a call may go as far as its chat is concerned. */
  function chatReadyAt({ chatId, cost = 1 }: LimitedCall): number {
    const chat = chatOf(chatId);
    const missing = Math.min(cost, chatBurst) - chat.tokens;
    if (missing <= 0) return chat.heldUntil;
    return Math.max(chat.heldUntil, chat.at + Math.ceil((missing / chatPerSecond) * 1000));
  }

  function overallReadyAt(): number {
    const oldest = passed.length < overallPerSecond ? undefined : passed[0];
    return Math.max(heldUntil, oldest === undefined ? 0 : oldest + WINDOW_MS);
  }

  function count({ chatId, cost = 1 }: LimitedCall): Turn {
    const now = clock.now();
    const tokens = Math.min(cost, chatBurst);
    chatOf(chatId).tokens -= tokens;
    passed.push(now);
    if (passed.length > overallPerSecond) passed.shift();
    let isOpen = true;
    const giveBack = () => {
      if (!isOpen) return;
      isOpen = false;
      chatOf(chatId).tokens += tokens;
      const at = passed.indexOf(now);
      if (at !== -1) passed.splice(at, 1);
      pump();
    };
    const spend = () => {
      if (clock.now() >= now + WINDOW_MS) giveBack();
      const isMine = isOpen;
      isOpen = false;
      return isMine;
    };
    return { spend, giveBack };
  }

  /** Takes the chat's first call, and lets the chat wait behind the others of its line. */
  function takeFirst(line: Line, chatId: number, [first, ...rest]: readonly Waiting[]) {
    line.delete(chatId);
    if (rest.length > 0) line.set(chatId, rest);
    return first;
  }

  /** The next call that may go now, or else when to look again. */
  function next(): Waiting | number {
    const now = clock.now();
    const open = overallReadyAt();
    if (open > now) return open;
    let soonest = Number.POSITIVE_INFINITY;
    for (const priority of priorities) {
      for (const [chatId, waiting] of lines[priority]) {
        const readyAt = waiting[0] ? chatReadyAt(waiting[0].call) : soonest;
        const first = readyAt <= now && takeFirst(lines[priority], chatId, waiting);
        if (first) return first;
        soonest = Math.min(soonest, readyAt);
      }
    }
    return soonest;
  }

  const isAnyWaiting = () => priorities.some((priority) => lines[priority].size > 0);

  function pump() {
    cancelTimer?.();
    cancelTimer = undefined;
    while (isAnyWaiting()) {
      const found = next();
      if (typeof found === 'number') {
        cancelTimer = clock.setTimer(pump, Math.max(1, found - clock.now()));
        return;
      }
      found.go(count(found.call));
    }
  }

  function dropReplaced({ chatId, priority, replaces }: LimitedCall) {
    if (replaces === undefined) return;
    const waiting = lines[priority].get(chatId) ?? [];
    const kept = waiting.filter(({ call }) => call.replaces !== replaces);
    if (kept.length === 0) lines[priority].delete(chatId);
    else lines[priority].set(chatId, kept);
    for (const { call, drop } of waiting)
      if (call.replaces === replaces) drop(new SupersededError());
  }

  function dropAllThatMayNotGo() {
    for (const line of Object.values(lines))
      for (const [chatId, waiting] of line) {
        const kept = waiting.filter(({ call }) => mayGo(call));
        if (kept.length === 0) line.delete(chatId);
        else line.set(chatId, kept);
        for (const { call, drop } of waiting) if (!mayGo(call)) drop(new StoppedError());
      }
    pump();
  }

  function forgetIdle() {
    if (chats.size < forgetAt) return;
    for (const [chatId, chat] of chats) {
      const isFull = chatOf(chatId).tokens >= chatBurst;
      if (isFull && chat.heldUntil <= clock.now()) chats.delete(chatId);
    }
    forgetAt = chats.size + FORGET_EVERY_CHATS;
  }

  const heldChats = () => {
    const now = clock.now();
    return [...chats.values()].filter((chat) => chat.heldUntil > now);
  };

  return {
    /**
     * Waits for its turn, then calls. Rejects with `SupersededError` if it was replaced, with
     * `StoppedError` if the process ends before.
     */
    run<T>(call: LimitedCall, send: (turn: Turn) => Promise<T>): Promise<T> {
      if (!mayGo(call)) return Promise.reject(new StoppedError());
      forgetIdle();
      dropReplaced(call);
      const line = lines[call.priority];
      return new Promise((resolve, reject) => {
        const go = (turn: Turn) => void send(turn).then(resolve, reject);
        line.set(call.chatId, [...(line.get(call.chatId) ?? []), { call, go, drop: reject }]);
        pump();
      });
    },
    /** Telegram asked to wait, in seconds. Asked in many chats at once, everything waits. */
    hold(chatId: number, seconds: number) {
      const until = clock.now() + seconds * 1000;
      const chat = chatOf(chatId);
      chat.heldUntil = Math.max(chat.heldUntil, until);
      if (heldChats().length >= CHATS_OF_A_FLOOD) heldUntil = Math.max(heldUntil, until);
      pump();
    },
    /** The process is about to end: nothing begins any more, what has begun goes on. */
    drain() {
      openness = 'draining';
      dropAllThatMayNotGo();
    },
    /** Nothing goes any more. */
    close() {
      openness = 'closed';
      dropAllThatMayNotGo();
    },
    /** Calls that wait for their turn. */
    waiting: () =>
      priorities.reduce(
        (sum, priority) =>
          sum + [...lines[priority].values()].reduce((all, calls) => all + calls.length, 0),
        0,
      ),
  };
}

export type Limiter = ReturnType<typeof createLimiter>;
