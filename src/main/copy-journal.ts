import { appendJournal } from '../../db/journal.ts';
import type { Handle } from '../../db/open.ts';
import type { ActorStore } from '../actors/actor-store.ts';
import type { JournalEntry } from '../actors/record.ts';

const BATCH = 500;
/** So many batches at a time: a process that is asked to end waits for them. */
const MAX_BATCHES = 20;

const toRow = ({ key, epoch, step, event, from, to, at }: JournalEntry) => ({
  actor_key: key,
  epoch,
  step,
  event,
  from_state: from,
  to_state: to,
  at,
});

/** Copies the actors' journal to SQL, for the operator's timeline; a repeat changes nothing. */
export const createCopyJournal = (db: Handle, store: ActorStore) => async (): Promise<void> => {
  for (let batch = 0; batch < MAX_BATCHES; batch++) {
    const entries = await store.journal(BATCH);
    if (entries.length === 0) return;
    await appendJournal(db, entries.map(toRow));
    await store.forgetJournal(entries);
    if (entries.length < BATCH) return;
  }
};
