import { admit, generationById } from '../../../db/generations.ts';
import type { Handle } from '../../../db/open.ts';

/** So many of one person's may be at FAL at once, however many places there are. */
const PER_PERSON = 3;

export interface AdmissionNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly concurrency: number;
  readonly deadlineMs: number;
  readonly onAdmitted: (generationId: string) => Promise<void>;
}

export interface Admission {
  /** Gives out the free places at FAL. Calls that come meanwhile share the next round. */
  admitWaiting(): Promise<void>;
  /** This one waits: it may have been admitted before its chart could hear of it. */
  ask(generationId: string): Promise<void>;
}

export function createAdmission({
  db,
  now,
  concurrency,
  deadlineMs,
  onAdmitted,
}: AdmissionNeeds): Admission {
  let round: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const run = async () => {
    const ids = await admit(db, { concurrency, perPerson: PER_PERSON, deadlineMs, now: now() });
    await Promise.all(ids.map(onAdmitted));
  };

  const begin = () => {
    round = run().finally(() => {
      round = undefined;
    });
    return round;
  };

  const admitWaiting = (): Promise<void> => {
    if (!round) return begin();
    next ??= round
      .catch(() => {})
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };

  return {
    admitWaiting,
    ask: async (id) => {
      const generation = await generationById(db, id);
      if (generation?.admitted_at != null) await onAdmitted(id);
      else await admitWaiting();
    },
  };
}
