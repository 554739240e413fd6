import { dirname, join } from 'node:path';
import { migrateToLatest } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import type { ActorStore } from '../actors/actor-store.ts';
import { takeInstanceLock } from '../actors/instance-lock.ts';
import { createRedisStore } from '../actors/redis-store.ts';
import { connectRedis } from '../actors/redis-tcp.ts';
import { openSqliteStore } from '../actors/sqlite-store.ts';
import type { Config } from '../config.ts';
import { createFolderStore } from '../images/folder-store.ts';
import type { ImageStore } from '../images/image-store.ts';

/** Where everything is kept. */
export interface Places {
  readonly db: Db;
  readonly store: ActorStore;
  readonly images: ImageStore;
  close(): Promise<void>;
}

/**
 * Opens what DATABASE_URL, REDIS_URL and STORAGE_DIR name, and brings the tables up to date. Actors
 * that are kept in a file go by `now`; Redis goes by its own clock.
 */
export async function openPlaces(config: Config, now: () => number): Promise<Places> {
  const folder = embeddedFolder(config);
  const unlock = folder === null ? () => {} : takeInstanceLock(join(folder, 'instance.lock'));
  try {
    const db = await openDatabase(config.DATABASE_URL);
    await migrateToLatest(db);
    const store = await openActorStore(config, folder, now);
    const images = createFolderStore({ dir: config.STORAGE_DIR });
    return {
      db,
      store,
      images,
      close: async () => {
        await store.close();
        await db.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Where PostgreSQL is the database but actors are kept in a file (SINGLE_INSTANCE). */
const DEFAULT_FOLDER = './data';

/** The folder that one process owns, for a file in it; null: everything is shared. */
function embeddedFolder({ DATABASE_URL, REDIS_URL }: Config): string | null {
  if (DATABASE_URL.startsWith('sqlite:')) return dirname(DATABASE_URL.slice('sqlite:'.length));
  return REDIS_URL === undefined ? DEFAULT_FOLDER : null;
}

async function openActorStore(
  { REDIS_URL, REDIS_PREFIX }: Config,
  folder: string | null,
  now: () => number,
): Promise<ActorStore> {
  if (REDIS_URL === undefined)
    return openSqliteStore({
      path: join(folder ?? DEFAULT_FOLDER, 'actors.db'),
      now,
      isSole: true,
    });
  const { send, close } = await connectRedis(REDIS_URL);
  return createRedisStore({ send, prefix: REDIS_PREFIX, close });
}
