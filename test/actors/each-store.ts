import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe } from 'node:test';
import type { ActorStore } from '../../src/actors/actor-store.ts';
import { createRedisStore } from '../../src/actors/redis-store.ts';
import { connectRedis } from '../../src/actors/redis-tcp.ts';
import { openSqliteStore } from '../../src/actors/sqlite-store.ts';
import { connectByRest, deleteKeys, redisRefusal, redisUrl } from '../redis.ts';
import { registerRefusal } from '../without-server.ts';
import { inScratchFolder } from './scratch-folder.ts';

/** Where a test's store is; plain data, so that a child process can be told. */
export type Address = readonly ['sqlite' | 'redis' | 'upstash', string];

/** An empty store of a test's own. */
export interface Place {
  readonly address: Address;
  /** A client as another instance would have it; SQLite allows one, which all share. */
  readonly connect: () => Promise<ActorStore>;
  /** In how many milliseconds the actor's record is forgotten; null: never. */
  readonly lifetimeMs: (key: string) => Promise<number | null>;
}

export type Within = (test: (place: Place) => Promise<void>) => () => Promise<void>;

/** Due work is looked for this often, so that no test waits long for a poll. */
const POLL_MS = 50;

export async function connectTo([kind, where]: Address): Promise<ActorStore> {
  if (kind === 'sqlite') return { ...(await openSqliteStore({ path: where })), pollMs: POLL_MS };
  const { send, close } = await (kind === 'redis' ? connectRedis(redisUrl) : connectByRest());
  return createRedisStore({ send, close, prefix: where, pollMs: POLL_MS });
}

function lifetimeInFile(path: string, key: string): number | null {
  const db = new DatabaseSync(path, { readOnly: true });
  const row = db.prepare('SELECT expires_at FROM records WHERE key = ?').get(key);
  db.close();
  const expiresAt = row?.['expires_at'] ?? null;
  return expiresAt === null ? null : Number(expiresAt) - Date.now();
}

async function lifetimeInRedis(prefix: string, key: string): Promise<number | null> {
  const { send, close } = await connectRedis(redisUrl);
  const lifetime = Number(await send(['PTTL', `${prefix}{actors}:record:${key}`]));
  await close();
  if (lifetime === -2) throw new Error(`${key} is not there`);
  return lifetime === -1 ? null : lifetime;
}

const inSqlite: Within = (test) => () =>
  inScratchFolder(async (folder) => {
    const address = ['sqlite', join(folder, 'actors.db')] as const;
    let store: Promise<ActorStore> | undefined;
    const connect = () => {
      store ??= connectTo(address);
      return store;
    };
    try {
      await test({ address, connect, lifetimeMs: async (key) => lifetimeInFile(address[1], key) });
    } finally {
      await (await store)?.close();
    }
  });

const inRedis =
  (kind: 'redis' | 'upstash'): Within =>
  (test) =>
  async () => {
    const address = [kind, `test-${crypto.randomUUID()}:`] as const;
    const stores: ActorStore[] = [];
    const connect = async () => {
      const store = await connectTo(address);
      stores.push(store);
      return store;
    };
    try {
      await test({ address, connect, lifetimeMs: (key) => lifetimeInRedis(address[1], key) });
    } finally {
      await Promise.all(stores.map((store) => store.close()));
      await deleteKeys(address[1]);
    }
  };

/**
 * Registers the same tests over SQLite, and over Redis by TCP and by REST; without a Redis those
 * are skipped, or fail in CI.
 */
export function eachStore(name: string, register: (within: Within) => void) {
  describe(`${name} (SQLite)`, () => register(inSqlite));
  if (redisRefusal === undefined) {
    describe(`${name} (Redis)`, () => register(inRedis('redis')));
    describe(`${name} (Upstash REST)`, () => register(inRedis('upstash')));
  } else registerRefusal(`${name} (Redis)`, redisRefusal);
}
