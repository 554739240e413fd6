import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { generationById } from '../../db/generations.ts';
import { openDatabase } from '../../db/open.ts';
import type { Generation, GenerationEnd } from '../../db/schema.ts';
import { settlementOf } from '../../db/settlements.ts';
import { forStart, readConfig } from '../../src/config.ts';
import type { FaceDetector } from '../../src/images/faces/face-detector.ts';
import type { Log } from '../../src/log.ts';
import { type App, createApp } from '../../src/main/app.ts';
import { createLimiter } from '../../src/telegram/limiter.ts';
import { quickLimiter } from '../chat/quick-limiter.ts';
import { eventually } from '../eventually.ts';
import { serve } from '../serve.ts';
import { type Backing, embedded } from './backing.ts';
import { type Checked, checkBot, untilIdle, untilQuiet } from './check-bot.ts';
import { FAL_KEY, openStandIns, type StandInsOptions, TOKEN } from './open-stand-ins.ts';
import { createPerson } from './person.ts';

const SOON_MS = 15_000;
/** Twenty times as fast as it is. */
const HURRY_MS = 1000;
const HURRY_EVERY_MS = 50;
/** Shorter than a journey's patience. */
const FAL_TIMEOUTS = {
  submitMs: 1500,
  statusMs: 1500,
  resultMs: 1500,
  cancelMs: 1500,
  fetchMs: 1500,
};
const OFTEN = { firstMs: 20, lastMs: 50 };
/** So seldom that only a webhook can have brought the news. */
const NEVER = { firstMs: 3_600_000, lastMs: 3_600_000 };

export interface BotOptions {
  readonly backing?: () => Promise<Backing>;
  readonly stages?: StandInsOptions['stages'];
  /** Variables beside those that name the stand-ins. */
  readonly env?: Readonly<Record<string, string>>;
  /** How news come: by webhook alone, by polling alone, or by both. */
  readonly news?: 'webhook' | 'polling' | 'both';
  /** Keeps Telegram's own rates, in real time. */
  readonly keepsRates?: boolean;
  /** False: a test starts it. */
  readonly start?: boolean;
  /** Finds a face in every photo at once, where a test sends too many for the real one. */
  readonly faces?: FaceDetector;
}

export interface LogLine {
  readonly level: keyof Log;
  readonly message: string;
  readonly facts: unknown;
}

export type Bot = Awaited<ReturnType<typeof openBot>>;

