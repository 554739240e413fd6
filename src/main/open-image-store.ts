import type { Config } from '../config.ts';
import { createFolderStore } from '../images/folder-store.ts';
import type { ImageStore } from '../images/image-store.ts';
import { S3Error } from '../images/s3-error.ts';
import { createS3Store } from '../images/s3-store.ts';

/** A start waits so long for S3, which may hang. */
const START_MS = 5000;

/**
 * Pictures, photos and weights: in S3 where that is configured, else in a folder. An S3 that is
 * out of reach may come back, so the process starts without it; `/readyz` tells.
 * @throws S3Error if it refuses the key, lacks a bucket that the key may not create, or is public.
 */
export async function openImageStore(config: Config): Promise<ImageStore> {
  const { S3_ENDPOINT, STORAGE_DIR } = config;
  if (S3_ENDPOINT === undefined) return createFolderStore({ dir: STORAGE_DIR });
  const store = await openS3(config, S3_ENDPOINT);
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, START_MS);
  await Promise.race([looked(store), late]).finally(() => clearTimeout(timer));
  return store;
}

async function looked(store: ImageStore): Promise<void> {
  await store.check().catch((error: unknown) => {
    if (error instanceof S3Error && error.code === 's3-unreachable') return;
    store.close();
    throw error;
  });
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
