import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openDatabase } from '../../db/open.ts';
import { eventually } from '../eventually.ts';
import { freePort } from '../free-port.ts';
import { type Backing, embedded } from './backing.ts';
import { checkBot } from './check-bot.ts';
import { FAL_KEY, openStandIns, type StandInsOptions, TOKEN } from './open-stand-ins.ts';
import { createPerson } from './person.ts';
import { type Running, runBot } from './run-bot.ts';

/** What Telegram says to a call that was made before the kill, and not written down any more. */
const REPEATS = [
  /message is not modified/,
  /message to (delete|edit) not found/,
  /query is too old/,
];

export interface KillBotOptions {
  readonly backing?: () => Promise<Backing>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stages?: StandInsOptions['stages'];
}

const READY_MS = 30_000;
/** A bot that is killed again and again has much to catch up on. */
const PATIENCE_MS = 60_000;

/** The bot as a process that can be killed, with the stand-ins in this one. */
export async function openKillBot(t: TestContext, options: KillBotOptions = {}) {
  const { backing: openBacking = embedded, env = {}, stages } = options;
  const backing = await openBacking();
  const standIns = await openStandIns(stages ? { stages } : {});
  const { telegram } = standIns;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const variables = {
    ...backing.environment,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: standIns.telegramUrl,
    TELEGRAM_WEBHOOK_SECRET: 'secret',
    FAL_BASE_URL: standIns.falUrl,
    FAL_KEY,
    LOG_LEVEL: 'warn',
    ...env,
  };
  let running: Running | undefined;
  let lastPerson = 8_000_000;
  let written = '';

  const isReady = async () => {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) });
    if (answer.status === 200) return true;
    throw new Error(`not ready: ${await answer.text()}`);
  };

  const start = async () => {
    const starting = runBot(variables);
    running = starting;
    await eventually(isReady, { timeoutMs: READY_MS, everyMs: 10 }).catch((cause) => {
      throw new Error(`the bot did not start: ${Object(cause).cause}\n${starting.output()}`);
    });
  };

  const kill = async (signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL') => {
    const killed = running;
    running = undefined;
    killed?.kill(signal);
    await killed?.exited;
    written += killed?.output() ?? '';
  };

  await start();
  const db = await openDatabase(backing.databaseUrl);
  t.after(async () => {
    await kill();
    await standIns.close();
    await db.close();
    await backing.remove();
  });

  return {
    ...standIns,
    db,
    url,
    folder: backing.folder,
    start,
    kill,
    output: () => written + (running?.output() ?? ''),
    person: () => {
      lastPerson += 1;
      telegram.person({ id: lastPerson, firstName: `Person ${lastPerson}`, languageCode: 'en' });
      return createPerson({ id: lastPerson, telegram, db, patienceMs: PATIENCE_MS });
    },
    /** What every journey ends with. */
    check: () =>
      checkBot({
        url,
        db,
        telegram,
        storage: join(backing.folder, 'storage'),
        now: Date.now,
        quietMs: 100_000,
        provoked: REPEATS,
        mayLosePresses: true,
      }).catch((cause) => {
        throw new Error(`${cause}\n${written}${running?.output() ?? ''}`, { cause });
      }),
  };
}

export type KillBot = Awaited<ReturnType<typeof openKillBot>>;
