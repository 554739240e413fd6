import { createPrune } from '../effects/prune.ts';
import { createRoom } from '../http/room.ts';
import { type AppNeeds, assemble } from './assemble.ts';
import { createBotEdge } from './bot-edge.ts';
import { createCopyJournal } from './copy-journal.ts';
import { createFalWatch } from './fal-watch.ts';
import { createUpdateReceiver } from './receiving.ts';
import { createRoutes } from './routes.ts';
import { createSoleSweep } from './sole-sweep.ts';
import { within } from './within.ts';

/** On SIGTERM, work under way has so long to finish. Whoever deploys expects the end within 10 s. */
const DRAIN_MS = 7_500;
/** Then for what is left: leases are handed back, and answers go out. */
const HAND_BACK_MS = 1_000;
/** Then for the connections: a store that does not answer is left. */
const CLOSE_MS = 1_000;
/** Twenty times what Telegram sends at once, and a few kilobytes each. */
const UPDATES_AT_ONCE = 2_000;
/** A webhook of FAL takes milliseconds, or the seconds of fetching what it left out. */
const FAL_WEBHOOKS_AT_ONCE = 500;
const JOURNAL_EVERY_MS = 1_000;
const FAL_LOOK_EVERY_MS = 60_000;

export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Opens for people: effects run, updates are taken. @throws ConfigError for a refused token or key. */
  start(): Promise<void>;
  /** Takes nothing new, drains, and hands the rest to the next process. */
  stop(): Promise<void>;
}

const falWords = (answers: boolean) =>
  answers
    ? 'FAL answers again'
    : 'FAL has not answered for two minutes: orders wait, and get their coins back at their deadline';

/** The whole bot, wired up. Nothing runs before `start`. */
export async function createApp(needs: AppNeeds): Promise<App> {
  const assembly = await assemble(needs);
  const { config, places, db, telegramSide, falSide, core, limiter, metrics, now } = assembly;

  let isServing = false;
  let isStopped = false;
  const edge = createBotEdge({ ...assembly, secret: config.TELEGRAM_BOT_TOKEN });
  const roomOf = (places: number, what: string) =>
    createRoom({ places, onFull: () => metrics.sentAway.inc({ what }) });
  const updates = roomOf(UPDATES_AT_ONCE, 'updates');
  const falWebhooks = roomOf(FAL_WEBHOOKS_AT_ONCE, 'fal');
  const receiver = createUpdateReceiver({
    ...assembly,
    room: updates,
    telegram: telegramSide.telegram,
    take: edge.take,
    onNamed: telegramSide.botName.learn,
  });
  const falWatch = createFalWatch({
    db,
    queue: falSide.queue,
    outages: core.outages,
    now,
    onTurn: (answers) => assembly.alert('fal', falWords(answers)),
  });
  const sweep = createSoleSweep({
    ...assembly,
    chores: [
      ...core.chores,
      {
        name: 'journal',
        everyMs: Math.max(JOURNAL_EVERY_MS, places.store.pollMs),
        run: createCopyJournal(db, places.store),
      },
      createPrune({ db, now }),
      { name: 'fal', everyMs: FAL_LOOK_EVERY_MS, run: falWatch.look },
    ],
  });
  const routes = createRoutes({
    assembly,
    receiver,
    falWatch,
    room: falWebhooks,
    serving: () => isServing,
  });

  return {
    fetch: routes.fetch,
    start: async () => {
      await falWatch.assertKey();
      // It may be stopped while it waits for FAL, or for Telegram.
      if (isStopped) return;
      core.start();
      sweep.start();
      await receiver.start();
      isServing = !isStopped;
    },
    stop: async () => {
      isStopped = true;
      isServing = false;
      const endings = [receiver.stop(), falWebhooks.close(), sweep.stop(), core.stop(DRAIN_MS)];
      limiter.drain();
      await within(DRAIN_MS, endings);
      limiter.close();
      await within(HAND_BACK_MS, [...endings, edge.idle()]);
      await within(CLOSE_MS, [places.close()]);
    },
  };
}
