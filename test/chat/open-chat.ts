import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInvariants } from '../../db/invariants.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { type Environment, forStart, readConfig } from '../../src/config.ts';
import { type BotApi, createBotApi } from '../../src/demo/bot-api/bot-api.ts';
import { createFal, type Fal } from '../../src/demo/fal/create-fal.ts';
import type { FaceDetector } from '../../src/images/faces/face-detector.ts';
import type { Log } from '../../src/log.ts';
import { type App, createApp } from '../../src/main/app.ts';
import { eventually } from '../eventually.ts';
import { serve } from '../serve.ts';
import { createPhone, type Phone } from './phone.ts';
import { quickLimiter } from './quick-limiter.ts';

const TOKEN = '7000000:a-token-of-nobody-for-the-tests';
const FAL_KEY = 'test:test';
const PACE = { firstMs: 50, lastMs: 50 };
const STAGES = { queueMs: 5, renderMs: 5 };
/** A test waits for states; one that does not come within this is missing. */
const PATIENCE_MS = 15_000;

export interface ChatOptions {
  /** Variables beside those that name the stand-ins. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stages?: { readonly queueMs: number; readonly renderMs: number };
  /** Finds a face in every photo at once, where a test sends many. */
  readonly faces?: FaceDetector;
}

export interface LogLine {
  readonly level: 'warn' | 'error';
  readonly message: string;
  readonly facts: unknown;
}

export interface Chat {
  readonly telegram: BotApi;
  readonly fal: Fal;
  /** A second connection, to look on. */
  readonly db: Db;
  readonly folder: string;
  /** What the bot's operator would read. */
  readonly complaints: LogLine[];
  /** Moves the clock on. */
  pass(ms: number): void;
  phone(languageCode?: string): Phone;
  /** Nothing is under way any more: no update, no unanswered press, no effect. */
  settled(): Promise<void>;
  /** Stops the bot and starts it anew on what it kept. */
  restart(): Promise<void>;
  /** What `/metrics` tells. */
  metrics(): Promise<string>;
  /** No broken promise, no refused call, no dead letter, nobody left without an answer. */
  assertSound(): Promise<void>;
  close(): Promise<void>;
}

const depthOf = (metrics: string, condition: string): number =>
  Number(new RegExp(`aisha_effects\\{condition="${condition}"\\} (\\d+)`).exec(metrics)?.[1]);

/** The whole bot on the strict stand-ins, over real HTTP, kept in a folder of its own. */
export async function openChat(options: ChatOptions = {}): Promise<Chat> {
  const { env = {}, stages = STAGES, faces } = options;
  const folder = await mkdtemp(join(tmpdir(), 'aisha-chat-'));
  let ahead = 0;
  const now = () => Date.now() + ahead;
  const telegram = createBotApi({ token: TOKEN, now, backoffMs: () => 20 });
  const fal = createFal({ keys: [FAL_KEY], now, stages, concurrency: 50 });
  const complaints: LogLine[] = [];
  let app: App | undefined;
  let lastPerson = 8_000_000;

  const bot = await serve({
    fetch: async (request) => (await app?.fetch(request)) ?? new Response(null, { status: 503 }),
  });
  const botApi = await serve(telegram.app);
  const falServer = await serve(fal.app);

  const environment: Environment = {
    values: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: botApi.url,
      TELEGRAM_WEBHOOK_SECRET: 'secret',
      FAL_KEY,
      FAL_BASE_URL: falServer.url,
      FAL_CONCURRENCY: '50',
      PUBLIC_URL: bot.url,
      DATABASE_URL: `sqlite:${join(folder, 'aisha.db')}`,
      STORAGE_DIR: join(folder, 'storage'),
      ...env,
    },
    readFile: () => '',
  };

  const complain = (level: LogLine['level']) => (message: string, facts: unknown) =>
    void complaints.push({ level, message, facts });
  const log: Log = {
    debug: () => {},
    info: () => {},
    warn: complain('warn'),
    error: complain('error'),
  };

  const start = async () => {
    const config = forStart(readConfig(environment));
    app = await createApp({
      config,
      log,
      now,
      pace: PACE,
      limiter: quickLimiter(),
      ...(faces && { faces }),
    });
    await app.start();
  };

  const stop = async () => {
    const stopping = app;
    app = undefined;
    await stopping?.stop();
  };

  const metrics = async () =>
    (await (await app?.fetch(new Request('http://bot/metrics')))?.text()) ?? '';

  const isQuiet = async () => {
    if (telegram.pendingUpdates().length > 0 || telegram.openQueries().length > 0) return undefined;
    const text = await metrics();
    return depthOf(text, 'due') + depthOf(text, 'leased') === 0 ? true : undefined;
  };

  await start();
  const db = await openDatabase(`sqlite:${join(folder, 'aisha.db')}`);

  const settled = async () => void (await eventually(isQuiet, { timeoutMs: PATIENCE_MS }));

  return {
    telegram,
    fal,
    db,
    folder,
    complaints,
    pass: (ms) => {
      ahead += ms;
    },
    phone: (languageCode = 'ru') => {
      lastPerson += 1;
      telegram.person({ id: lastPerson, firstName: `Person ${lastPerson}`, languageCode });
      return createPhone({ id: lastPerson, telegram, settled });
    },
    settled,
    metrics,
    restart: async () => {
      await stop();
      await start();
    },
    assertSound: async () => {
      await settled();
      const refused = telegram.calls
        .filter(({ status, description }) => status === 400 && !isHarmless(description))
        .map(({ method, params, description }) => ({ method, params, description }));
      assert.deepEqual(refused, [], 'the Bot API refused a call');
      assert.equal(depthOf(await metrics(), 'dead'), 0, 'a dead letter');
      assert.deepEqual(telegram.openQueries(), [], 'a press without an answer');
      assert.deepEqual(await checkInvariants(db.kysely, { now: now() }), []);
      const errors = complaints.filter(({ level }) => level === 'error');
      assert.deepEqual(errors, [], 'an error in the log');
    },
    close: async () => {
      await stop();
      telegram.close();
      fal.close();
      await db.close();
      await Promise.all([bot.close(), botApi.close(), falServer.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Telegram's way of saying that all is as it should be. */
const isHarmless = (description = '') =>
  /message is not modified|message to (edit|delete) not found|query is too old/.test(description);
