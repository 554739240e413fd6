import type { Stored } from './image-store.ts';
import { inParts } from './in-parts.ts';
import type { S3Connection } from './s3-connection.ts';
import { S3Error } from './s3-error.ts';
import type { S3Objects } from './s3-objects.ts';
import { putParts } from './s3-parts.ts';
import type { S3Place } from './s3-place.ts';
import { sha256 } from './sha256.ts';
import { sizeAndHash } from './size-and-hash.ts';

export interface S3WriterNeeds {
  readonly connection: S3Connection;
  readonly objects: S3Objects;
  /** What is larger is put in parts; a stream, of unknown size, from `partBytes` on. */
  readonly wholeBytes: number;
  readonly partBytes: number;
}

export interface S3Writer {
  digest(place: S3Place): Promise<Stored | null>;
  put(place: S3Place, bytes: Uint8Array, contentType: string): Promise<Stored>;
  putStream(
    place: S3Place,
    source: AsyncIterable<Uint8Array>,
    contentType: string,
  ): Promise<Stored>;
}

function requireSame(there: Stored, ours: Stored, { Bucket, Key }: S3Place): Stored {
  if (there.sha256 === ours.sha256 && there.bytes === ours.bytes) return ours;
  throw new Error(`another object lies at ${Bucket}/${Key}`);
}

async function* chained<Item>(first: Item, rest: AsyncIterable<Item>): AsyncGenerator<Item> {
  yield first;
  yield* rest;
}

/** Views of what is in memory already. */
async function* slices(bytes: Uint8Array, sliceBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes);
}

/**
 * Writes objects once: one that is there stays if it is the same, and what was put is asked for
 * again. Two writers of different objects could still pass each other between the look and the
 * put; keys that carry a hash or an id of the content leave nothing to fight over.
 */
export function createS3Writer({
  connection,
  objects,
  wholeBytes,
  partBytes,
}: S3WriterNeeds): S3Writer {
  const digest = async (place: S3Place): Promise<Stored | null> => {
    const head = await objects.head(place);
    if (!head) return null;
    const { bytes, sha256: known } = head;
    if (known !== undefined) return { bytes, sha256: known };
    const pieces = await objects.pieces(place);
    return pieces && sizeAndHash(pieces);
  };

  const readBack = async (place: S3Place, stored: Stored): Promise<Stored> => {
    const there = await digest(place);
    if (!there) throw new S3Error('s3-damaged', 'an object that was put into S3 is not there');
    return requireSame(there, stored, place);
  };

  const putNew = async (
    place: S3Place,
    parts: AsyncIterable<Uint8Array>,
    contentType: string,
  ): Promise<Stored> => {
    const stored = await putParts(connection, place, contentType, parts);
    const head = await objects.head(place);
    if (head?.bytes !== stored.bytes)
      throw new S3Error('s3-damaged', 'an object that was put into S3 in parts is not whole');
    // Only now its hash is known, and an object is not changed but by a copy.
    await objects.mark(place, stored, contentType);
    return readBack(place, stored);
  };

  const put: S3Writer['put'] = async (place, bytes, contentType) => {
    const stored = { bytes: bytes.length, sha256: await sha256(bytes) };
    const there = await digest(place);
    if (there) return requireSame(there, stored, place);
    if (bytes.length > wholeBytes) return putNew(place, slices(bytes, partBytes), contentType);
    await objects.put(place, bytes, stored.sha256, contentType);
    return readBack(place, stored);
  };

  const putLarge = async (
    place: S3Place,
    parts: AsyncIterable<Uint8Array>,
    contentType: string,
  ): Promise<Stored> => {
    const there = await digest(place);
    if (there) return requireSame(there, await sizeAndHash(parts), place);
    return putNew(place, parts, contentType);
  };

  return {
    digest,
    put,
    putStream: async (place, source, contentType) => {
      const parts = inParts(source, partBytes);
      try {
        const next = await parts.next();
        const first = next.done ? new Uint8Array() : next.value;
        // Only the last part is shorter: it is all there is.
        if (first.length < partBytes) return await put(place, first, contentType);
        return await putLarge(place, chained(first, parts), contentType);
      } finally {
        await parts.return();
      }
    },
  };
}
