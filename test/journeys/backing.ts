import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { StoreError } from '../../src/actors/store-error.ts';
import { postgresPlace, postgresRefusal } from '../databases.ts';

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

const redisUrl = process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';

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
    loseActors: () => deleteAll(prefix),
    remove: async () => {
      await Promise.all([remove(), postgres.remove(), deleteAll(prefix)]);
    },
  };
}

async function deleteAll(prefix: string) {
  const { send, close } = await connectRedis(redisUrl);
  const keys = await send(['KEYS', `${prefix}*`]);
  if (Array.isArray(keys) && keys.length > 0) await send(['DEL', ...keys.map(String)]);
  await close();
}

async function refusalOfRedis(): Promise<string | undefined> {
  try {
    await (await connectRedis(redisUrl, { deadlineMs: 1000 })).close();
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error.message;
    throw error;
  }
}

type Register = (open: () => Promise<Backing>) => void;

const refusal = postgresRefusal ?? (await refusalOfRedis());

/** Registers the same journeys over both pairs; without the servers they are skipped, or fail in CI. */
export function eachBacking(name: string, register: Register) {
  describe(`${name} (SQLite)`, () => register(embedded));
  const serversName = `${name} (PostgreSQL and Redis)`;
  if (refusal === undefined) describe(serversName, () => register(served));
  else if (process.env['CI'] !== 'true') it(serversName, { skip: refusal });
  else
    it(serversName, () => {
      throw new Error(refusal);
    });
}
