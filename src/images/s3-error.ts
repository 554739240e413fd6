import type { BucketRole } from './image-store.ts';

/**
 * `s3-unreachable`: no whole answer, or one that may pass. `s3-refused`: a wrong key, a missing
 * right, a missing bucket. `s3-damaged`: what is there is not what was put.
 * `s3-public`: strangers may read a bucket.
 */
export type S3ErrorCode = 's3-unreachable' | 's3-refused' | 's3-damaged' | 's3-public';

/** What the S3 store cannot mend by itself. `cause` holds the driver's own error. */
export class S3Error extends Error {
  override readonly name = 'S3Error';
  readonly code: S3ErrorCode;
  /** Whose bucket it is about, where the others may be in order. */
  readonly role: BucketRole | undefined;

  constructor(code: S3ErrorCode, message: string, cause?: unknown, role?: BucketRole) {
    super(message, { cause });
    this.code = code;
    this.role = role;
  }
}

/** The same, told of one bucket; what is out of reach is so for all of them. */
export function ofRole(error: unknown, role: BucketRole): unknown {
  if (!(error instanceof S3Error) || error.code === 's3-unreachable') return error;
  return new S3Error(error.code, error.message, error.cause, role);
}

interface Answered {
  readonly name?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Guarantee: any value can be asked for properties that it may not have. */
const answered = (error: unknown) => Object(error) as Answered;

const statusOf = (error: unknown) => answered(error).$metadata?.httpStatusCode;

/** S3's own word for what is wrong; a HEAD has no body, and so only a status. */
export const wordOf = (error: unknown): string => {
  const { name } = answered(error);
  const word = typeof name === 'string' ? name : 'Error';
  return word === 'Unknown' ? `status ${statusOf(error)}` : word;
};

/** Refusals that another try may not get: the way there damaged it, or a clock was wrong. */
const PASSING = new Set([
  'BadDigest',
  'IncompleteBody',
  'RequestTimeout',
  'RequestTimeTooSkewed',
  'SlowDown',
  'XAmzContentSHA256Mismatch',
]);

/** Whether the same request may do better later. Every request of the store may be repeated. */
export function mayPass(error: unknown): boolean {
  if (error instanceof S3Error) return error.code === 's3-unreachable';
  const status = statusOf(error);
  // Without a status there was no answer; with a good one its body was not what it should be.
  if (status === undefined || status < 400) return true;
  return status >= 500 || status === 408 || status === 429 || PASSING.has(wordOf(error));
}

const is404 = (error: unknown, words: readonly string[]) =>
  statusOf(error) === 404 && words.includes(wordOf(error));

/** No such object. A missing bucket is another matter, though a HEAD is answered alike. */
export function nullIfMissing(error: unknown): null {
  if (is404(error, ['NoSuchKey', 'NotFound'])) return null;
  throw error;
}

/** An upload in parts that was completed or aborted before. */
export function nullIfNoUpload(error: unknown): null {
  if (is404(error, ['NoSuchUpload'])) return null;
  throw error;
}

/** Tells neither keys nor addresses of objects. */
export function describedS3Error(error: unknown, host: string, request: string): S3Error {
  if (error instanceof S3Error) return error;
  const [code, what] = mayPass(error)
    ? (['s3-unreachable', 'does not answer'] as const)
    : (['s3-refused', 'refuses'] as const);
  return new S3Error(code, `S3 at ${host} ${what} ${request}: ${wordOf(error)}`, error);
}
