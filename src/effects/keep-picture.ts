import { doom } from '../../db/doomed-objects.ts';
import type { Handle } from '../../db/open.ts';
import type { ImageFile } from '../../db/replace-file.ts';
import type { Generation } from '../../db/schema.ts';
import type { FetchedImage } from '../images/fetch-image.ts';
import type { BucketRole, ImageStore } from '../images/image-store.ts';
import { imageKey, thumbnailKey } from '../images/object-key.ts';
import { sha256 as sha256Of } from '../images/sha256.ts';
import { createThumbnail } from '../images/thumbnail.ts';

export interface KeepPictureNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly now: () => number;
  /** A picture that no row owns by then is removed; longer than an order may take. */
  readonly orphanMs: number;
}

export type FetchedPicture = Extract<FetchedImage, { kind: 'ok' }>;

type Order = Pick<Generation, 'id' | 'person_id'> & { readonly bucket: BucketRole };

/** Puts a picture of an order into the store, with its thumbnail; a row is to own them next. */
export function createKeepPicture({ db, images, now, orphanMs }: KeepPictureNeeds) {
  return async (order: Order, place: number, picture: FetchedPicture): Promise<ImageFile> => {
    const { bucket } = order;
    const { bytes, contentType, width, height } = picture;
    const sha256 = await sha256Of(bytes);
    const key = imageKey({
      personId: order.person_id,
      generationId: order.id,
      place,
      sha256,
      contentType,
    });
    const keys = [key, thumbnailKey(key)].map((each) => ({ bucket, key: each }));
    await doom(db, keys, now() + orphanMs);
    await images.put(bucket, key, bytes, contentType);
    await images.put(bucket, thumbnailKey(key), await createThumbnail(bytes), 'image/webp');
    return {
      bucket,
      object_key: key,
      thumbnail_key: thumbnailKey(key),
      content_type: contentType,
      sha256,
      bytes: bytes.length,
      width,
      height,
    };
  };
}
