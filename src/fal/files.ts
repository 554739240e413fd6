import * as v from 'valibot';
import { type FalError, falError, readFalError } from './errors.ts';
import { type Fetch, fetchOnce } from './fetch-once.ts';
import { describeFailure } from './network-failure.ts';
import { parseAnswer } from './parse-answer.ts';
import { createRewrite } from './rewrite.ts';
import { MOST_AT_ONCE_BYTES, type PartsTarget, uploadInParts } from './upload-in-parts.ts';

/** A file of known size that is read while it is sent. */
export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly open: () => ReadableStream<Uint8Array>;
  /** FAL forgets the file after so long; absent: it keeps it. */
  readonly keepSeconds?: number;
}

export type Uploaded =
  /** Where FAL's models read it. Public to whoever knows the address. */
  | { readonly kind: 'ok'; readonly url: string }
  | { readonly kind: 'failed'; readonly error: FalError };

export interface FalFiles {
  /** Sends a file up to FAL's storage. Never throws. */
  upload(file: UploadedFile): Promise<Uploaded>;
}

/** Milliseconds until a call is given up. */
export interface FilesTimeouts {
  readonly initiateMs: number;
  /** For the whole of a file, however large. */
  readonly uploadMs: number;
}

export interface FilesOptions {
  /** `id:secret`. Goes to FAL's own hosts only, never with the file itself. */
  readonly key: string;
  readonly baseUrl?: string;
  readonly fetch?: Fetch;
  readonly timeouts?: Partial<FilesTimeouts>;
}

const TIMEOUTS: FilesTimeouts = { initiateMs: 15_000, uploadMs: 300_000 };

const initiateUrl = (how: 'initiate' | 'initiate-multipart') =>
  `https://rest.fal.ai/storage/upload/${how}?storage_type=fal-cdn-v3`;

const InitiatedSchema = v.object({
  upload_url: v.pipe(v.string(), v.url()),
  file_url: v.pipe(v.string(), v.url()),
});

type Initiated = v.InferOutput<typeof InitiatedSchema>;

/** What `fetch` takes beside a stream; the library's types do not list it. */
type StreamInit = RequestInit & { duplex: 'half' };

class Refused extends Error {
  readonly error: FalError;

  constructor(error: FalError) {
    super(error.message);
    this.error = error;
  }
}

/** A network failure, or what was refused, in FAL's words; nothing was started, so try again. */
const errorOf = (failure: unknown): FalError =>
  failure instanceof Refused
    ? failure.error
    : falError('provider-failed', describeFailure(failure));

const isLarge = ({ bytes }: UploadedFile) => bytes > MOST_AT_ONCE_BYTES;

const lifetimeOf = ({ keepSeconds }: UploadedFile): Record<string, string> =>
  keepSeconds === undefined
    ? {}
    : {
        'X-Fal-Object-Lifecycle': JSON.stringify({ expiration_duration_seconds: keepSeconds }),
      };

/** An address for one file is told by FAL, and then the file is put there. */
export function createFalFiles(options: FilesOptions): FalFiles {
  const { key, baseUrl, fetch = globalThis.fetch } = options;
  const { initiateMs, uploadMs } = { ...TIMEOUTS, ...options.timeouts };
  const { rewrite, isTrusted } = createRewrite(baseUrl);
  const post = fetchOnce(fetch);

  const requireOk = async (response: Response): Promise<string> => {
    const text = await response.text();
    const { status } = response;
    if (status < 200 || status >= 300)
      throw new Refused(readFalError({ phase: 'result', status, body: parseAnswer(text) }));
    return text;
  };

  const initiate = async (file: UploadedFile): Promise<Initiated> => {
    const { name, contentType } = file;
    const url = initiateUrl(isLarge(file) ? 'initiate-multipart' : 'initiate');
    const response = await post(rewrite(url), {
      method: 'POST',
      headers: {
        Authorization: `Key ${key}`,
        'content-type': 'application/json',
        ...lifetimeOf(file),
      },
      body: JSON.stringify({ content_type: contentType, file_name: name }),
      redirect: 'manual',
      signal: AbortSignal.timeout(initiateMs),
    });
    return v.parse(InitiatedSchema, parseAnswer(await requireOk(response)));
  };

  /** Where FAL said that the file goes; the key does not go with it. */
  const safe = (url: string): string => {
    const target = rewrite(url);
    if (!target.startsWith('https:') && !isTrusted(target))
      throw new Error('the address of the upload is not safe');
    return target;
  };

  /** Deno sends no length with a stream, and in chunks instead; Bun sends both as they should be. */
  const put = async (uploadUrl: string, { contentType, bytes, open }: UploadedFile) => {
    const init: StreamInit = {
      method: 'PUT',
      headers: { 'content-type': contentType, 'content-length': String(bytes) },
      body: open(),
      duplex: 'half',
      redirect: 'manual',
      signal: AbortSignal.timeout(uploadMs),
    };
    await requireOk(await fetch(safe(uploadUrl), init));
  };

  const putParts = async (uploadUrl: string, { open }: UploadedFile) => {
    const signal = AbortSignal.timeout(uploadMs);
    const sendPart: PartsTarget['send'] = async (url, method, body) => {
      const headers = method === 'POST' ? { 'content-type': 'application/json' } : {};
      const init = { method, headers, body, redirect: 'manual', signal } as const;
      return requireOk(await fetch(safe(url), init));
    };
    await uploadInParts({ uploadUrl, send: sendPart }, open());
  };

  const send = async (file: UploadedFile): Promise<Uploaded> => {
    const { upload_url: uploadUrl, file_url: url } = await initiate(file);
    await (isLarge(file) ? putParts(uploadUrl, file) : put(uploadUrl, file));
    return { kind: 'ok', url };
  };

  return {
    upload: (file) =>
      send(file).catch((failure: unknown) => ({ kind: 'failed', error: errorOf(failure) })),
  };
}
