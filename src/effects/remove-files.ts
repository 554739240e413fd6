import { type DoomedObject, doom, doomed, forgetDoomed } from '../../db/doomed-objects.ts';
import type { Handle } from '../../db/open.ts';
import type { Chore } from '../actors/sweep.ts';
import { type ImageStore, roleOf } from '../images/image-store.ts';

/** Few enough to be removed side by side. */
const BATCH = 50;
/** One that cannot be removed is tried again after so long. */
const AGAIN_MS = 60_000;

export interface FileRemovalNeeds {
  readonly db: Handle;
  readonly images: ImageStore;
  readonly now: () => number;
  /** An object stays for now; it is tried again, after all others. */
  readonly onError: (object: DoomedObject, error: unknown) => void;
}

/** Removes the files that are nobody's any more, whatever became of the process that doomed them. */
export function createFileRemoval({ db, images, now, onError }: FileRemovalNeeds): Chore {
  const remove = async (object: DoomedObject): Promise<boolean> => {
    try {
      await images.remove(roleOf(object), object.key);
      return true;
    } catch (error) {
      onError(object, error);
      return false;
    }
  };

  /** True if there may be more to remove at once. */
  const removeSome = async (): Promise<boolean> => {
    const objects = await doomed(db, BATCH, now());
    const removed = await Promise.all(objects.map(remove));
    await forgetDoomed(
      db,
      objects.filter((_, n) => removed[n]),
    );
    const kept = objects.filter((_, n) => !removed[n]);
    await doom(db, kept, now() + AGAIN_MS);
    return objects.length === BATCH && kept.length === 0;
  };

  return {
    name: 'files',
    everyMs: 5000,
    run: async () => {
      while (await removeSome());
    },
  };
}
