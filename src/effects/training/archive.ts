import { Zip, ZipPassThrough } from 'fflate';
import type { UsablePhoto } from '../../../db/avatar-photos.ts';
import { PHOTO_BUCKET } from '../../../db/avatar-photos.ts';
import type { ImageStore } from '../../images/image-store.ts';

/** The person's own names of files are not passed on. */
const nameOf = (at: number, key: string) =>
  `photo-${String(at + 1).padStart(2, '0')}.${key.split('.').at(-1) ?? 'jpg'}`;

export class PhotoMissing extends Error {
  readonly code = 'photo-missing';

  constructor(photoId: string) {
    super(`The file of the photo ${photoId} is not in the store`);
    this.name = 'PhotoMissing';
  }
}

/**
 * A zip of photos, one of them in memory at a time; they are compressed already, so they are only
 * stored. Throws `PhotoMissing`.
 */
export async function* archiveOf(
  images: Pick<ImageStore, 'get'>,
  photos: readonly UsablePhoto[],
): AsyncGenerator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    ready.push(chunk);
  });
  for (const [at, { id, object_key }] of photos.entries()) {
    const bytes = await images.get(PHOTO_BUCKET, object_key);
    if (!bytes) throw new PhotoMissing(id);
    const file = new ZipPassThrough(nameOf(at, object_key));
    zip.add(file);
    file.push(bytes, true);
    yield* ready;
    ready = [];
  }
  zip.end();
  yield* ready;
}
