import { type Admitted, admit, isAdmitted } from '../../../db/admission.ts';
import type { Handle } from '../../../db/open.ts';

/** So many orders of one person's may be at FAL at once, however many places there are. */
const PER_PERSON = 3;

export interface AdmissionNeeds {
  readonly db: Handle;
  readonly now: () => number;
  readonly concurrency: number;
  readonly deadlineMs: number;
  readonly trainingDeadlineMs: number;
  readonly onAdmitted: (order: Admitted) => Promise<void>;
}

export interface Admission {
  /** Gives out the free places at FAL. Calls that come meanwhile share the next round. */
  admitWaiting(): Promise<void>;
  /** This one waits: it may have been admitted before its chart could hear of it. */
  ask(order: Admitted): Promise<void>;
}

export function createAdmission({
  db,
  now,
  concurrency,
  deadlineMs,
  trainingDeadlineMs,
  onAdmitted,
}: AdmissionNeeds): Admission {
  let round: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  const run = async () => {
    const limits = { concurrency, perPerson: PER_PERSON, deadlineMs, trainingDeadlineMs };
    const admitted = await admit(db, { ...limits, now: now() });
    await Promise.all(admitted.map(onAdmitted));
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
    ask: async (order) => {
      if (await isAdmitted(db, order)) await onAdmitted(order);
      else await admitWaiting();
    },
  };
}
