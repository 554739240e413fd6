import { Hono, type MiddlewareHandler } from 'hono';
import type { WebhookVerifier } from '../fal/webhook.ts';
import { againSoon } from './again-soon.ts';
import { type BodyLimits, bodyStatusOf, readBody } from './read-body.ts';

/** Results carry addresses of pictures, not pictures; FAL sends them in one go. */
const LIMITS: BodyLimits = { maxBytes: 1024 * 1024, withinMs: 10_000 };

/** Which attempt of which order a webhook speaks of. */
interface Target {
  readonly orderId: string;
  readonly attempt: number;
}

export interface FalWebhookNeeds {
  readonly verifier: WebhookVerifier;
  /** Null: the path is none that we gave out. */
  readonly readPath: (path: string) => Promise<Target | null>;
  readonly take: (
    target: Target,
    rawBody: Uint8Array,
  ) => Promise<'taken' | 'unreadable' | 'foreign' | 'later'>;
  /** Lets in as many as may be under way. */
  readonly admit: MiddlewareHandler;
  /** True for errors that say another try, here or at another instance, may succeed. */
  readonly isUnavailable: (error: unknown) => boolean;
  readonly report: (code: string, error: unknown) => void;
  /** Of a webhook's body. */
  readonly limits?: BodyLimits;
}

const statusOf = { taken: 200, unreadable: 400, foreign: 404, later: 503 } as const;

/** What is left of a body that is not read must not be taken for the next request. */
const close = { Connection: 'close' };
/** FAL's webhook: from FAL by its signature, for us by the address, and durable before the 200. */
export function createFalWebhook(needs: FalWebhookNeeds) {
  const { verifier, readPath, take, admit, isUnavailable, report, limits = LIMITS } = needs;
  const app = new Hono<{ Variables: { target: Target } }>();
  // A stranger takes nobody's place.
  app.use('/fal/webhook/*', async (context, next) => {
    const target = await readPath(context.req.path);
    if (!target) return context.body(null, 404);
    context.set('target', target);
    return next();
  });
  app.post('/fal/webhook/*', admit, async (context) => {
    const rawBody = await readBody(context.req.raw, limits);
    if (typeof rawBody === 'string') return context.body(null, bodyStatusOf[rawBody], close);
    const verdict = await verifier.verify(context.req.raw.headers, rawBody);
    if (verdict === 'invalid') return context.body(null, 401);
    if (verdict === 'unavailable') return context.body(null, 503, againSoon);
    const status = statusOf[await take(context.get('target'), rawBody)];
    return context.body(null, status, status === 503 ? againSoon : {});
  });
  app.onError((error, context) => {
    const isLater = isUnavailable(error);
    report(isLater ? 'fal-webhook-put-off' : 'fal-webhook-failed', error);
    return isLater ? context.body(null, 503, againSoon) : context.body(null, 500);
  });
  return app;
}
