import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import type { Fetch } from './fetch-once.ts';

/** FAL allows its keys to be kept for 24 hours. */
const KEEP_MS = 24 * 60 * 60 * 1000;

/** Forged requests must not make us hammer FAL: at most one fetch in this time. */
const PAUSE_MS = 60_000;

/** The same after a fetch that failed: webhooks are being turned away until one succeeds. */
const PAUSE_AFTER_FAILURE_MS = 5_000;

const TIMEOUT_MS = 5_000;

const JwksSchema = v.object({
  keys: v.array(
    v.object({ kty: v.string(), crv: v.optional(v.string()), x: v.optional(v.string()) }),
  ),
});

type Options = { jwksUrl: string; fetch: Fetch; now: () => number };

export type WebhookKeys = {
  /** The keys kept, fetched if there are none or they are too old; null: out of reach. */
  current: () => Promise<CryptoKey[] | null>;
  /** The keys after one new fetch; `same` if one was made just now; null: out of reach. */
  renewed: () => Promise<CryptoKey[] | 'same' | null>;
};

const importKey = (x: string) =>
  crypto.subtle
    .importKey('raw', Uint8Array.from(Buffer.from(x, 'base64url')), 'Ed25519', false, ['verify'])
    .catch(() => undefined);

async function readKeys(body: unknown): Promise<CryptoKey[]> {
  const { keys } = v.parse(JwksSchema, body);
  const usable = keys.filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519');
  const imported = await Promise.all(usable.map(({ x }) => importKey(x ?? '')));
  const found = imported.filter((key) => key !== undefined);
  if (found.length === 0) throw new Error('the key set has no Ed25519 key');
  return found;
}

/** FAL's public webhook keys: fetched when first needed, kept, and shared by concurrent callers. */
export function createWebhookKeys({ jwksUrl, fetch, now }: Options): WebhookKeys {
  let kept: { keys: CryptoKey[]; at: number } | undefined;
  let asked: { at: number; answer: Promise<CryptoKey[] | null> } | undefined;

  const load = async (): Promise<CryptoKey[] | null> => {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(jwksUrl, { redirect: 'manual', signal });
      if (!response.ok) return null;
      const keys = await readKeys(await response.json());
      kept = { keys, at: now() };
      return keys;
    } catch {
      // Whatever it was, the caller's answer is the same: try later.
      return null;
    }
  };

  const isResting = () => {
    if (!asked) return false;
    const hasSucceeded = kept !== undefined && kept.at >= asked.at;
    return now() - asked.at < (hasSucceeded ? PAUSE_MS : PAUSE_AFTER_FAILURE_MS);
  };

  const ask = (): Promise<CryptoKey[] | null> => {
    if (!asked || !isResting()) asked = { at: now(), answer: load() };
    return asked.answer;
  };

  return {
    current: async () => (kept && now() - kept.at < KEEP_MS ? kept.keys : ask()),
    renewed: async () => {
      const wasResting = isResting();
      const keys = await ask();
      return wasResting && keys ? 'same' : keys;
    },
  };
}
