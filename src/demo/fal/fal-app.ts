import { Hono } from 'hono';
import { answer } from './answer.ts';
import { requireKey } from './auth.ts';
import type { Media } from './media.ts';
import { mediaRoutes, storageRoutes } from './media-routes.ts';
import { queueRoutes } from './queue-routes.ts';
import type { SubmitPlace } from './submit.ts';

/** Any call that reached the stand-in. */
export interface FalCall {
  method: string;
  path: string;
  headers: Record<string, string>;
  status: number;
}

export interface FalAppParts {
  keys: readonly string[];
  place: SubmitPlace;
  media: Media;
  jwks: () => Promise<unknown>;
  logCall: (call: FalCall) => void;
}

const DOWN = { status: 503, body: { detail: 'Service Unavailable' } };

/** FAL's hosts, each under a path of its own name: /queue.fal.run, /rest.fal.ai, /v3.fal.media. */
export function createFalApp({ keys, place, media, jwks, logCall }: FalAppParts): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    const { method, path } = c.req;
    logCall({ method, path, headers: c.req.header(), status: c.res.status });
  });
  app.get('/rest.fal.ai/.well-known/jwks.json', async () =>
    answer(place.faults.isJwksDown() ? DOWN : { status: 200, body: await jwks() }),
  );
  app.use('/queue.fal.run/*', requireKey(keys));
  app.use('/rest.fal.ai/*', requireKey(keys));
  app.route('/queue.fal.run', queueRoutes(place));
  app.route('/rest.fal.ai', storageRoutes(media, place.mediaBase));
  app.route('/v3.fal.media', mediaRoutes(media));
  return app;
}
