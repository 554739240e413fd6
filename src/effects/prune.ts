import { pruneDeadUpdates } from '../../db/dead-updates.ts';
import { pruneJournal } from '../../db/journal.ts';
import { pruneLocks } from '../../db/locks.ts';
import type { Handle } from '../../db/open.ts';
import { prunePassingFiles } from '../../db/telegram-files.ts';
import type { Chore } from '../actors/sweep.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** The operator looks back a month; nobody's words are kept for longer than that. */
const KEEP_MS = 30 * DAY_MS;
/** Rows a statement: short enough that nobody waits behind one. */
const BATCH = 1000;

export interface PruneNeeds {
  readonly db: Handle;
  readonly now: () => number;
}

/**
 * Forgets what nobody looks at any more: the timeline, updates that were put aside, sheets and
 * charts that Telegram has, and leases of instances that were killed.
 */
export function createPrune({ db, now }: PruneNeeds): Chore {
  const prunes = [pruneJournal, pruneDeadUpdates, prunePassingFiles];

  return {
    name: 'prune',
    everyMs: DAY_MS / 24,
    run: async () => {
      const before = now() - KEEP_MS;
      for (const prune of prunes) while ((await prune(db, before, BATCH)) === BATCH);
      await pruneLocks(db);
    },
  };
}
