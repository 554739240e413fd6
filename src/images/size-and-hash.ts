import { createHash } from 'node:crypto';
import type { Stored } from './image-store.ts';

/** What a stream is, by its size and hash; nothing of it is kept. */
export async function sizeAndHash(source: AsyncIterable<Uint8Array>): Promise<Stored> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of source) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
