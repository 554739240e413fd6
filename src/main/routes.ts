import { Hono } from 'hono';
import { createFalWebhook } from '../http/fal-webhook.ts';
import { type Condition, createHealth } from '../http/health.ts';
import type { Room } from '../http/room.ts';
import { factsOf } from '../log.ts';
import type { Assembly } from './assemble.ts';
import { isUnavailable } from './edge-ports.ts';
import type { FalWatch } from './fal-watch.ts';
import { createImagesCondition } from './images-condition.ts';
import type { UpdateReceiver } from './receiving.ts';
import { createStoreCondition } from './store-condition.ts';

export interface RoutesNeeds {
  readonly assembly: Assembly;
  readonly receiver: UpdateReceiver;
  readonly falWatch: FalWatch;
  /** For FAL's webhooks. */
  readonly room: Room;
  readonly serving: () => boolean;
}

/** All that is answered over HTTP. */
export function createRoutes({ assembly, receiver, falWatch, room, serving }: RoutesNeeds): Hono {
  const { places, falSide, core, metrics, log, now } = assembly;
  const health = createHealth({
    checks: {
      database: answers(places.db.ping),
      store: createStoreCondition({ ...places, now }),
      images: createImagesCondition({ images: places.images, now }),
      telegram: receiver.condition,
      fal: falWatch.condition,
    },
    metrics: metrics.text,
    serving,
  });
  const { verifier, readPath } = falSide;
  const falWebhook = createFalWebhook({
    verifier,
    readPath,
    take: core.takeFalWebhook,
    admit: room.admit,
    isUnavailable,
    report: (code, error) => log.warn(code, factsOf(error)),
  });
  return new Hono().route('/', health).route('/', receiver.routes).route('/', falWebhook);
}

/** A service that answers is in order; one that rejects is down. */
const answers = (ask: () => Promise<unknown>) => async (): Promise<Condition> => {
  await ask();
  return { state: 'ok' };
};
