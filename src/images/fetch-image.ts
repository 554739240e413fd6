import type { ImageType } from './image-type.ts';
import { inspectImage } from './inspect-image.ts';
import { createMediaAddress } from './media-address.ts';
import { readCapped } from './read-capped.ts';

export type FetchedImage =
  | { kind: 'ok'; bytes: Uint8Array; contentType: ImageType; width: number; height: number }
  | { kind: 'bad'; code: BadImageCode; retryable: boolean };

/** `http`: a status that is no success, or no answer at all. */
export type BadImageCode =
  | 'host'
  | 'redirect'
  | 'too-large'
  | 'timeout'
  | 'not-an-image'
  | 'broken'
  | 'http';

export type FetchImage = (url: string) => Promise<FetchedImage>;

type Options = {
  hosts?: readonly string[];
  /** FAL_BASE_URL, if set: its whole address is allowed. */
  baseUrl?: string;
  /** From `createRewrite`. */
  rewrite?: (url: string) => string;
  fetch?: (url: string, init?: RequestInit) => Promise<Response>;
  maxBytes?: number;
  timeoutMs?: number;
};

/** Where FAL keeps results. */
export const DEFAULT_MEDIA_HOSTS: readonly string[] = ['*.fal.media', 'storage.googleapis.com'];

/** A PNG of 4096² pixels may come near it. */
const MAX_BYTES = 30 * 1024 * 1024;

const TIMEOUT_MS = 60_000;

/** A status that may pass; 404 also, since a fresh result can be late at the edge. */
const isPassing = (status: number) =>
  status >= 500 || status === 404 || status === 408 || status === 425 || status === 429;

const bad = (code: BadImageCode, retryable: boolean): FetchedImage => ({
  kind: 'bad',
  code,
  retryable,
});

const failed = (error: unknown): FetchedImage => {
  const isTimeout = error instanceof Error && error.name === 'TimeoutError';
  return bad(isTimeout ? 'timeout' : 'http', true);
};

/** A decode error may be a damaged download, so it is worth one more; a web page is not. */
async function accept(bytes: Uint8Array): Promise<FetchedImage> {
  const inspected = await inspectImage(bytes);
  if (inspected.kind === 'bad') return bad(inspected.code, inspected.code === 'broken');
  return { ...inspected, bytes };
}

/**
 * Fetches a result's picture: without the key, from listed hosts only, without redirects, capped
 * in size and time, and looked at down to its last pixel. Never throws.
 */
export function createImageFetcher(options: Options): FetchImage {
  const { hosts = DEFAULT_MEDIA_HOSTS, baseUrl, rewrite = (url: string) => url } = options;
  const { fetch = globalThis.fetch, maxBytes = MAX_BYTES, timeoutMs = TIMEOUT_MS } = options;
  const isAllowed = createMediaAddress(baseUrl ? { hosts, baseUrl } : { hosts });

  const download = async (url: string): Promise<FetchedImage> => {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(rewrite(url), { redirect: 'manual', signal });
    const { status } = response;
    if (status === 200) {
      const bytes = await readCapped(response, maxBytes);
      return bytes ? accept(bytes) : bad('too-large', false);
    }
    await response.body?.cancel();
    if (status >= 300 && status < 400) return bad('redirect', false);
    return bad('http', isPassing(status));
  };

  return async (url) => (isAllowed(url) ? download(url).catch(failed) : bad('host', false));
}
