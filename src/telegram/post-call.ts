import { HttpError, type Transformer } from 'grammy/web';

/** grammY's types name a polyfill's signal; `grammy/web` hands on the platform's own. */
export type GrammySignal = Parameters<Transformer>[3];

type Fetch = (input: string, init: RequestInit) => Promise<Response>;

interface PostOptions {
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot: string;
  readonly fetch: Fetch;
}

/** What is not told is left out, as grammY's own client does. */
const textOf = (payload: object) =>
  JSON.stringify(payload, (_key, value: unknown) => value ?? undefined);

const headers = { 'content-type': 'application/json' };

/**
 * Posts a call without files by itself: grammY's client makes a controller, a timer and three
 * promises more for each, which thousands of calls in a burst keep in memory.
 */
export const postJson = ({ token, apiRoot, fetch }: PostOptions): Transformer => {
  const address = `${apiRoot}/bot${token}/`;
  return async (_prev, method, payload, signal) => {
    const init = { method: 'POST', headers, body: textOf(payload) };
    const given = signal as unknown as AbortSignal | undefined;
    try {
      const response = await fetch(address + method, given ? { ...init, signal: given } : init);
      // Telegram answers a failed call in the same words; what is no JSON came from between.
      return (await response.json()) as Awaited<ReturnType<typeof _prev<typeof method>>>;
    } catch (error) {
      throw new HttpError(`Network request for '${method}' failed!`, error);
    }
  };
};
