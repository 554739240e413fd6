import type { Pending, Updates } from './updates.ts';

export type Hook = { url: string; secret?: string; maxConnections: number };

/** Telegram drops a webhook call that is not answered within a minute. */
const ANSWER_TIMEOUT_MS = 60_000;

/** Again at once, then after 2, 4, 8 … s, at most a minute. */
export const webhookBackoffMs = (attempt: number) =>
  attempt === 0 ? 0 : Math.min(60_000, 1000 * 2 ** attempt);

type Deps = {
  updates: Updates;
  now: () => number;
  backoffMs: (attempt: number) => number;
  isDown: () => boolean;
  /** A method the bot puts into its answer, run as a call of its own. */
  onReply: (reply: Record<string, unknown>) => void;
};

/**
 * Delivers updates by POST. Each queue goes in order and waits for its own 2xx; queues go side by
 * side, at most `maxConnections` at once. Anything but a 2xx is sent again.
 */
export function createWebhook({ updates, now, backoffMs, isDown, onReply }: Deps) {
  const busy = new Map<string, AbortController>();
  let hook: Hook | undefined;
  let lastError: { last_error_date: number; last_error_message: string } | undefined;

  function fail(message: string) {
    lastError = { last_error_date: Math.floor(now() / 1000), last_error_message: message };
  }

  async function post(target: Hook, item: Pending, signal: AbortSignal): Promise<boolean> {
    if (isDown()) return false;
    const headers = new Headers({ 'Content-Type': 'application/json' });
    if (target.secret) headers.set('X-Telegram-Bot-Api-Secret-Token', target.secret);
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        headers,
        body: JSON.stringify(item.update),
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      const body = await response.text();
      if (!response.ok) {
        fail(`Wrong response from the webhook: ${response.status} ${response.statusText}`);
        return false;
      }
      const reply = readReply(body);
      if (reply) onReply(reply);
      return true;
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  async function drain(target: Hook, queue: string, signal: AbortSignal) {
    let attempt = 0;
    while (!signal.aborted) {
      const item = updates.pending().find((other) => other.queue === queue);
      if (!item) return;
      if (await post(target, item, signal)) {
        if (!signal.aborted) updates.take([item]);
        attempt = 0;
      } else {
        await pause(backoffMs(attempt), signal);
        attempt += 1;
      }
    }
  }

  function start() {
    if (!hook) return;
    for (const { queue } of updates.pending()) {
      if (busy.has(queue) || busy.size >= hook.maxConnections) continue;
      const control = new AbortController();
      busy.set(queue, control);
      void drain(hook, queue, control.signal).finally(() => {
        if (busy.get(queue) === control) busy.delete(queue);
        start();
      });
    }
  }

  function stop() {
    for (const control of busy.values()) control.abort();
    busy.clear();
  }

  updates.subscribe(start);

  return {
    isSet: () => hook !== undefined,
    set(next: Hook | undefined) {
      stop();
      hook = next;
      lastError = undefined;
      start();
    },
    info() {
      const allowed = updates.allowed();
      return {
        url: hook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: updates.pending().length,
        ...(hook ? { max_connections: hook.maxConnections } : {}),
        ...(allowed && allowed.length > 0 ? { allowed_updates: allowed } : {}),
        ...lastError,
      };
    },
    close() {
      hook = undefined;
      stop();
    },
  };
}

export type Webhook = ReturnType<typeof createWebhook>;

function readReply(body: string): Record<string, unknown> | undefined {
  try {
    const reply: unknown = JSON.parse(body);
    const isCall = typeof reply === 'object' && reply !== null && 'method' in reply;
    return isCall ? { ...reply } : undefined;
  } catch {
    return undefined;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
