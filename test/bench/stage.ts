import { readFileSync } from 'node:fs';
import { freePort } from '../free-port.ts';
import type { Backend } from './backend.ts';
import { answers, type Child, startChild } from './child.ts';
import type { Target } from './keep-alive.ts';
import { commandOf, type Runtime } from './runtime.ts';

const LOOPBACK = '127.0.0.1';
const SECRET = 'bench';
const TOKEN = '123456:bench-bench-bench-bench-bench-bench';
const FAL_KEY = 'bench:bench';
const WEBHOOK_PATH = '/telegram/webhook';

/** What the sink has counted since it was told to forget. */
export interface Counts {
  readonly calls: Readonly<Record<string, number>>;
  /** How many results each chat got. */
  readonly results: readonly number[];
  /** Chat and callback data of the button that orders. */
  readonly makes: readonly (readonly [number, string])[];
}

export interface Server extends Child, Target {
  /** Milliseconds from the start of the process until it was ready. */
  readonly readyMs: number;
}

/** `start` is the bot as it is; `open` the same with Telegram's limits wide open. */
export type BotKind = 'start' | 'open';

const words: Readonly<Record<BotKind, readonly string[]>> = {
  start: ['src/main.ts', 'start'],
  open: ['test/bench/bot.ts'],
};

/** What `bun run start` sets beside: the bot is measured as it is started. */
function asStarted(): Readonly<Record<string, string>> {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const set = String(scripts.start).matchAll(/ ([A-Za-z_]+)=(\S+)/g);
  return Object.fromEntries([...set].map(([, name, value]) => [name, value]));
}

const shared = {
  HOST: LOOPBACK,
  TELEGRAM_BOT_TOKEN: TOKEN,
  TELEGRAM_WEBHOOK_SECRET: SECRET,
  FAL_KEY,
};

async function serve(
  command: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const port = await freePort();
  const startedAt = performance.now();
  const child = startChild(command, {
    ...shared,
    ...env,
    PORT: String(port),
    PUBLIC_URL: `http://${LOOPBACK}:${port}`,
  });
  await answers(`http://${LOOPBACK}:${port}/readyz`, 5);
  const readyMs = performance.now() - startedAt;
  return { ...child, readyMs, port, path: WEBHOOK_PATH, secret: SECRET };
}

/** The stand-ins that a bot is measured against, and bots that keep everything in one place. */
export async function openStage(backend: Backend, runtime: Runtime = 'bun') {
  const standIn = (file: string) => serve([...commandOf('bun'), file]);
  const [sink, fal] = await Promise.all([
    standIn('test/bench/sink.ts'),
    standIn('test/bench/fal.ts'),
  ]);
  const command = commandOf(runtime);
  const ask = (path: string) => fetch(`http://${LOOPBACK}:${sink.port}${path}`);

  const environment = {
    ...asStarted(),
    LOG_LEVEL: 'warn',
    TELEGRAM_API_ROOT: `http://${LOOPBACK}:${sink.port}`,
    FAL_BASE_URL: `http://${LOOPBACK}:${fal.port}`,
    FAL_CONCURRENCY: '64',
    ...backend.environment,
  };

  return {
    backend,
    runtime,
    botId: Number.parseInt(TOKEN, 10),
    floor: () => serve([...command, 'test/bench/floor.ts']),
    bot: (kind: BotKind, more: Readonly<Record<string, string>> = {}) =>
      serve([...command, ...words[kind]], { ...environment, ...more }),
    counts: async () => (await (await ask('/counts')).json()) as Counts,
    /** How many screens a person was shown, once they are so many. */
    screensOf: async (telegramId: number, enough = 0) =>
      (await (await ask(`/screens?chat=${telegramId}&enough=${enough}`)).json()) as number,
    /** How many people were shown a screen. */
    shown: async () => (await (await ask('/shown')).json()) as number,
    forget: () => ask('/forget'),
    close: async () => {
      await Promise.all([sink.stop(), fal.stop()]);
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;

/** Waits until a count stands still or is reached. @throws Error in the end. */
export async function until(
  what: string,
  isDone: () => Promise<boolean>,
  patienceMs = 60_000,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if (await isDone()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`It never came to be that ${what}`);
}
