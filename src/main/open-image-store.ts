import type { Config } from '../config.ts';
import { createFolderStore } from '../images/folder-store.ts';
import type { ImageStore } from '../images/image-store.ts';
import { S3Error } from '../images/s3-error.ts';
import { createS3Store } from '../images/s3-store.ts';
import { factsOf, type Log } from '../log.ts';

/** A start waits so long for S3, which may hang. */
const START_MS = 5000;

/**
 * Pictures, photos and weights: in S3 where that is configured, else in a folder. An S3 that is
 * out of reach may come back, so the process starts without it; `/readyz` tells.
 * @throws S3Error if it refuses the key, lacks a bucket that the key may not create, or lets
 * strangers read.
 */
export async function openImageStore(config: Config, log: Log): Promise<ImageStore> {
  const { S3_ENDPOINT, STORAGE_DIR } = config;
  if (S3_ENDPOINT === undefined) return createFolderStore({ dir: STORAGE_DIR });
  const store = await openS3(config, S3_ENDPOINT);
  await waitForImages({ store, log, waitMs: START_MS });
  return store;
}

export interface WaitForImagesNeeds {
  readonly store: Pick<ImageStore, 'check' | 'close'>;
  readonly log: Pick<Log, 'error'>;
  readonly waitMs: number;
}

/**
 * Waits for the store's first check. A refusal closes the store and is thrown; one that comes after
 * `waitMs` finds it in use, and is told to the log, and by `/readyz`.
 */
export async function waitForImages({ store, log, waitMs }: WaitForImagesNeeds): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  let waiting = true;
  const timer = setTimeout(() => {
    waiting = false;
    resolve();
  }, waitMs);
  const looked = store.check().catch((error: unknown) => {
    if (error instanceof S3Error && error.code === 's3-unreachable') return;
    if (!waiting) return log.error('The picture store refuses to serve', factsOf(error));
    store.close();
    throw error;
  });
  await Promise.race([looked, late]).finally(() => clearTimeout(timer));
}

/** Nothing is asked of the server yet. */
export const openS3 = (config: Config, endpoint: string): Promise<ImageStore> =>
  createS3Store({
    endpoint,
    region: config.S3_REGION,
    // `start` requires both; where they are empty the server says no.
    accessKeyId: config.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: config.S3_SECRET_ACCESS_KEY ?? '',
    buckets: {
      imagen4: config.S3_BUCKET_IMAGEN4,
      photos: config.S3_BUCKET_PHOTOS,
      avatars: config.S3_BUCKET_AVATARS,
    },
  });
