import { attemptsOf } from '../../../db/attempts.ts';
import { inTransaction } from '../../../db/handle.ts';
import { markFound, markMissing, missingImages, picturesMade } from '../../../db/images.ts';
import { replaceFile } from '../../../db/replace-file.ts';
import type { Image } from '../../../db/schema.ts';
import type { Chore } from '../../actors/sweep.ts';
import type { FetchImage } from '../../images/fetch-image.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import type { BucketRole } from '../../images/image-store.ts';
import { sha256 } from '../../images/sha256.ts';
import { createThumbnail } from '../../images/thumbnail.ts';
import { keysOfPicture } from '../../telegram/picture-key.ts';
import { FileMissing } from '../file-missing.ts';
import type { ForgetFiles } from '../forget-files.ts';
import { picturesOf } from '../generation/fal-answer.ts';
import { createKeepPicture, type FetchedPicture, type KeepPictureNeeds } from '../keep-picture.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Read from the table at a time. */
const BATCH = 100;
/** Looked after at once: each may be a download. */
const AT_ONCE = 4;

export interface PictureFilesNeeds extends KeepPictureNeeds {
  readonly fetchImage: FetchImage;
  readonly forgetFiles: ForgetFiles;
  /** A file was found missing for the first time: an operator must look. */
  readonly onMissing: (error: FileMissing) => void;
  /** A missing file could not be looked after now. */
  readonly onError: (imageId: string, error: unknown) => void;
}

export interface PictureFiles {
  /** The picture as it was made; one that the store has lost is fetched anew. @throws FileMissing */
  original(image: Image): Promise<Uint8Array>;
  /** Writes down that a file was not in the store, so that it is looked for. */
  notice(imageId: string): Promise<void>;
  /** Looks for what is missing: in the store, where it may be back, and at FAL. */
  readonly repairing: Chore;
}

/** Reads the files of images, and brings lost ones back while FAL still has them. */
export function createPictureFiles(needs: PictureFilesNeeds): PictureFiles {
  const { db, images, now, fetchImage, forgetFiles, onMissing, onError } = needs;
  const keep = createKeepPicture(needs);
  const fewAtOnce = createFewAtOnce(AT_ONCE);
  /** When an image was looked for in vain. */
  const triedAt = new Map<string, number>();

  const read = ({ bucket, object_key }: Image) => images.get(bucket as BucketRole, object_key);

  const notice = async (imageId: string) => {
    if (await markMissing(db, imageId, now())) onMissing(new FileMissing(imageId));
  };

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
    const bucket = image.bucket as BucketRole;
    const file = await keep({ id: generation_id, person_id, bucket }, place, picture);
    await inTransaction(db, async (tx) => {
      const before = await replaceFile(tx, id, file, now());
      // Telegram's copies show the picture that it was.
      if (before && before.sha256 !== file.sha256)
        await forgetFiles(keysOfPicture(id, generation_id), tx);
    });
  };

  const mendThumbnail = async ({ bucket, thumbnail_key }: Image, bytes: Uint8Array) => {
    const role = bucket as BucketRole;
    if (!(await images.stat(role, thumbnail_key)))
      await images.put(role, thumbnail_key, await createThumbnail(bytes), 'image/webp');
  };

  /** Null: nobody has it. */
  const repair = async (image: Image): Promise<Uint8Array | null> => {
    const there = await read(image);
    if (there) {
      await mendThumbnail(image, there);
      await markFound(db, image.id);
      return there;
    }
    const picture = await fetchAgain(image);
    if (picture) await take(image, picture);
    return picture?.bytes ?? null;
  };

  /** Sought ever more seldom, so that what is lost for good is no load. */
  const isDue = ({ id, missing_at }: Image) => {
    const tried = triedAt.get(id);
    if (tried === undefined) return true;
    const soFar = tried - (missing_at ?? tried);
    return now() - tried >= Math.min(DAY_MS, Math.max(MINUTE_MS, soFar));
  };

  const lookFor = async (image: Image) => {
    triedAt.set(image.id, now());
    try {
      if (await repair(image)) triedAt.delete(image.id);
    } catch (error) {
      onError(image.id, error);
    }
  };

  return {
    notice,
    original: async (image) => {
      const bytes = await read(image);
      if (bytes) return bytes;
      await notice(image.id);
      const again = await repair(image);
      if (!again) throw new FileMissing(image.id);
      return again;
    },
    repairing: {
      name: 'missing files',
      everyMs: 5_000,
      run: async () => {
        let after: Image | undefined;
        do {
          const some: readonly Image[] = await missingImages(db, BATCH, after);
          await Promise.all(some.filter(isDue).map((image) => fewAtOnce(() => lookFor(image))));
          after = some.length === BATCH ? some.at(-1) : undefined;
        } while (after);
      },
    },
  };
}
