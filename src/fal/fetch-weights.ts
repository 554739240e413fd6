import type { Fetch } from './fetch-once.ts';
import { checkedWeights, NotWeights } from './weights-format.ts';

export type OpenedWeights =
  /** Read while it comes; throws when it breaks off, takes too long, or is none. */
  | { readonly kind: 'ok'; readonly source: AsyncIterable<Uint8Array> }
  | { readonly kind: 'bad'; readonly retryable: boolean };

/** Opens a file of weights at FAL's. Never throws itself. */
export type FetchWeights = (url: string) => Promise<OpenedWeights>;

interface Options {
  /** Whether results may be fetched from there. */
  readonly isAllowed: (url: string) => boolean;
  readonly rewrite?: (url: string) => string;
  readonly fetch?: Fetch;
  readonly maxBytes?: number;
  /** For the whole of it. */
  readonly timeoutMs?: number;
}

/** Weights of a portrait have 90–350 MB. */
const MAX_BYTES = 1024 * 1024 * 1024;

const TIMEOUT_MS = 10 * 60_000;

/** A status that may pass; 404 also, since a fresh file can be late at the edge. */
const isPassing = (status: number) =>
  status >= 500 || status === 404 || status === 408 || status === 425 || status === 429;

const bad = (retryable: boolean): OpenedWeights => ({ kind: 'bad', retryable });

async function* capped(
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  // Leaving the loop early cancels the body.
  for await (const chunk of body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new NotWeights('they are too large');
    yield chunk;
  }
}

/**
 * Fetches weights: without the key, from listed hosts only, without redirects, capped in size and
 * time, and looked at while they come.
 */
export function createWeightsFetcher(options: Options): FetchWeights {
  const { isAllowed, rewrite = (url: string) => url, fetch = globalThis.fetch } = options;
  const { maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS } = options;

  const open = async (url: string): Promise<OpenedWeights> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(rewrite(url), { redirect: 'manual', signal });
    const { status, body } = response;
    const isTooLarge = Number(response.headers.get('content-length') ?? 0) > maxBytes;
    if (status === 200 && body && !isTooLarge)
      return { kind: 'ok', source: checkedWeights(capped(body, maxBytes)) };
    await body?.cancel();
    return bad(status !== 200 && isPassing(status));
  };

  return async (url) => (isAllowed(url) ? open(url).catch(() => bad(true)) : bad(false));
}
