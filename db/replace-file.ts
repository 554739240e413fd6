import { doom, pardon } from './doomed-objects.ts';
import { type Handle, inTransaction } from './handle.ts';
import { objectKeys } from './images.ts';
import type { StoredImage } from './insert-images.ts';
import type { Image, Millis } from './schema.ts';

export type ImageFile = Omit<StoredImage, 'id' | 'place'>;

/**
 * Another file for an image whose own was lost: the row tells of the new one from then on. Returns
 * the image as it was; undefined if it was deleted for good meanwhile, and then the new objects are
 * nobody's, and doomed.
 */
export async function replaceFile(
  db: Handle,
  imageId: string,
  file: ImageFile,
  now: Millis,
): Promise<Image | undefined> {
  return inTransaction(db, async (tx) => {
    const image = await tx
      .selectFrom('images')
      .selectAll()
      .where('id', '=', imageId)
      .where('deleted_at', 'is', null)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!image) {
      await doom(tx, objectKeys(file), now);
      return undefined;
    }
    await doom(tx, objectKeys(image), now);
    await pardon(tx, objectKeys(file));
    await tx
      .updateTable('images')
      .set({ ...file, missing_at: null })
      .where('id', '=', imageId)
      .execute();
    return image;
  });
}
