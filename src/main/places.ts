import { dirname, join } from 'node:path';
import { migrateToLatest } from '../../db/migrate.ts';
import { type Db, openDatabase } from '../../db/open.ts';
import type { ActorStore } from '../actors/actor-store.ts';
import { takeInstanceLock } from '../actors/instance-lock.ts';
import { type Config, isShared } from '../config.ts';
import type { ImageStore } from '../images/image-store.ts';
import type { Log } from '../log.ts';
import { DEFAULT_FOLDER, openActorStore } from './open-actor-store.ts';
import { openImageStore } from './open-image-store.ts';

/** Where everything is kept. */
export interface Places {
  readonly db: Db;
  readonly store: ActorStore;
  readonly images: ImageStore;
  /** What the actor store's settings put at risk, in words for an operator. */
  readonly risks: () => Promise<readonly string[]>;
  /** In reverse order, each whether or not another could be closed. */
  close(): Promise<void>;
}

/**
 * Opens what DATABASE_URL, REDIS_URL, S3_ENDPOINT or STORAGE_DIR name, and brings the tables up
 * to date. Actors that are kept in a file go by `now`; Redis goes by its own clock.
 */
export async function openPlaces(config: Config, now: () => number, log: Log): Promise<Places> {
  const folder = embeddedFolder(config);
  const opened = new AsyncDisposableStack();
  try {
    if (folder !== null) opened.defer(takeInstanceLock(join(folder, 'instance.lock')));
    const db = await openDatabase(config.DATABASE_URL, { poolSize: config.DATABASE_POOL_SIZE });
    opened.defer(db.close);
    await migrateToLatest(db);
    const { store, risks } = await openActorStore(config, folder, now);
    opened.defer(() => store.close());
    const images = await openImageStore(config, log);
    opened.defer(images.close);
    return { db, store, images, risks, close: () => opened.disposeAsync() };
  } catch (error) {
    await opened.disposeAsync();
    throw error;
  }
}

/** The folder that one process owns, for a file in it; null: everything is shared. */
function embeddedFolder(config: Config): string | null {
  const { DATABASE_URL } = config;
  if (DATABASE_URL.startsWith('sqlite:')) return dirname(DATABASE_URL.slice('sqlite:'.length));
  return isShared(config) ? null : DEFAULT_FOLDER;
}
