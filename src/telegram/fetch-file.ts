import { outcomeOf } from './call-outcome.ts';
import type { Telegram } from './telegram-api.ts';

export type FetchedFile =
  | { readonly kind: 'ok'; readonly bytes: Uint8Array }
  /** Telegram hands out files of up to 20 MB. */
  | { readonly kind: 'too-large' }
  /** It is not known (any more). */
  | { readonly kind: 'gone' }
  /** Not this time; another try may bring it. */
  | { readonly kind: 'later' };

export type FetchFile = (fileId: string, signal?: AbortSignal) => Promise<FetchedFile>;

export interface FetchFileOptions {
  readonly telegram: Telegram;
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot: string;
  /** Reads a body of at most so many bytes; null: there are more. */
  readonly readBody: (response: Response, maxBytes: number) => Promise<Uint8Array | null>;
  readonly fetch?: (input: string, init: RequestInit) => Promise<Response>;
  readonly timeoutMs?: number;
}

const MAX_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** As Telegram names them: `photos/file_12.jpg`. */
const isPath = (path: string) => /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(path);

/**
 * Fetches what a person sent. The address holds the token, so nothing that is thrown on the way
 * leaves here.
 */
export function createFetchFile(options: FetchFileOptions): FetchFile {
  const { telegram, token, apiRoot, readBody } = options;
  const { fetch = globalThis.fetch, timeoutMs = TIMEOUT_MS } = options;

  async function download(path: string, given?: AbortSignal): Promise<FetchedFile> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = given ? AbortSignal.any([given, timeout]) : timeout;
    const address = `${apiRoot}/file/bot${token}/${path}`;
    const response = await fetch(address, { redirect: 'manual', signal });
    if (response.status === 200) {
      const bytes = await readBody(response, MAX_BYTES);
      return bytes ? { kind: 'ok', bytes } : { kind: 'too-large' };
    }
    await response.body?.cancel();
    return { kind: response.status === 404 ? 'gone' : 'later' };
  }

  return async (fileId, signal) => {
    const asked = await outcomeOf(telegram.free.getFile(fileId));
    if (asked.kind === 'bad-file') return { kind: 'gone' };
    if (asked.kind === 'refused')
      return { kind: /too big/i.test(asked.description) ? 'too-large' : 'gone' };
    if (asked.kind !== 'ok') return { kind: 'later' };
    const { file_path: path, file_size: size = 0 } = asked.value;
    if (size > MAX_BYTES) return { kind: 'too-large' };
    if (!path || !isPath(path)) return { kind: 'gone' };
    return download(path, signal).catch((): FetchedFile => ({ kind: 'later' }));
  };
}
