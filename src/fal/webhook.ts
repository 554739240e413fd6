import { Buffer } from 'node:buffer';
import type { Fetch } from './fetch-once.ts';
import { createRewrite } from './rewrite.ts';
import { createWebhookKeys } from './webhook-keys.ts';

/** `unavailable`: FAL's keys are out of reach; answer 503, so that FAL delivers again. */
export type WebhookVerdict = 'valid' | 'invalid' | 'unavailable';

export type WebhookVerifier = {
  /** `rawBody`: the very bytes that came, before any parsing. Never throws. */
  verify: (headers: Headers, rawBody: Uint8Array<ArrayBuffer>) => Promise<WebhookVerdict>;
};

type Options = {
  now: () => number;
  jwksUrl?: string;
  baseUrl?: string;
  fetch?: Fetch;
  /** FAL signs for all its customers with one key: this pins ours. */
  accountId?: string;
};

type Signed = { userId: string; sentAtMs: number; message: string; signature: string };

const JWKS_URL = 'https://rest.fal.ai/.well-known/jwks.json';

/** How far FAL's clock may be from ours. */
const TOLERANCE_MS = 300_000;

const SIGNATURE = /^[0-9a-f]{128}$/i;

const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

function readHeaders(headers: Headers): Signed | null {
  const requestId = headers.get('x-fal-webhook-request-id');
  const userId = headers.get('x-fal-webhook-user-id');
  const timestamp = headers.get('x-fal-webhook-timestamp');
  const signature = headers.get('x-fal-webhook-signature');
  if (!requestId || !userId || !timestamp || !signature) return null;
  if (!/^\d{1,12}$/.test(timestamp) || !SIGNATURE.test(signature)) return null;
  const message = [requestId, userId, timestamp].join('\n');
  return { userId, sentAtMs: Number(timestamp) * 1000, message, signature };
}

async function isSignedByAny(keys: CryptoKey[], signature: string, message: string) {
  const bytes = new TextEncoder().encode(message);
  for (const key of keys) {
    if (await crypto.subtle.verify('Ed25519', key, fromHex(signature), bytes)) return true;
  }
  return false;
}

/**
 * Verifies that a webhook comes from FAL (docs.fal.ai, "Webhooks": Ed25519 over request id, user
 * id, time and the body's SHA-256). Whether it is for us the caller learns from the path.
 */
export function createWebhookVerifier(options: Options): WebhookVerifier {
  const { now, accountId, fetch = globalThis.fetch } = options;
  const jwksUrl = createRewrite(options.baseUrl).rewrite(options.jwksUrl ?? JWKS_URL);
  const keys = createWebhookKeys({ jwksUrl, fetch, now });

  const isAcceptable = (signed: Signed) =>
    Math.abs(now() - signed.sentAtMs) <= TOLERANCE_MS &&
    (accountId === undefined || signed.userId === accountId);

  const judge = async (signature: string, message: string): Promise<WebhookVerdict> => {
    const known = await keys.current();
    if (!known) return 'unavailable';
    if (await isSignedByAny(known, signature, message)) return 'valid';
    const renewed = await keys.renewed();
    if (!renewed) return 'unavailable';
    if (renewed === 'same') return 'invalid';
    return (await isSignedByAny(renewed, signature, message)) ? 'valid' : 'invalid';
  };

  return {
    verify: async (headers, rawBody) => {
      const signed = readHeaders(headers);
      if (!signed || !isAcceptable(signed)) return 'invalid';
      return judge(signed.signature, `${signed.message}\n${await sha256Hex(rawBody)}`);
    },
  };
}
