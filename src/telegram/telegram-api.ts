import { Api, InputFile, type Transformer } from 'grammy/web';
import type { Limiter, Priority, Turn } from './limiter.ts';
import { type GrammySignal, postJson } from './post-call.ts';

export interface TelegramOptions {
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot: string;
  readonly limiter: Limiter;
  readonly fetch?: Fetch;
  readonly timeouts?: Timeouts;
}

type Fetch = (input: string, init: RequestInit) => Promise<Response>;

/** Milliseconds until an answer must be there; shorter than an effect's lease. */
export interface Timeouts {
  readonly callMs: number;
  readonly uploadMs: number;
  /** Beyond the seconds that getUpdates asks Telegram to wait. */
  readonly pollMs: number;
}

const usual: Timeouts = { callMs: 10_000, uploadMs: 60_000, pollMs: 10_000 };

/** The Bot API by purpose; three share the budget, `free` stands outside of it. */
export interface Telegram {
  /** Pictures, files, and how an order ended. */
  readonly results: Api;
  /** Screens: what a press or a word is answered with. */
  readonly presses: Api;
  /**
   * As `presses`, but the turn comes first: `work` begins when a call may go, and the first call of
   * its `Api` is that call. A turn that it does not spend is another's.
   */
  readonly inTurn: <T>(chatId: number, work: (api: Api) => Promise<T>) => Promise<T>;
  /** Cards of jobs under way. A newer edit replaces one of the same message that still waits. */
  readonly progress: Api;
  /** Answers to presses, getUpdates, set-up. */
  readonly free: Api;
  /** The bot's own id, which its token begins with. */
  readonly botId: number;
}

/** A 429 that asks for no more than this is waited for in the line. */
const PATIENCE_S = 15;
const MAX_TRIES = 3;

type Payload = Readonly<Record<string, unknown>>;

const hasUpload = (value: unknown): boolean => {
  if (value instanceof InputFile) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(hasUpload);
};

function timeoutOf(method: string, payload: Payload, timeouts: Timeouts): number {
  if (method !== 'getUpdates') return timeouts.callMs;
  return Number(payload['timeout'] ?? 0) * 1000 + timeouts.pollMs;
}

const timedOut = () => new DOMException('The call took too long', 'TimeoutError');

/** A timer that ends with the call: `AbortSignal.timeout` keeps its own, and the call, to its end. */
async function within<T>(
  ms: number,
  given: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const end = () => ending.abort(given?.reason);
  const timer = setTimeout(() => ending.abort(timedOut()), ms);
  if (given?.aborted) end();
  given?.addEventListener('abort', end);
  try {
    return await run(ending.signal);
  } finally {
    clearTimeout(timer);
    given?.removeEventListener('abort', end);
  }
}

/** Calls without files go to `post`, uploads to grammY's client. */
const timed =
  (timeouts: Timeouts, post: Transformer): Transformer =>
  (prev, method, payload, signal) => {
    const isUpload = hasUpload(payload);
    const ms = isUpload ? timeouts.uploadMs : timeoutOf(method, payload as Payload, timeouts);
    return within(ms, signal as unknown as AbortSignal | undefined, (ending) => {
      const until = ending as unknown as GrammySignal;
      return isUpload ? prev(method, payload, until) : post(prev, method, payload, until);
    });
  };

function costOf(method: string, { media }: Payload): number {
  if (method.startsWith('delete') || method === 'sendChatAction') return 0;
  return Array.isArray(media) ? media.length : 1;
}

/** Only the newest of several waiting edits of a card is worth sending. */
const replacing = (priority: Priority, method: string, { message_id }: Payload) =>
  priority === 'progress' && method.startsWith('edit') && message_id !== undefined
    ? { replaces: `${method}:${message_id}` }
    : {};

/** The first call spends the turn in hand, should there be one; each other waits for its own. */
const limited =
  (limiter: Limiter, priority: Priority, inHand?: Turn): Transformer =>
  async (prev, method, payload, signal) => {
    const told = payload as Payload;
    const chatId = Number(told['chat_id'] ?? Number.NaN);
    if (Number.isNaN(chatId)) return prev(method, payload, signal);
    const cost = costOf(method, told);
    const isFirst = priority === 'progress';
    const call = { chatId, priority, cost, isFirst, ...replacing(priority, method, told) };
    for (let tries = 1; ; tries += 1) {
      const send = () => prev(method, payload, signal);
      const response = await (inHand?.spend() ? send() : limiter.run(call, send));
      if (response.ok || response.error_code !== 429) return response;
      const seconds = response.parameters?.retry_after ?? 1;
      limiter.hold(chatId, seconds);
      if (tries === MAX_TRIES || seconds > PATIENCE_S) return response;
    }
  };

/** What went wrong, without the address: it holds the token. */
function withoutAddress(error: unknown, token: string): Error {
  if (!(error instanceof Error)) return new Error('the request failed');
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  const clean = new Error(
    `${error.message}${code}`.replaceAll(/https?:\/\/\S+/g, '…').replaceAll(token, '…'),
  );
  clean.name = error.name;
  return clean;
}

/** What is thrown holds neither the token nor, as grammY's does, the payload's words in its text. */
export function createTelegram(options: TelegramOptions): Telegram {
  const { token, apiRoot, limiter, timeouts = usual } = options;
  const { fetch = globalThis.fetch } = options;

  async function safeFetch(input: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(input, init);
    } catch (error) {
      throw withoutAddress(error, token);
    }
  }

  const post = postJson({ token, apiRoot, fetch: safeFetch });

  function api(...transformers: Transformer[]): Api {
    const made = new Api(token, { apiRoot, fetch: safeFetch as typeof globalThis.fetch });
    made.config.use(timed(timeouts, post), ...transformers);
    return made;
  }

  const inTurn: Telegram['inTurn'] = (chatId, work) =>
    limiter.run({ chatId, priority: 'presses', isFirst: true }, async (turn) => {
      try {
        return await work(api(limited(limiter, 'presses', turn)));
      } finally {
        turn.giveBack();
      }
    });

  return {
    results: api(limited(limiter, 'results')),
    presses: api(limited(limiter, 'presses')),
    inTurn,
    progress: api(limited(limiter, 'progress')),
    free: api(),
    botId: Number(/^\d+/.exec(token)?.[0] ?? 0),
  };
}
