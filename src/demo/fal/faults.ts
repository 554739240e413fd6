import type { FileFault, TrainingFault } from './job.ts';

/** A refusal that a test ordered. */
export interface Refusal {
  status: number;
  body: unknown;
}

/** What happens to the next submit. */
export type SubmitFault =
  | { kind: 'refuse'; refusal: Refusal }
  | { kind: 'drop' }
  | { kind: 'hang'; accept: boolean };

/** Trouble that tests order ahead of time; those for "the next" one queue up. */
export function createFaults() {
  const submits: SubmitFault[] = [];
  const files: FileFault[] = [];
  const trainings: TrainingFault[] = [];
  const gone = new Map<string, number>();
  let locked = false;
  let jwksDown = false;
  return {
    controls: {
      failNextSubmit: (refusal: Refusal) => void submits.push({ kind: 'refuse', refusal }),
      /** The job is accepted, but its answer breaks off. */
      dropNextAnswer: () => void submits.push({ kind: 'drop' }),
      /** No answer ever; with `accept` the job is in the queue all the same. */
      hangNextSubmit: ({ accept = false } = {}) => void submits.push({ kind: 'hang', accept }),
      billingLocked: (on = true) => {
        locked = on;
      },
      /** The endpoint is no longer known (404), or gone for good (410). */
      modelGone: (endpoint: string, status: 404 | 410 = 404) => void gone.set(endpoint, status),
      modelBack: (endpoint: string) => void gone.delete(endpoint),
      /** The next job's files are no pictures. */
      brokenFile: () => void files.push('broken'),
      /** The next job completes without pictures. */
      emptyResult: () => void files.push('empty'),
      /** What happens to the next training; 'none' takes back what was ordered. */
      spoilNextTraining: (fault: TrainingFault) => {
        if (fault === 'none') trainings.length = 0;
        else trainings.push(fault);
      },
      /** What awaits the next training. */
      nextTraining: (): TrainingFault => trainings[0] ?? 'none',
      jwksDown: (on = true) => {
        jwksDown = on;
      },
    },
    takeSubmit: () => submits.shift(),
    takeFile: () => files.shift() ?? 'none',
    takeTraining: () => trainings.shift() ?? 'none',
    goneStatus: (endpoint: string) => gone.get(endpoint),
    isLocked: () => locked,
    isJwksDown: () => jwksDown,
  };
}

export type Faults = ReturnType<typeof createFaults>;
