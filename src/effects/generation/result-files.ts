import type { Image } from '../../../db/schema.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import { fitForPhoto } from '../../images/for-telegram.ts';
import { type ImageStore, roleOf } from '../../images/image-store.ts';
import { drawSheet } from '../../pictures/sheet.ts';
import { FileMissing } from '../file-missing.ts';

/** Pictures that are read and made to fit at once, of all whose turn to be sent has come. */
const AT_ONCE = 3;

/** The files of a result as they are sent. Each throws `FileMissing` for one that is lost. */
export function createResultFiles(images: ImageStore) {
  // Not shared with those that fetch: an upload that waits here holds a connection that they need.
  const inTurn = createFewAtOnce(AT_ONCE);

  const bytesOf = async (image: Image, key: string): Promise<Uint8Array> => {
    const bytes = await images.get(roleOf(image), key);
    if (!bytes) throw new FileMissing(image.id);
    return bytes;
  };

  return {
    picture: (image: Image): Promise<Uint8Array> =>
      inTurn(async () => fitForPhoto(await bytesOf(image, image.object_key))),
    sheet: async (pictures: readonly Image[]): Promise<Uint8Array> =>
      drawSheet({
        pictures: await Promise.all(pictures.map((image) => bytesOf(image, image.thumbnail_key))),
      }),
    /** Asked before the album goes out: for want of its sheet it would go out with every try. */
    assertSheet: async (pictures: readonly Image[]): Promise<void> => {
      if (pictures.length === 1) return;
      for (const image of pictures)
        if (!(await images.stat(roleOf(image), image.thumbnail_key)))
          throw new FileMissing(image.id);
    },
  };
}