/** The whole bot in this process, with the stand-ins behind real HTTP, gone when the test is over. */
export async function openBot(t: TestContext, options: BotOptions = {}) {
  const { backing: openBacking = embedded, stages, env = {}, news = 'both' } = options;
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const backing = await openBacking();
  const standIns = await openStandIns({ now, ...(stages && { stages }) });
  const { telegram, fal } = standIns;
  const lines: LogLine[] = [];
  let app: App | undefined;
  let lastPerson = 8_000_000;

  const server = await serve({
    fetch: async (request) => (await app?.fetch(request)) ?? new Response(null, { status: 503 }),
  });

  const config = () =>
    forStart(
      readConfig({
        values: {
          TELEGRAM_BOT_TOKEN: TOKEN,
          TELEGRAM_API_ROOT: standIns.telegramUrl,
          FAL_KEY,
          FAL_BASE_URL: standIns.falUrl,
          FAL_CONCURRENCY: '50',
          ...(news !== 'polling' && { PUBLIC_URL: server.url, TELEGRAM_WEBHOOK_SECRET: 'secret' }),
          ...backing.environment,
          ...env,
        },
        readFile: () => '',
      }),
    );

  const write = (level: keyof Log) => (message: string, facts: unknown) =>
    void lines.push({ level, message, facts });
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };

  const start = async () => {
    const starting = await createApp({
      config: config(),
      log,
      now,
      pace: news === 'webhook' ? NEVER : OFTEN,
      limiter: options.keepsRates ? createLimiter() : quickLimiter(),
      falTimeouts: FAL_TIMEOUTS,
      ...(options.faces && { faces: options.faces }),
    });
    app = starting;
    await starting.start();
  };

  const stop = async () => {
    const stopping = app;
    app = undefined;
    await stopping?.stop();
  };

  if (options.start !== false) await start();
  const db = await openDatabase(backing.databaseUrl);

  t.after(async () => {
    await stop();
    await standIns.close();
    await server.close();
    await db.close();
    await backing.remove();
  });

  const generation = async (id: string): Promise<Generation> => {
    const found = await generationById(db.kysely, id);
    if (!found) throw new Error(`there is no order ${id}`);
    return found;
  };

  const until = async (id: string, is: (generation: Generation) => boolean, what: string) => {
    const look = async () => (is(await generation(id)) ? true : undefined);
    await eventually(look, { timeoutMs: SOON_MS, everyMs: 10 }).catch(async (cause) => {
      const is = JSON.stringify(await generation(id));
      throw new Error(`${id} was never ${what}: ${is}\n${JSON.stringify(lines)}`, { cause });
    });
  };

  const pass = (ms: number) => {
    ahead += ms;
  };

  const checked = (provoked: readonly RegExp[]): Checked => ({
    pass,
    url: server.url,
    db,
    telegram,
    storage: join(backing.folder, 'storage'),
    now,
    provoked,
  });

  return {
    ...standIns,
    url: server.url,
    folder: backing.folder,
    loseActors: backing.loseActors,
    db,
    lines,
    now,
    start,
    stop,
    restart: async () => {
      await stop();
      await start();
    },
    /** Moves every clock on but that of the servers. */
    pass,
    /** Lets the clock run fast until this has come. */
    hurry: async <T>(wanted: Promise<T>): Promise<T> => {
      const timer = setInterval(() => {
        ahead += HURRY_MS;
      }, HURRY_EVERY_MS);
      return wanted.finally(() => clearInterval(timer));
    },
    person: () => {
      lastPerson += 1;
      telegram.person({ id: lastPerson, firstName: `Person ${lastPerson}`, languageCode: 'en' });
      return createPerson({ id: lastPerson, telegram, db });
    },
    generation,
    until,
    /** Waits until the order's actor has come to this state, as its journal tells. */
    state: async (id: string, path: string) => {
      const look = async () => {
        const line = await db.kysely
          .selectFrom('journal')
          .select('to_state')
          .where('actor_key', '=', `generation:${id}`)
          .orderBy('at', 'desc')
          .orderBy('step', 'desc')
          .executeTakeFirst();
        return line?.to_state === path ? true : undefined;
      };
      await eventually(look, { timeoutMs: SOON_MS, everyMs: 10 });
    },
    /** How the order ended, and what it cost in the end. */
    ended: async (id: string): Promise<{ end: GenerationEnd | null; captured: number }> => {
      await until(id, ({ end_state }) => end_state !== null, 'over');
      const { captured = -1 } = (await settlementOf(db.kysely, id)) ?? {};
      return { end: (await generation(id)).end_state, captured };
    },
    /** The jobs that FAL took for this order or for all. */
    jobs: () => fal.requests.filter(({ requestId }) => requestId !== null),
    /** Waits until FAL has taken so many jobs, and tells the last one's id. */
    job: async (count = 1): Promise<string> => {
      const taken = () => fal.requests.flatMap(({ requestId }) => requestId ?? []);
      await fal.waitFor(() => taken().length >= count, SOON_MS);
      return taken()[count - 1] ?? '';
    },
    ready: async () => {
      const answer = await fetch(`${server.url}/readyz`);
      return { status: answer.status, body: (await answer.json()) as Ready };
    },
    quiet: () => untilQuiet(checked([])),
    /** Nothing is under way but so many orders, which go on at FAL. */
    idleBut: (orders: number) => untilIdle(checked([]), orders),
    /** What every journey ends with. */
    check: (...provoked: readonly RegExp[]) =>
      checkBot(checked(provoked)).catch((error) => {
        const complaints = lines.filter(({ level }) => level === 'warn' || level === 'error');
        assert.fail(`${error}\n${complaints.map((line) => JSON.stringify(line)).join('\n')}`);
      }),
  };
}

export interface Ready {
  readonly status: string;
  readonly checks: Readonly<
    Record<string, { readonly state: string; readonly detail?: string; readonly warning?: string }>
  >;
}
