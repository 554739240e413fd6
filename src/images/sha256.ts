import { Buffer } from 'node:buffer';

/** SHA-256 in hex, worked out beside the event loop. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))).toString('hex');
}
