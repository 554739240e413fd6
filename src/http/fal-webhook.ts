import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { WebhookVerifier } from '../fal/webhook.ts';

/** Results carry addresses of pictures, not pictures. */
const MAX_BYTES = 1024 * 1024;
const RETRY_AFTER_S = '1';

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
  /** Lets in as many as may be under way. */
  readonly admit: MiddlewareHandler;
  /** True for errors that say another try, here or at another instance, may succeed. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly report: (code: string, error: unknown) => void;
}

const statusOf = { taken: 200, unreadable: 400, foreign: 404, later: 503 } as const;

const again = { 'Retry-After': RETRY_AFTER_S };

/** FAL's webhook: from FAL by its signature, for us by the address, and durable before the 200. */
export function createFalWebhook(needs: FalWebhookNeeds): Hono {
  const { verifier, readPath, take, admit, isUnavailable, report } = needs;
  const app = new Hono();
  app.post('/fal/webhook/*', admit, bodyLimit({ maxSize: MAX_BYTES }), async (context) => {
    const target = await readPath(context.req.path);
    if (!target) return context.body(null, 404);
    const rawBody = new Uint8Array(await context.req.arrayBuffer());
    const verdict = await verifier.verify(context.req.raw.headers, rawBody);
    if (verdict === 'invalid') return context.body(null, 401);
    if (verdict === 'unavailable') return context.body(null, 503, again);
    const status = statusOf[await take(target, rawBody)];
    return context.body(null, status, status === 503 ? again : {});
  });
  app.onError((error, context) => {
    const isLater = isUnavailable(error);
    report(isLater ? 'fal-webhook-put-off' : 'fal-webhook-failed', error);
    return isLater ? context.body(null, 503, again) : context.body(null, 500);
  });
  return app;
}
