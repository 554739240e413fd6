import { join } from 'node:path';
import { migrateToLatest } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import type { ImageStore } from '../../src/images/image-store.ts';
import { freePort } from '../free-port.ts';
import { type Backing, embedded } from '../journeys/backing.ts';
import { openBalancer } from '../journeys/balancer.ts';
import {
  ACCOUNT,
  FAL_KEY,
  openStandIns,
  type StandIns,
  type StandInsOptions,
  TOKEN,
} from '../journeys/open-stand-ins.ts';
import { createPerson, type Person } from '../journeys/person.ts';
import { openEverywhere } from './everywhere.ts';
import { type Instance, startInstance } from './instance.ts';
import type { Random } from './random.ts';
import { watchEnds } from './watch-ends.ts';

export const WEBHOOK_SECRET = 'the-secret-of-the-webhook';

export interface OpenStage {
  readonly backing?: () => Promise<Backing>;
  /** How many processes of the bot there are; they share everything. */
  readonly instances?: number;
  readonly stages?: StandInsOptions['stages'];
  /** Variables of each process, by its place. */
  readonly env?: (place: number) => Readonly<Record<string, string>>;
  /** Where pictures lie, if it is not the backing's folder. */
  readonly images?: ImageStore;
  /** Milliseconds that a person waits for what they are to see. */
  readonly patienceMs?: number;
  /** Every request goes to all instances at once, in place of one of them. */
  readonly everywhere?: boolean;
  /** False: the scenario starts them itself. */
  readonly start?: boolean;
}

/** What the audit is to let pass, because the scenario itself brought it about. */
export interface Pardon {
  /** Refusals of the Bot API. */
  readonly calls?: readonly RegExp[];
  /** A press whose toast was lost with a killed process: the phone's spinner ends by itself. */
  readonly presses?: boolean;
  /** Histories may have gaps: the actors were lost. */
  readonly histories?: boolean;
  /** FAL keeps orders that never end; the audit waits for no order. */
  readonly quietMs?: number;
}

export interface Stage extends StandIns {
  readonly db: Db;
  readonly backing: Backing;
  readonly images: ImageStore;
  /** The address that Telegram and FAL know; it gives each request to an instance by chance. */
  readonly url: string;
  /** From now on all requests go to this instance while it is there; null: to any. */
  prefer(place: number | null): void;
  readonly instances: readonly (Instance | null)[];
  /** Milliseconds by which the clock of all processes is ahead. */
  readonly ahead: () => number;
  start(place: number, env?: Readonly<Record<string, string>>): Promise<void>;
  startAll(): Promise<void>;
  /** Ends a process and waits until it is gone; its exit code. */
  end(place: number, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Sets the clocks: of one process, or of all that are there and come. */
  setClock(ahead: number, place?: number): void;
  /** All that any process has written. */
  output(): string;
  person(): Person;
  people(): readonly Person[];
  /** Adds to what the audit lets pass. */
  forgive(pardon: Pardon): void;
  readonly pardon: () => Pardon;
  /** Has the audit ask this too, at its end. */
  expect(check: () => Promise<void>): void;
  readonly expected: () => readonly (() => Promise<void>)[];
  /** What must never change and did. */
  readonly endsChanged: () => Promise<readonly string[]>;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;
const FIRST_PERSON = 8_000_001;

/** Processes of the bot behind a balancer, Telegram and FAL around them, people in front. */
export async function openStage(random: Random, options: OpenStage = {}): Promise<Stage> {
  const { backing: openBacking = embedded, instances: count = 1, stages, env } = options;
  const backing = await openBacking();
  const images = options.images ?? createFolderStore({ dir: join(backing.folder, 'storage') });
  const standIns = await openStandIns(stages ? { stages } : {});
  const instances: (Instance | null)[] = Array.from({ length: count }, () => null);
  const choices = random.fork('balancer');
  let preferred: number | null = null;
  const choose = (addresses: readonly string[]) => {
    const wanted = preferred === null ? undefined : instances[preferred]?.url;
    if (wanted !== undefined && addresses.includes(wanted)) return wanted;
    return addresses.length > 0 ? choices.pick(addresses) : undefined;
  };
  const balancer = await (options.everywhere ? openEverywhere() : openBalancer(choose));
  const people: Person[] = [];
  const expected: (() => Promise<void>)[] = [];
  let written = '';
  let clock = 0;
  let pardon: Pardon = {};

  const variables = (port: number, place: number) => ({
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: balancer.url,
    TELEGRAM_BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: standIns.telegramUrl,
    TELEGRAM_WEBHOOK_SECRET: WEBHOOK_SECRET,
    FAL_BASE_URL: standIns.falUrl,
    FAL_KEY,
    FAL_ACCOUNT_ID: ACCOUNT,
    FAL_CONCURRENCY: '20',
    WELCOME_COINS: '1000',
    LOG_LEVEL: 'debug',
    ...backing.environment,
    ...env?.(place),
  });

  const end: Stage['end'] = async (place, signal) => {
    const ending = instances[place];
    if (!ending) return null;
    ending.signal(signal);
    const code = await ending.exited;
    written += ending.output();
    balancer.remove(ending.url);
    instances[place] = null;
    return code;
  };

  const start: Stage['start'] = async (place, more = {}) => {
    await end(place, 'SIGKILL');
    const instance = startInstance({ ...variables(await freePort(), place), ...more });
    if (clock !== 0) instance.order({ ahead: clock });
    await instance.ready();
    instances[place] = instance;
    balancer.add(instance.url);
  };

  const startAll = async () => {
    await Promise.all(
      instances.map((instance, place) => (instance?.isAlive() ? undefined : start(place))),
    );
  };

  const db = await openDatabase(backing.databaseUrl);
  await migrateToLatest(db);
  const ends = await watchEnds(db);
  if (options.start !== false) await startAll();

  return {
    ...standIns,
    db,
    backing,
    images,
    url: balancer.url,
    prefer: (place) => {
      preferred = place;
    },
    instances,
    ahead: () => clock,
    start,
    startAll,
    end,
    setClock: (ahead, place) => {
      if (place === undefined) clock = ahead;
      for (const [at, instance] of instances.entries())
        if (place === undefined || at === place) instance?.order({ ahead });
    },
    output: () => written + instances.map((instance) => instance?.output() ?? '').join(''),
    person: () => {
      const id = FIRST_PERSON + people.length;
      standIns.telegram.person({ id, firstName: `Person ${id}`, languageCode: 'en' });
      const { patienceMs = PATIENCE_MS } = options;
      const person = createPerson({ id, telegram: standIns.telegram, db, patienceMs });
      people.push(person);
      return person;
    },
    people: () => people,
    forgive: (more) => {
      pardon = { ...pardon, ...more, calls: [...(pardon.calls ?? []), ...(more.calls ?? [])] };
    },
    pardon: () => pardon,
    expect: (check) => void expected.push(check),
    expected: () => expected,
    endsChanged: ends.changed,
    close: async () => {
      await Promise.all(instances.map((_, place) => end(place, 'SIGKILL')));
      await balancer.close();
      await standIns.close();
      await db.close();
      await backing.remove();
    },
  };
}
