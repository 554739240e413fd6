import { inTransaction } from '../../../db/handle.ts';
import type { Handle } from '../../../db/open.ts';
import type { Image } from '../../../db/schema.ts';
import { purgeAll, purgeDue, purgeImage } from '../../../db/trash.ts';
import type { Chore } from '../../actors/sweep.ts';
import { keysOfPicture } from '../../telegram/picture-key.ts';
import type { ForgetFiles } from '../forget-files.ts';
import { TRASH_KEEPS_MS } from './trash.ts';

/** Images a transaction: short enough that nobody waits behind one. */
const BATCH = 50;
const EVERY_MS = 60_000;

export interface PurgeNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly forgetFiles: ForgetFiles;
}

/**
 * Deletes for good what is in the trash: with an image goes what Telegram has of it, in the same
 * transaction, and its files follow.
 */
export function createPurge({ db, now, forgetFiles }: PurgeNeeds) {
  const forgetting = (purge: (tx: Handle) => Promise<readonly Image[]>): Promise<number> =>
    inTransaction(db, async (tx) => {
      const images = await purge(tx);
      const keys = images.flatMap(({ id, generation_id }) => keysOfPicture(id, generation_id));
      await forgetFiles(keys, tx);
      return images.length;
    });

  const whole = async (purge: (tx: Handle) => Promise<readonly Image[]>) => {
    while ((await forgetting(purge)) === BATCH);
  };

  const overdue: Chore = {
    name: 'trash',
    everyMs: EVERY_MS,
    run: () => whole((tx) => purgeDue(tx, now() - TRASH_KEEPS_MS, now(), BATCH)),
  };

  return {
    one: (personId: string, imageId: string) =>
      forgetting(async (tx) => {
        const image = await purgeImage(tx, personId, imageId, now());
        return image ? [image] : [];
      }),
    /** What was put into the trash until then: a repeat does not take what came later. */
    all: (personId: string, until: number) =>
      whole((tx) => purgeAll(tx, personId, until, now(), BATCH)),
    /** What has lain in the trash for as long as it keeps anything. */
    overdue,
  };
}
