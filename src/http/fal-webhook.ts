import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { WebhookVerifier } from '../fal/webhook.ts';

/** Results carry addresses of pictures, not pictures. */
const MAX_BYTES = 1024 * 1024;

export interface FalWebhookNeeds {
  readonly verifier: WebhookVerifier;
  /** Null: the path is none that we gave out. */
  readonly readPath: (
    path: string,
  ) => Promise<{ readonly orderId: string; readonly attempt: number } | null>;
  readonly take: (
    target: { readonly orderId: string; readonly attempt: number },
    rawBody: Uint8Array,
  ) => Promise<'taken' | 'unreadable' | 'foreign' | 'later'>;
}

const statusOf = { taken: 200, unreadable: 400, foreign: 404, later: 503 } as const;

/** FAL's webhook: from FAL by its signature, for us by the address, and durable before the 200. */
export function createFalWebhook({ verifier, readPath, take }: FalWebhookNeeds): Hono {
  const app = new Hono();
  app.post('/fal/webhook/*', bodyLimit({ maxSize: MAX_BYTES }), async (context) => {
    const target = await readPath(context.req.path);
    if (!target) return context.body(null, 404);
    const rawBody = new Uint8Array(await context.req.arrayBuffer());
    const verdict = await verifier.verify(context.req.raw.headers, rawBody);
    if (verdict === 'invalid') return context.body(null, 401);
    if (verdict === 'unavailable') return context.body(null, 503);
    return context.body(null, statusOf[await take(target, rawBody)]);
  });
  return app;
}
