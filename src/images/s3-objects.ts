import type { GetObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Stored } from './image-store.ts';
import { checkedBody } from './s3-body.ts';
import type { Attempt, S3Connection } from './s3-connection.ts';
import { nullIfMissing, S3Error } from './s3-error.ts';
import type { S3Place } from './s3-place.ts';

/** An object's size, and its SHA-256 in hex if whoever put it wrote it down. */
export interface S3Head {
  readonly bytes: number;
  readonly sha256: string | undefined;
}

export interface S3Objects {
  head(place: S3Place): Promise<S3Head | null>;
  /** The whole object, checked. */
  get(place: S3Place): Promise<Uint8Array | null>;
  /** Its pieces; they throw at the end unless they were all, and are what was put. */
  pieces(place: S3Place): Promise<AsyncGenerator<Uint8Array, void> | null>;
  /** S3 checks what comes against its SHA-256. */
  put(place: S3Place, bytes: Uint8Array, sha256: string, contentType: string): Promise<void>;
  /** Writes down what an object is that was put in parts. */
  mark(place: S3Place, stored: Stored, contentType: string): Promise<void>;
  remove(place: S3Place): Promise<void>;
}

const SHA256 = /^[0-9a-f]{64}$/;

function headOf({
  ContentLength,
  Metadata,
}: Pick<GetObjectCommandOutput, 'ContentLength' | 'Metadata'>): S3Head {
  if (ContentLength === undefined) throw new S3Error('s3-unreachable', 'S3 told no size');
  const sha256 = Metadata?.['sha256'];
  return { bytes: ContentLength, sha256: SHA256.test(sha256 ?? '') ? sha256 : undefined };
}

async function collect(
  pieces: AsyncIterable<Uint8Array>,
  bytes: number,
  { abortSignal }: Attempt,
): Promise<Uint8Array> {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for await (const piece of pieces) {
    abortSignal.throwIfAborted();
    // More than was announced is thrown out by the check at the end.
    whole.set(piece.subarray(0, bytes - at), at);
    at = Math.min(at + piece.length, bytes);
  }
  return whole;
}

/** What is done to single objects. */
export function createS3Objects({ s3, request, stallMs }: S3Connection): S3Objects {
  const open = async (place: S3Place, { abortSignal }: Attempt) => {
    const answer = await s3.getObject(place, { abortSignal }).catch(nullIfMissing);
    if (!answer) return null;
    const head = headOf(answer);
    const stream = answer.Body?.transformToWebStream();
    if (!stream) throw new S3Error('s3-unreachable', 'S3 answered without a body');
    return { ...head, pieces: checkedBody(stream, { ...head, stallMs }) };
  };

  return {
    head: (place) =>
      request('HeadObject', async ({ abortSignal }) => {
        const answer = await s3.headObject(place, { abortSignal }).catch(nullIfMissing);
        return answer && headOf(answer);
      }),
    get: (place) =>
      request('GetObject', async (attempt) => {
        const opened = await open(place, attempt);
        if (!opened) return null;
        attempt.allow(opened.bytes);
        return collect(opened.pieces, opened.bytes, attempt);
      }),
    pieces: async (place) => {
      const opened = await request('GetObject', (attempt) => open(place, attempt));
      return opened?.pieces ?? null;
    },
    put: async (place, bytes, sha256, contentType) => {
      const object = {
        ...place,
        Body: bytes,
        ContentLength: bytes.length,
        ContentType: contentType,
        ChecksumSHA256: Uint8Array.fromHex(sha256).toBase64(),
        Metadata: { sha256 },
      };
      await request('PutObject', ({ abortSignal, allow }) => {
        allow(bytes.length);
        return s3.putObject(object, { abortSignal });
      });
    },
    mark: async (place, { bytes, sha256 }, contentType) => {
      const copy = {
        ...place,
        CopySource: `${place.Bucket}/${place.Key}`,
        MetadataDirective: 'REPLACE',
        Metadata: { sha256 },
        ContentType: contentType,
      } as const;
      await request('CopyObject', ({ abortSignal, allow }) => {
        allow(bytes);
        return s3.copyObject(copy, { abortSignal });
      });
    },
    remove: async (place) => {
      await request('DeleteObject', ({ abortSignal }) => s3.deleteObject(place, { abortSignal }));
    },
  };
}
