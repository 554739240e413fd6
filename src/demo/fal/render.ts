import { FAILURES, noApplication } from './answers.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { Job, Outcome } from './job.ts';
import { createStudio, JobEnd, type StudioParts } from './studio.ts';

/** How a job's making is followed: its log, and the time it takes. */
export interface Course {
  say(message: string): void;
  /** Lets a share (up to 1) of the job's time pass. */
  pass(share: number): Promise<void>;
}

const endOf = (cause: unknown): Outcome =>
  cause instanceof JobEnd ? cause.outcome : { ...FAILURES.broken, error: String(cause) };

/** Makes what a job's endpoint would have made of its input. Trainings take their own time. */
export async function render(job: Job, parts: StudioParts, course: Course): Promise<Outcome> {
  const endpoint = ENDPOINTS.get(job.endpoint);
  if (!endpoint) return noApplication(job.endpoint);
  const studio = createStudio(job, parts, course.say, course.pass);
  const made = endpoint.make(job.input, studio).catch(endOf);
  const [outcome] = await Promise.all([
    made,
    endpoint.pace === 'training' ? undefined : course.pass(1),
  ]);
  return outcome;
}
