import { Buffer } from 'node:buffer';

/** An Ed25519 key of FAL's (or of a forger's). */
export interface Signer {
  /** The public half, as the JWKS lists it. */
  jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string };
  /** The signature in hex. */
  sign(message: string): Promise<string>;
}

export async function createSigner(): Promise<Signer> {
  const pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  if (!('privateKey' in pair)) throw new Error('Ed25519 gave no key pair');
  const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
  return {
    jwk: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw).toString('base64url') },
    sign: async (message) => {
      const signature = await crypto.subtle.sign(
        'Ed25519',
        pair.privateKey,
        new TextEncoder().encode(message),
      );
      return Buffer.from(signature).toString('hex');
    },
  };
}

export interface Signed {
  requestId: string;
  userId: string;
  /** Unix time. */
  timestampSeconds: number;
  body: string;
}

/** The four headers of a webhook, signed as FAL signs it. */
export async function signedHeaders(
  signer: Signer,
  { requestId, userId, timestampSeconds, body }: Signed,
) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  const lines = [requestId, userId, timestampSeconds, Buffer.from(digest).toString('hex')];
  return {
    'content-type': 'application/json',
    'x-fal-webhook-request-id': requestId,
    'x-fal-webhook-user-id': userId,
    'x-fal-webhook-timestamp': String(timestampSeconds),
    'x-fal-webhook-signature': await signer.sign(lines.join('\n')),
  };
}
