import { join } from 'node:path';
import process from 'node:process';
import type { Config } from '../config.ts';
import { createStandIns } from '../demo/stand-ins.ts';
import { listen } from '../http/listen.ts';
import { createLog } from '../log.ts';
import { createApp } from './app.ts';
import { untilStopped } from './until-stopped.ts';

const LOOPBACK = '127.0.0.1';
/** The demo keeps its own things, never those of a real bot. */
const FOLDER = './data/demo';
const WELCOME_COINS = 500;
const FREE_PORT = 0;

/**
 * The bot with local stand-ins for Telegram and FAL, and a chat page to be a person in. It talks
 * to them over real HTTP, as it would to the real ones.
 */
export async function runDemo(config: Config): Promise<void> {
  const standIns = createStandIns({
    now: Date.now,
    concurrency: config.FAL_CONCURRENCY,
    trainSeconds: config.DEMO_TRAINING_SECONDS,
  });
  const page = await listen(standIns.telegram, LOOPBACK, config.PORT);
  const fal = await listen(standIns.fal, LOOPBACK, FREE_PORT);
  let handle: (request: Request) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const bot = await listen((request) => handle(request), LOOPBACK, FREE_PORT);
  const log = createLog({ level: config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL });
  const app = await createApp({
    config: {
      ...config,
      HOST: LOOPBACK,
      TELEGRAM_BOT_TOKEN: standIns.token,
      TELEGRAM_API_ROOT: `http://${LOOPBACK}:${page.port}`,
      TELEGRAM_WEBHOOK_SECRET: 'demo',
      FAL_KEY: standIns.falKey,
      FAL_BASE_URL: `http://${LOOPBACK}:${fal.port}`,
      PUBLIC_URL: `http://${LOOPBACK}:${bot.port}`,
      DATABASE_URL: `sqlite:${join(FOLDER, 'aisha.db')}`,
      STORAGE_DIR: join(FOLDER, 'storage'),
      WELCOME_COINS,
      CAPTION_MODEL: 'vision:demo',
      SPEECH_MODEL: 'fal-ai/wizper',
    },
    log,
    now: Date.now,
    pace: { firstMs: 1000, lastMs: 1000 },
    trainingSeconds: standIns.trainingSeconds,
  });
  handle = app.fetch;
  const stopped = untilStopped();
  await app.start();
  console.log(`AISHA demo: open http://localhost:${page.port} and press Start. Ctrl+C ends it.`);
  await stopped;
  standIns.close();
  await app.stop();
  await Promise.all([page.close(), fal.close(), bot.close()]);
  process.exit(0);
}
