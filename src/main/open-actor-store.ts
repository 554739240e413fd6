import { join } from 'node:path';
import type { ActorStore } from '../actors/actor-store.ts';
import { risksOfRedis } from '../actors/redis-risks.ts';
import { createRedisStore } from '../actors/redis-store.ts';
import { connectRedis, type RedisConnection } from '../actors/redis-tcp.ts';
import { openSqliteStore } from '../actors/sqlite-store.ts';
import type { Config } from '../config.ts';

/** Where actors are kept in a file though PostgreSQL is the database (SINGLE_INSTANCE). */
export const DEFAULT_FOLDER = './data';

/** Looking for due work costs a command that Upstash counts. */
const UPSTASH_POLL_MS = 5_000;

/** Where actors are kept. */
export interface OpenedActorStore {
  readonly store: ActorStore;
  /** What the store's settings put at risk, in words for an operator. */
  readonly risks: () => Promise<readonly string[]>;
}

/** Actors in Redis, where one is named; else in `folder`, which this process owns. */
export async function openActorStore(
  config: Config,
  folder: string | null,
  now: () => number,
): Promise<OpenedActorStore> {
  const { REDIS_URL, REDIS_PREFIX: prefix, UPSTASH_REDIS_REST_URL } = config;
  if (REDIS_URL !== undefined) {
    return inRedis(await connectRedis(REDIS_URL), prefix);
  }
  if (UPSTASH_REDIS_REST_URL !== undefined) {
    const { connectUpstash } = await import('../actors/upstash-rest.ts');
    const token = config.UPSTASH_REDIS_REST_TOKEN ?? '';
    const connection = await connectUpstash({ url: UPSTASH_REDIS_REST_URL, token });
    return inRedis(connection, prefix, UPSTASH_POLL_MS);
  }
  const path = join(folder ?? DEFAULT_FOLDER, 'actors.db');
  return { store: await openSqliteStore({ path, now, isSole: true }), risks: async () => [] };
}

const inRedis = (
  { send, close }: RedisConnection,
  prefix: string,
  pollMs?: number,
): OpenedActorStore => ({
  store: createRedisStore({ send, prefix, close, ...(pollMs !== undefined && { pollMs }) }),
  risks: () => risksOfRedis(send),
});
