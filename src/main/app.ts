import { Hono } from 'hono';
import { nanoid } from 'nanoid';
import { countMissing } from '../../db/images.ts';
import { releaseLock, takeLock } from '../../db/locks.ts';
import { createSweep } from '../actors/sweep.ts';
import type { StartConfig } from '../config.ts';
import type { Pace } from '../effects/generation/watch.ts';
import { createPrune } from '../effects/prune.ts';
import { createFalWebhook } from '../http/fal-webhook.ts';
import { type Condition, createHealth } from '../http/health.ts';
import { factsOf, type Log } from '../log.ts';
import { createLimiter, type Limiter } from '../telegram/limiter.ts';
import { groupGoodbye } from '../telegram/screens/messages.ts';
import { loadWords } from '../telegram/words.ts';
import { createBotEdge } from './bot-edge.ts';
import { createCopyJournal } from './copy-journal.ts';
import { createCore } from './core/core.ts';
import { createFalSide, type FalTimeouts } from './fal-side.ts';
import { createFalWatch } from './fal-watch.ts';
import { createMetrics } from './metrics.ts';
import { createAlert } from './operator.ts';
import { openPlaces } from './places.ts';
import { createUpdateReceiver } from './receiving.ts';
import { createTelegramSide } from './telegram-side.ts';

/** On SIGTERM, work under way has so long to finish. */
const DRAIN_MS = 10_000;
/** Kept of it for handing leases back, and for the answers under way. */
const HAND_BACK_MS = 1_000;
const SWEEP_LEASE_MS = 5_000;
const JOURNAL_EVERY_MS = 1_000;
const FAL_LOOK_EVERY_MS = 60_000;

export interface AppNeeds {
  readonly config: StartConfig;
  readonly log: Log;
  readonly now: () => number;
  /** How often FAL is asked about a request. */
  readonly pace: Pace;
  /** Telegram's limits, as far as they are known; a test may have others. */
  readonly limiter?: Limiter;
  /** How long FAL is waited for; a test is less patient. */
  readonly falTimeouts?: FalTimeouts;
}

export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Opens for people: effects run, updates are taken. @throws ConfigError for a refused token or key. */
  start(): Promise<void>;
  /** Takes nothing new, drains, and hands the rest to the next process. */
  stop(): Promise<void>;
}

/** The whole bot, wired up. Nothing runs before `start`. */
export async function createApp(needs: AppNeeds): Promise<App> {
  const { config, log, now, pace, limiter = createLimiter(), falTimeouts } = needs;
  const places = await openPlaces(config, now);
  const { kysely: db } = places.db;
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
    onFileMissing: (imageId) => core.noticeMissing(imageId),
  });
  const { telegram, messenger } = telegramSide;
  const alert = createAlert({ log, messenger, adminChatId: config.ADMIN_CHAT_ID, now });
  const falSide = await createFalSide(config, now, falTimeouts);
  const core = createCore({
    config,
    places,
    telegramSide,
    falSide,
    words,
    log,
    metrics,
    alert,
    now,
    pace,
  });

  let isServing = false;
  let isStopping = false;
  const edge = createBotEdge({
    config,
    secret: config.TELEGRAM_BOT_TOKEN,
    db,
    core,
    telegramSide,
    words,
    log,
    metrics,
    alert,
    now,
    isOpen: () => !isStopping,
  });
  const receiver = createUpdateReceiver({
    config,
    telegram,
    words,
    take: edge.take,
    onNamed: telegramSide.botName.learn,
    log,
    now,
  });
  const falWatch = createFalWatch({ db, queue: falSide.queue, outages: core.outages, now });

  const instance = nanoid();
  const sweep = createSweep({
    chores: [
      ...core.chores,
      { name: 'journal', everyMs: JOURNAL_EVERY_MS, run: createCopyJournal(db, places.store) },
      createPrune({ db, now }),
      { name: 'fal', everyMs: FAL_LOOK_EVERY_MS, run: falWatch.look },
    ],
    isLeader: () => takeLock(db, 'sweep', instance, SWEEP_LEASE_MS, now()),
    now,
    onError: (chore, error) => log.error('A chore failed', { chore, ...factsOf(error) }),
  });

  const app = new Hono()
    .route(
      '/',
      createHealth({
        checks: {
          database: answers(places.db.ping),
          store: answers(places.store.clock),
          images: answers(places.images.check),
          telegram: receiver.condition,
          fal: falWatch.condition,
        },
        metrics: metrics.text,
        serving: () => isServing,
      }),
    )
    .route('/', receiver.routes)
    .route(
      '/',
      createFalWebhook({
        verifier: falSide.verifier,
        readPath: falSide.readPath,
        take: core.takeFalWebhook,
      }),
    );

  return {
    fetch: app.fetch,
    start: async () => {
      await falWatch.assertKey();
      core.start();
      sweep.start();
      await receiver.start();
      isServing = true;
    },
    stop: async () => {
      isServing = false;
      isStopping = true;
      await within(DRAIN_MS, [receiver.stop(), sweep.stop(), core.stop(DRAIN_MS - HAND_BACK_MS)]);
      await within(HAND_BACK_MS, [edge.idle()]);
      await releaseLock(db, 'sweep', instance);
      await places.close();
    },
  };
}

/** What has not ended by then is left: its leases end by themselves. */
async function within(ms: number, endings: readonly Promise<void>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([Promise.allSettled(endings), late]);
  clearTimeout(timer);
}

/** A service that answers is in order; one that rejects is down. */
const answers = (ask: () => Promise<unknown>) => async (): Promise<Condition> => {
  await ask();
  return { state: 'ok' };
};
