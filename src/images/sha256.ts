import { Buffer } from 'node:buffer';

/** Guarantee: nothing here shares memory between threads, so the bytes need no copy. */
const unshared = (bytes: Uint8Array) => bytes as Uint8Array<ArrayBuffer>;

/** SHA-256 in hex, worked out beside the event loop. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', unshared(bytes))).toString('hex');
}
