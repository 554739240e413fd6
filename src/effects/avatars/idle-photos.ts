import { refuseUnchecked } from '../../../db/check-photo.ts';
import { forgetIdlePhotos } from '../../../db/forget-photos.ts';
import { inTransaction } from '../../../db/handle.ts';
import type { Handle } from '../../../db/open.ts';
import type { Chore } from '../../actors/sweep.ts';
import { keysOfPhoto } from '../../telegram/picture-key.ts';
import type { ForgetFiles } from '../forget-files.ts';

const MINUTE_MS = 60_000;
/** Nobody's photos lie here for longer without a use. */
const IDLE_MS = 30 * 24 * 60 * MINUTE_MS;
/** Longer than a thousand photos wait for each other, and a check is tried. */
const UNCHECKED_MS = 60 * MINUTE_MS;
/** Drafts a transaction: nobody waits behind several, and none for each other. */
const BATCH = 1;

export interface IdlePhotosNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly forgetFiles: ForgetFiles;
}

/** Erases the photos of drafts that nobody goes on with; their names and consents stay. */
export function createIdlePhotos({ db, now, forgetFiles }: IdlePhotosNeeds): Chore {
  const eraseSome = () =>
    inTransaction(db, async (tx) => {
      const photoIds = await forgetIdlePhotos(tx, now() - IDLE_MS, now(), BATCH);
      await forgetFiles(photoIds.flatMap(keysOfPhoto), tx);
      return photoIds.length > 0;
    });

  return {
    name: 'idle-photos',
    everyMs: 10 * MINUTE_MS,
    run: async () => {
      while (await eraseSome());
      await refuseUnchecked(db, now() - UNCHECKED_MS, now());
    },
  };
}
