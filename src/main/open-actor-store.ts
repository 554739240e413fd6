import { join } from 'node:path';
import type { ActorStore } from '../actors/actor-store.ts';
import { createRedisStore } from '../actors/redis-store.ts';
import { connectRedis } from '../actors/redis-tcp.ts';
import { openSqliteStore } from '../actors/sqlite-store.ts';
import type { Config } from '../config.ts';

/** Where actors are kept in a file though PostgreSQL is the database (SINGLE_INSTANCE). */
export const DEFAULT_FOLDER = './data';

/** Actors in Redis, where one is named; else in `folder`, which this process owns. */
export async function openActorStore(
  { REDIS_URL, REDIS_PREFIX }: Config,
  folder: string | null,
  now: () => number,
): Promise<ActorStore> {
  if (REDIS_URL === undefined) {
    const path = join(folder ?? DEFAULT_FOLDER, 'actors.db');
    return openSqliteStore({ path, now, isSole: true });
  }
  const { send, close } = await connectRedis(REDIS_URL);
  return createRedisStore({ send, prefix: REDIS_PREFIX, close });
}
