import { countMissing } from '../../db/images.ts';
import { isShared, type StartConfig } from '../config.ts';
import type { Pace } from '../effects/generation/watch.ts';
import { createFaceDetector, type FaceDetector } from '../images/faces/face-detector.ts';
import { factsOf, type Log } from '../log.ts';
import { createLimiter, type Limiter } from '../telegram/limiter.ts';
import { groupGoodbye } from '../telegram/screens/messages.ts';
import { loadWords } from '../telegram/words.ts';
import { createCore } from './core/core.ts';
import { createFalSide, type FalTimeouts } from './fal-side.ts';
import { createMetrics } from './metrics.ts';
import { createOneAtATime } from './one-at-a-time.ts';
import { createAlert } from './operator.ts';
import { openPlaces, type Places } from './places.ts';
import { createSharedClock } from './shared-clock.ts';
import { createTelegramSide } from './telegram-side.ts';

export interface AppNeeds {
  readonly config: StartConfig;
  readonly log: Log;
  /** What time it is; without it, as all instances have it. */
  readonly now?: () => number;
  /** How often FAL is asked about a request. */
  readonly pace: Pace;
  /** So long a training takes where none was made yet, in seconds; else as its preset says. */
  readonly trainingSeconds?: number;
  /** Telegram's limits; without it, as far as they are known. */
  readonly limiter?: Limiter;
  /** How long FAL is waited for. */
  readonly falTimeouts?: FalTimeouts;
  /** Who finds the faces in photos. */
  readonly faces?: FaceDetector;
  /** How long an effect is leased, in milliseconds: so long the others wait for a killed process. */
  readonly leaseMs?: number;
  /** Opens what everything is kept in, where that is done elsewhere. */
  readonly open?: typeof openPlaces;
}

/** A lone process goes by its machine, several by what they share. */
const clockOf = async (config: StartConfig, { store }: Places): Promise<() => number> =>
  isShared(config) ? createSharedClock({ ask: store.clock }) : Date.now;

/** Everything behind the edges: what the bot keeps, whom it speaks to, and its core. */
export async function assemble(needs: AppNeeds) {
  const { config, log, pace, limiter = createLimiter(), falTimeouts } = needs;
  const { faces = createFaceDetector(), trainingSeconds, leaseMs, open = openPlaces } = needs;
  const places = await open(config, needs.now ?? Date.now, log);
  const now = needs.now ?? (await clockOf(config, places));
  const { kysely: db } = places.db;
  log.info('The places are open', { images: places.images.describe() });
  for (const risk of await places.risks()) log.warn('The actor store is at risk', { risk });
  const words = await loadWords((language, key) =>
    log.error('Words are missing', { language, key }),
  );
  const metrics = createMetrics({ store: places.store, countMissing: () => countMissing(db) });
  const telegramSide = createTelegramSide({
    db,
    images: places.images,
    token: config.TELEGRAM_BOT_TOKEN,
    apiRoot: config.TELEGRAM_API_ROOT,
    limiter,
    now,
    goodbye: groupGoodbye(words(config.DEFAULT_LANGUAGE)).html,
    oneAtATime: isShared(config)
      ? createOneAtATime({ db, onError: (error) => log.debug('A lock was left', factsOf(error)) })
      : null,
    onFileMissing: (imageId) => core.noticeMissing(imageId),
  });
  const { messenger } = telegramSide;
  const alert = createAlert({ log, messenger, adminChatId: config.ADMIN_CHAT_ID, now });
  const falSide = await createFalSide(config, now, falTimeouts);
  const sides = { config, places, telegramSide, falSide, words, log, metrics, alert, now };
  const core = createCore({ ...sides, pace, faces, trainingSeconds, leaseMs });
  return { ...sides, db, core, limiter };
}

export type Assembly = Awaited<ReturnType<typeof assemble>>;
