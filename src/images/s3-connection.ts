import type { S3 } from '@aws-sdk/client-s3';
import { describedS3Error, mayPass, S3Error } from './s3-error.ts';

/** Where the objects are, and with which key. */
export interface S3Access {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface S3Patience {
  /** For an answer to begin, in milliseconds. */
  readonly answerMs?: number;
  /** Between two pieces of a body. */
  readonly stallMs?: number;
  /** The pauses before each further try. */
  readonly pausesMs?: readonly number[];
}

/** One of the times that a request is made. */
export interface Attempt {
  /** Ends it when it takes too long. */
  readonly abortSignal: AbortSignal;
  /** So much goes or comes with it, and takes its time. */
  allow(bytes: number): void;
}

export interface S3Connection {
  readonly s3: S3;
  /** Of the endpoint, for people. */
  readonly host: string;
  readonly stallMs: number;
  /** Makes a request, and again while its failure may pass, unless told. @throws S3Error */
  request<Answer>(
    name: string,
    ask: (attempt: Attempt) => Promise<Answer>,
    options?: { readonly again: boolean },
  ): Promise<Answer>;
  close(): void;
}

/** Long enough for a busy server, short enough for a person who waits for a picture. */
const ANSWER_MS = 10_000;
const STALL_MS = 10_000;
/** Slower than this a line is as good as dead. */
const LEAST_BYTES_PER_MS = 256;
const PAUSES_MS = [150, 600, 2000];

/**
 * Deno 2.9.6 sends a request on a kept connection once more when it is destroyed for being late,
 * and then nobody can end it; a connection for each request is ended with it.
 */
const sockets =
  'Deno' in globalThis
    ? { httpAgent: { keepAlive: false }, httpsAgent: { keepAlive: false } }
    : undefined;

/** Some earlier, some later, so that instances do not come back all at once. */
const jittered = (ms: number) => ms * (0.5 + Math.random());

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, jittered(ms)));

/** Ends what takes too long, even where the driver does not heed the signal. */
async function inTime<Answer>(
  answerMs: number,
  ask: (attempt: Attempt) => Promise<Answer>,
): Promise<Answer> {
  const abort = new AbortController();
  const { promise: late, reject } = Promise.withResolvers<never>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const allow = (bytes: number) => {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        reject(new S3Error('s3-unreachable', 'S3 did not answer in time'));
        abort.abort();
      },
      answerMs + bytes / LEAST_BYTES_PER_MS,
    );
  };
  allow(0);
  const asked = ask({ abortSignal: abort.signal, allow });
  // If it is late, nobody waits for it any more.
  asked.catch(() => undefined);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

/** Loads the driver, which takes a moment, and connects with the first request. */
export async function connectS3(
  access: S3Access,
  { answerMs = ANSWER_MS, stallMs = STALL_MS, pausesMs = PAUSES_MS }: S3Patience = {},
): Promise<S3Connection> {
  const { S3 } = await import('@aws-sdk/client-s3');
  const { endpoint, region, accessKeyId, secretAccessKey } = access;
  const { host } = new URL(endpoint);
  const s3 = new S3({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    // MinIO and most others have no host name for each bucket.
    forcePathStyle: true,
    // Tries are counted here, where a deadline and a body belong to a try.
    maxAttempts: 1,
    // Sums that older servers do not know are sent only where the store asks for them.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: answerMs, ...sockets },
  });

  return {
    s3,
    host,
    stallMs,
    request: async (name, ask, { again } = { again: true }) => {
      const pauses = again ? pausesMs : [];
      for (let tried = 0; ; tried += 1) {
        try {
          return await inTime(answerMs, ask);
        } catch (error) {
          const pauseMs = pauses[tried];
          if (pauseMs === undefined || !mayPass(error)) throw describedS3Error(error, host, name);
          await pause(pauseMs);
        }
      }
    },
    close: () => s3.destroy(),
  };
}
