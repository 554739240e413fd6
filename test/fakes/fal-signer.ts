import { Buffer } from 'node:buffer';

type Message = { body: string; timestamp: number; userId?: string; requestId?: string };

const hex = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('hex');

/** Signs webhooks as FAL does, with a key pair of its own. */
export async function createFalSigner() {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('publicKey' in pair)) throw new Error('Ed25519 makes pairs');
  const { x = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);

  return {
    jwk: { kty: 'OKP', crv: 'Ed25519', x },
    /** The headers of a webhook; `timestamp` in seconds. */
    sign: async ({ body, timestamp, userId = 'user-1', requestId = 'req-1' }: Message) => {
      const digest = hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)));
      const message = new TextEncoder().encode(`${requestId}\n${userId}\n${timestamp}\n${digest}`);
      return new Headers({
        'X-Fal-Webhook-Request-Id': requestId,
        'X-Fal-Webhook-User-Id': userId,
        'X-Fal-Webhook-Timestamp': String(timestamp),
        'X-Fal-Webhook-Signature': hex(
          await crypto.subtle.sign('Ed25519', pair.privateKey, message),
        ),
      });
    },
  };
}

export type FalSigner = Awaited<ReturnType<typeof createFalSigner>>;
