import { appendJournal } from '../../db/journal.ts';
import type { Handle } from '../../db/open.ts';
import type { ActorStore } from '../actors/actor-store.ts';

const BATCH = 500;

/** Copies the actors' journal to SQL, for the operator's timeline; a repeat changes nothing. */
export const createCopyJournal = (db: Handle, store: ActorStore) => async (): Promise<void> => {
  const entries = await store.journal(BATCH);
  if (entries.length === 0) return;
  await appendJournal(
    db,
    entries.map(({ key, epoch, step, event, from, to, at }) => ({
      actor_key: key,
      epoch,
      step,
      event,
      from_state: from,
      to_state: to,
      at,
    })),
  );
  await store.forgetJournal(entries);
};
