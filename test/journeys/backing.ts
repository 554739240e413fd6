import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from 'node:test';
import { postgresPlace, postgresRefusal } from '../databases.ts';
import { deleteKeys, redisRefusal, redisUrl } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';

/** Where a bot of a test's own keeps everything. */
export interface Backing {
  readonly folder: string;
  readonly databaseUrl: string;
  /** Variables that name it. */
  readonly environment: Readonly<Record<string, string>>;
  /** All actors are gone, as after a lost disk or a flushed Redis. */
  loseActors(): Promise<void>;
  remove(): Promise<void>;
}

/** A database file and an actors' file in a folder. */
export async function embedded(): Promise<Backing> {
  const folder = await mkdtemp(join(tmpdir(), 'aisha-journey-'));
  const databaseUrl = `sqlite:${join(folder, 'aisha.db')}`;
  return {
    folder,
    databaseUrl,
    environment: { DATABASE_URL: databaseUrl, STORAGE_DIR: join(folder, 'storage') },
    loseActors: async () => {
      for (const end of ['', '-wal', '-shm'])
        await rm(join(folder, `actors.db${end}`), { force: true });
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** PostgreSQL and Redis, a folder for the pictures. */
export async function served(): Promise<Backing> {
  const { folder, environment, remove } = await embedded();
  const postgres = await postgresPlace();
  const prefix = `journey-${crypto.randomUUID()}:`;
  return {
    folder,
    databaseUrl: postgres.url,
    environment: {
      ...environment,
      DATABASE_URL: postgres.url,
      REDIS_URL: redisUrl,
      REDIS_PREFIX: prefix,
    },
    loseActors: () => deleteKeys(prefix),
    remove: async () => {
      await Promise.all([remove(), postgres.remove(), deleteKeys(prefix)]);
    },
  };
}

type Register = (open: () => Promise<Backing>) => void;

const refusal = postgresRefusal ?? redisRefusal;

/**
 * Registers the same journeys over both pairs; without the servers they are skipped, or fail in CI.
 * JOURNEYS=served leaves those over SQLite out.
 */
export function eachBacking(name: string, register: Register) {
  if (process.env['JOURNEYS'] !== 'served') describe(`${name} (SQLite)`, () => register(embedded));
  const serversName = `${name} (PostgreSQL and Redis)`;
  if (refusal === undefined) describe(serversName, () => register(served));
  else registerRefusal(serversName, refusal);
}
