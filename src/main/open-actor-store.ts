import { join } from 'node:path';
import type { ActorStore } from '../actors/actor-store.ts';
import { createRedisStore } from '../actors/redis-store.ts';
import { connectRedis } from '../actors/redis-tcp.ts';
import { openSqliteStore } from '../actors/sqlite-store.ts';
import type { Config } from '../config.ts';

/** Where actors are kept in a file though PostgreSQL is the database (SINGLE_INSTANCE). */
export const DEFAULT_FOLDER = './data';

/** Looking for due work costs a command that Upstash counts. */
const UPSTASH_POLL_MS = 5_000;

/** Actors in Redis, where one is named; else in `folder`, which this process owns. */
export async function openActorStore(
  config: Config,
  folder: string | null,
  now: () => number,
): Promise<ActorStore> {
  const { REDIS_URL, REDIS_PREFIX: prefix, UPSTASH_REDIS_REST_URL } = config;
  if (REDIS_URL !== undefined) {
    const { send, close } = await connectRedis(REDIS_URL);
    return createRedisStore({ send, prefix, close });
  }
  if (UPSTASH_REDIS_REST_URL !== undefined) {
    const { connectUpstash } = await import('../actors/upstash-rest.ts');
    const token = config.UPSTASH_REDIS_REST_TOKEN ?? '';
    const { send, close } = await connectUpstash({ url: UPSTASH_REDIS_REST_URL, token });
    return createRedisStore({ send, prefix, close, pollMs: UPSTASH_POLL_MS });
  }
  const path = join(folder ?? DEFAULT_FOLDER, 'actors.db');
  return openSqliteStore({ path, now, isSole: true });
}
