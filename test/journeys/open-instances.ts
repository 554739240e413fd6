import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openDatabase } from '../../db/open.ts';
import { eventually } from '../eventually.ts';
import { served } from './backing.ts';
import { type Choose, openBalancer } from './balancer.ts';
import { checkBot } from './check-bot.ts';
import { FAL_KEY, openStandIns, type StandInsOptions, TOKEN } from './open-stand-ins.ts';
import { createPerson } from './person.ts';
import { type Running, runBot } from './run-bot.ts';

const READY_MS = 30_000;
const PATIENCE_MS = 30_000;

/** What Telegram says to a call that another instance, or one that ended, has made before. */
const REPEATS = [
  /message is not modified/,
  /message to (delete|edit) not found/,
  /query is too old/,
];

export interface InstancesOptions {
  /** Variables of every instance. */
  readonly env?: Readonly<Record<string, string>>;
  readonly stages?: StandInsOptions['stages'];
  /** How updates come: by webhook through the balancer, or by polling. */
  readonly news?: 'webhook' | 'polling';
  /** Which instance the next request goes to; any, if not told. */
  readonly choose?: Choose;
  /** Which requests come to two instances at once, as when the first was thought dead. */
  readonly isTwice?: () => boolean;
}

/** One process of the bot. */
export interface Instance {
  readonly url: string;
  /** All that it has written so far. */
  output(): string;
  /** Asks it to end, and tells how many milliseconds it took. Till then it gets requests. */
  stop(): Promise<number>;
  kill(): Promise<void>;
}

const portIn = (output: string) => /"port":(\d+)[^\n]*AISHA is ready/.exec(output)?.[1];

async function portOf(bot: Running): Promise<string> {
  const look = () => portIn(bot.output());
  return eventually(look, { timeoutMs: READY_MS, everyMs: 10 }).catch((cause) => {
    throw new Error(`an instance did not start:\n${bot.output()}`, { cause });
  });
}

/** Several `start` processes on one PostgreSQL and one Redis, behind one address. */
export async function openInstances(t: TestContext, options: InstancesOptions = {}) {
  const { env = {}, stages, news = 'webhook', choose, isTwice } = options;
  const backing = await served();
  const standIns = await openStandIns(stages ? { stages } : {});
  const balancer = await openBalancer(choose, isTwice);
  const db = await openDatabase(backing.databaseUrl);
  const { telegram } = standIns;
  const bots: Running[] = [];
  const alive = new Set<Instance>();
  let lastPerson = 8_000_000;

  const variables = {
    ...backing.environment,
    HOST: '127.0.0.1',
    PORT: '0',
    ...(news === 'webhook' && { PUBLIC_URL: balancer.url, TELEGRAM_WEBHOOK_SECRET: 'secret' }),
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: standIns.telegramUrl,
    FAL_BASE_URL: standIns.falUrl,
    FAL_KEY,
    ...env,
  };

  const add = async (more: Readonly<Record<string, string>> = {}): Promise<Instance> => {
    const bot = runBot({ ...variables, ...more });
    bots.push(bot);
    const url = `http://127.0.0.1:${await portOf(bot)}`;
    const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
      const began = performance.now();
      alive.delete(instance);
      bot.kill(signal);
      await bot.exited;
      balancer.remove(url);
      return performance.now() - began;
    };
    const instance: Instance = {
      url,
      output: bot.output,
      stop: () => end('SIGTERM'),
      kill: async () => void (await end('SIGKILL')),
    };
    alive.add(instance);
    balancer.add(url);
    return instance;
  };

  const output = () => bots.map((bot, nth) => `--- ${nth}\n${bot.output()}`).join('\n');

  t.after(async () => {
    await Promise.all([...alive].map((instance) => instance.kill()));
    for (const bot of bots) bot.kill('SIGKILL');
    await standIns.close();
    await balancer.close();
    await db.close();
    await backing.remove();
  });

  return {
    ...standIns,
    backing,
    balancer,
    db,
    add,
    output,
    person: () => {
      lastPerson += 1;
      telegram.person({ id: lastPerson, firstName: `Person ${lastPerson}`, languageCode: 'en' });
      return createPerson({ id: lastPerson, telegram, db, patienceMs: PATIENCE_MS });
    },
    /** What every journey ends with; any instance that lives is asked. */
    check: async ({ mayLosePresses = false } = {}) => {
      const [any] = alive;
      if (!any) throw new Error('no instance is left to be asked');
      const storage = join(backing.folder, 'storage');
      const { url } = any;
      await checkBot({
        url,
        db,
        telegram,
        storage,
        now: Date.now,
        quietMs: 60_000,
        provoked: REPEATS,
        mayLosePresses,
      }).catch((cause) => {
        throw new Error(`${cause}\n${output()}`, { cause });
      });
    },
  };
}

export type Instances = Awaited<ReturnType<typeof openInstances>>;
