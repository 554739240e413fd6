import { createPrune } from '../effects/prune.ts';
import { type AppNeeds, assemble } from './assemble.ts';
import { createBotEdge } from './bot-edge.ts';
import { createCopyJournal } from './copy-journal.ts';
import { createFalWatch } from './fal-watch.ts';
import { createUpdateReceiver } from './receiving.ts';
import { createRoutes } from './routes.ts';
import { createSoleSweep } from './sole-sweep.ts';
import { within } from './within.ts';

/** On SIGTERM, work under way has so long to finish; leases that are left end by themselves. */
const DRAIN_MS = 10_000;
/** Kept of it for handing leases back, and for the answers under way. */
const HAND_BACK_MS = 1_000;
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
  const { config, places, db, telegramSide, falSide, core, now } = assembly;

  let isServing = false;
  let isStopping = false;
  const edge = createBotEdge({
    ...assembly,
    secret: config.TELEGRAM_BOT_TOKEN,
    isOpen: () => !isStopping,
  });
  const receiver = createUpdateReceiver({
    ...assembly,
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
      { name: 'journal', everyMs: JOURNAL_EVERY_MS, run: createCopyJournal(db, places.store) },
      createPrune({ db, now }),
      { name: 'fal', everyMs: FAL_LOOK_EVERY_MS, run: falWatch.look },
    ],
  });
  const routes = createRoutes({ assembly, receiver, falWatch, serving: () => isServing });

  return {
    fetch: routes.fetch,
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
      await sweep.release();
      await places.close();
    },
  };
}
