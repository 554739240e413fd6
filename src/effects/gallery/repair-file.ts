import { attemptsOf } from '../../../db/attempts.ts';
import { inTransaction } from '../../../db/handle.ts';
import { markFound, picturesMade } from '../../../db/images.ts';
import { replaceFile } from '../../../db/replace-file.ts';
import type { Image } from '../../../db/schema.ts';
import type { FetchImage } from '../../images/fetch-image.ts';
import { roleOf } from '../../images/image-store.ts';
import { sha256 } from '../../images/sha256.ts';
import { createThumbnail } from '../../images/thumbnail.ts';
import { keysOfPicture } from '../../telegram/picture-key.ts';
import type { ForgetFiles } from '../forget-files.ts';
import { picturesOf } from '../generation/fal-answer.ts';
import { createKeepPicture, type FetchedPicture, type KeepPictureNeeds } from '../keep-picture.ts';

export interface RepairFileNeeds extends KeepPictureNeeds {
  readonly fetchImage: FetchImage;
  readonly forgetFiles: ForgetFiles;
}

/** Brings back an image's lost file: from the store, or from FAL. Null: nobody has it. */
export function createRepairFile(needs: RepairFileNeeds) {
  const { db, images, now, fetchImage, forgetFiles } = needs;
  const keep = createKeepPicture(needs);

  const fetchGood = async (url: string): Promise<FetchedPicture | null> => {
    const fetched = await fetchImage(url);
    return fetched.kind === 'ok' ? fetched : null;
  };

  /**
   * The very bytes that were stored; else what FAL has in this place, unless some of its pictures
   * were never stored, so that places tell nothing.
   */
  const fetchAgain = async (image: Image): Promise<FetchedPicture | null> => {
    const { generation_id, place } = image;
    const made = (await attemptsOf(db, generation_id)).find(({ result }) => result !== null);
    const urls = made ? picturesOf(made).urls : [];
    const inPlace = await fetchGood(urls[place] ?? '');
    if (inPlace && (await sha256(inPlace.bytes)) === image.sha256) return inPlace;
    for (const [at, url] of urls.entries()) {
      const picture = at === place ? null : await fetchGood(url);
      if (picture && (await sha256(picture.bytes)) === image.sha256) return picture;
    }
    return urls.length === (await picturesMade(db, generation_id)) ? inPlace : null;
  };

  const take = async (image: Image, picture: FetchedPicture): Promise<void> => {
    const { id, generation_id, person_id, place } = image;
    const bucket = roleOf(image);
    const file = await keep({ id: generation_id, person_id, bucket }, place, picture);
    await inTransaction(db, async (tx) => {
      const before = await replaceFile(tx, id, file, now());
      // Telegram's copies show the picture that it was.
      if (before && before.sha256 !== file.sha256)
        await forgetFiles(keysOfPicture(id, generation_id), tx);
    });
  };

  const mendThumbnail = async (image: Image, bytes: Uint8Array) => {
    const role = roleOf(image);
    const { thumbnail_key } = image;
    if (!(await images.stat(role, thumbnail_key)))
      await images.put(role, thumbnail_key, await createThumbnail(bytes), 'image/webp');
  };

  return async (image: Image): Promise<Uint8Array | null> => {
    const there = await images.get(roleOf(image), image.object_key);
    if (there) {
      await mendThumbnail(image, there);
      await markFound(db, image.id);
      return there;
    }
    const picture = await fetchAgain(image);
    if (picture) await take(image, picture);
    return picture?.bytes ?? null;
  };
}
