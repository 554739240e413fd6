import { markMissing, missingImages } from '../../../db/images.ts';
import type { Image } from '../../../db/schema.ts';
import type { Chore } from '../../actors/sweep.ts';
import { createFewAtOnce } from '../../images/few-at-once.ts';
import { roleOf } from '../../images/image-store.ts';
import { FileMissing } from '../file-missing.ts';
import { createRepairFile, type RepairFileNeeds } from './repair-file.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Read from the table at a time. */
const BATCH = 100;
/** Looked after at once: each may be a download. */
const AT_ONCE = 4;

export interface PictureFilesNeeds extends RepairFileNeeds {
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
  const { db, images, now, onMissing, onError } = needs;
  const repair = createRepairFile(needs);
  const fewAtOnce = createFewAtOnce(AT_ONCE);
  /** When an image was looked for in vain. */
  const triedAt = new Map<string, number>();

  const read = (image: Image) => images.get(roleOf(image), image.object_key);

  const notice = async (imageId: string) => {
    if (await markMissing(db, imageId, now())) onMissing(new FileMissing(imageId));
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
