import { PHOTO_BUCKET } from '../../../db/avatar-photos.ts';
import { doom } from '../../../db/doomed-objects.ts';
import type { PhotoFile } from '../../../db/judge-photos.ts';
import type { Handle } from '../../../db/open.ts';
import type { ImageStore } from '../../images/image-store.ts';
import { thumbnailKey } from '../../images/object-key.ts';
import type { CheckedPhoto } from '../../images/photo-check.ts';
import { sha256 } from '../../images/sha256.ts';

export interface StorePhotoNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly now: () => number;
  /** A photo that no row owns by then is removed; longer than a check may take. */
  readonly orphanMs: number;
}

export interface PhotoPlace {
  readonly personId: string;
  readonly avatarId: string;
  readonly photoId: string;
}

/** Puts a photo into the store, with its thumbnail; its row is to own them next. */
export function createStorePhoto({ db, images, now, orphanMs }: StorePhotoNeeds) {
  return async (
    { personId, avatarId, photoId }: PhotoPlace,
    photo: CheckedPhoto,
    sha256AsItCame: string,
  ): Promise<PhotoFile> => {
    const { jpeg, thumbnail, lookHash, width, height } = photo;
    const content = (await sha256(jpeg)).slice(0, 16);
    const key = `${personId}/${avatarId}/${photoId}-${content}.jpg`;
    const keys = [key, thumbnailKey(key)].map((each) => ({ bucket: PHOTO_BUCKET, key: each }));
    await doom(db, keys, now() + orphanMs);
    await images.put(PHOTO_BUCKET, key, jpeg, 'image/jpeg');
    await images.put(PHOTO_BUCKET, thumbnailKey(key), thumbnail, 'image/webp');
    return {
      sha256: sha256AsItCame,
      lookHash,
      objectKey: key,
      thumbnailKey: thumbnailKey(key),
      bytes: jpeg.length,
      width,
      height,
    };
  };
}
