import { Buffer } from 'node:buffer';

/** Which attempt of which order a webhook speaks of. */
export type WebhookTarget = { orderId: string; attempt: number };

const PATH = /^\/fal\/webhook\/([\w-]{1,64})\/([1-9]\d{0,3})\/([0-9a-f]{64})$/;

const bytesOf = (text: string) => new TextEncoder().encode(text);

const signed = ({ orderId, attempt }: WebhookTarget) =>
  bytesOf(`fal-webhook/${orderId}/${attempt}`);

/** The key that signs our webhook URLs, by HKDF, so that the operator keeps one secret less. */
export async function deriveWebhookKey(botToken: string): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', bytesOf(botToken), 'HKDF', false, [
    'deriveKey',
  ]);
  const salt = bytesOf('aisha');
  const info = bytesOf('fal webhook url, version 1');
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    secret,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign', 'verify'],
  );
}

/**
 * The address FAL reports to: it matches even a submit whose answer was lost, and nobody without
 * our key can make one, since FAL's own signature is the same for all its customers.
 */
export async function webhookUrl(
  options: WebhookTarget & { publicUrl: string; key: CryptoKey },
): Promise<string> {
  const { publicUrl, orderId, attempt, key } = options;
  const mac = await crypto.subtle.sign('HMAC', key, signed(options));
  const path = `/fal/webhook/${orderId}/${attempt}/${Buffer.from(mac).toString('hex')}`;
  if (!PATH.test(path)) throw new Error(`no webhook path can be made for ${orderId}`);
  return `${publicUrl.replace(/\/+$/, '')}${path}`;
}

/** The target that a path was made for, or null if it was not made by us. Constant-time. */
export async function verifyWebhookPath(
  path: string,
  key: CryptoKey,
): Promise<WebhookTarget | null> {
  const [, orderId, attempt, mac] = PATH.exec(path) ?? [];
  if (!orderId || !attempt || !mac) return null;
  const target = { orderId, attempt: Number(attempt) };
  const bytes = Uint8Array.from(Buffer.from(mac, 'hex'));
  const isOurs = await crypto.subtle.verify('HMAC', key, bytes, signed(target));
  return isOurs ? target : null;
}
