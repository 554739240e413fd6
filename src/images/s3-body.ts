import { createHash } from 'node:crypto';
import { S3Error } from './s3-error.ts';

export interface ExpectedBody {
  readonly bytes: number;
  /** Undefined: somebody else put it, and it was not written down. */
  readonly sha256: string | undefined;
  /** The pause between two pieces that is too long. */
  readonly stallMs: number;
}

const brokeOff = (cause?: unknown) =>
  new S3Error('s3-unreachable', 'an object of S3 broke off while it was read', cause);

type Read = () => Promise<{ readonly value?: Uint8Array | undefined }>;

async function nextPiece(read: Read, stallMs: number): Promise<Uint8Array | undefined> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(brokeOff()), stallMs);
  try {
    const { value } = await Promise.race([read(), late]);
    return value;
  } catch (error) {
    throw error instanceof S3Error ? error : brokeOff(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The pieces of an object; throws at its end unless it was whole and is what was put. */
export async function* checkedBody(
  body: ReadableStream<Uint8Array>,
  { bytes, sha256, stallMs }: ExpectedBody,
): AsyncGenerator<Uint8Array, void> {
  const reader = body.getReader();
  const next = () => nextPiece(() => reader.read(), stallMs);
  const hash = createHash('sha256');
  let came = 0;
  try {
    for (let piece = await next(); piece; piece = await next()) {
      hash.update(piece);
      came += piece.length;
      yield piece;
    }
  } finally {
    // A body that stalls must not keep its connection; one that has ended takes no notice.
    reader.cancel().catch(() => undefined);
  }
  if (came !== bytes) throw brokeOff();
  if (sha256 !== undefined && hash.digest('hex') !== sha256)
    throw new S3Error('s3-damaged', 'an object of S3 is not what was put');
}
