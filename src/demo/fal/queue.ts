import { FAILURES } from './answers.ts';
import type { Job, Outcome } from './job.ts';
import type { Course } from './render.ts';
import type { Timers } from './timers.ts';
import { readWishes } from './wishes.ts';

export interface QueueOptions {
  /** How many jobs run at once; the rest wait. */
  concurrency: number;
  /** From the submit to the start. */
  queueMs: number;
  timers: Timers;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Makes the result, in the time it takes; never rejects. */
  render: (job: Job, course: Course) => Promise<Outcome>;
  /** How long a job is rendered. */
  renderMs: (job: Job) => number;
  /** Called on every change of a job's state. */
  changed: (job: Job) => void;
}

/** A job whose description asks for slowness takes so many times longer. */
const SLOWNESS = 8;

const wishesOf = (job: Job) => readWishes(String(job.input['prompt'] ?? ''));

/** FAL's queue: jobs wait, run a few at a time, and complete with a result or an error. */
export function createQueue(options: QueueOptions) {
  const { concurrency, queueMs, renderMs, timers, now, render, changed } = options;
  const jobs = new Map<string, Job>();
  /** Those that have waited long enough to start, in order. */
  const ready: Job[] = [];
  let running = 0;

  const say = (job: Job, message: string, level: 'INFO' | 'ERROR' = 'INFO') =>
    job.logs.push({ timestamp: new Date(now()).toISOString(), level, message });

  function complete(job: Job, outcome: Outcome): void {
    if (job.state === 'COMPLETED') return;
    if (job.state === 'IN_PROGRESS') running -= 1;
    job.state = 'COMPLETED';
    job.outcome = outcome;
    say(job, outcome.error ?? 'Done', outcome.error ? 'ERROR' : 'INFO');
    changed(job);
    startReady();
  }

  async function run(job: Job): Promise<void> {
    running += 1;
    job.state = 'IN_PROGRESS';
    say(job, 'Runner started');
    changed(job);
    if (job.trainingFault === 'never') return;
    const ms = renderMs(job) * (wishesOf(job).slow ? SLOWNESS : 1);
    const course = {
      say: (message: string) => void say(job, message),
      pass: (share: number) => timers.pause(ms * share),
    };
    complete(job, await render(job, course));
  }

  function startReady(): void {
    while (running < concurrency) {
      const job = ready.shift();
      if (!job) return;
      if (job.state === 'IN_QUEUE') void run(job);
    }
  }

  function limitStart(job: Job): void {
    const seconds = Number(job.headers['x-fal-request-timeout']);
    if (!(seconds > 0)) return;
    timers.after(seconds * 1000, () => {
      if (job.state === 'IN_QUEUE') complete(job, FAILURES.startTimeout);
    });
  }

  const waiting = () => [...jobs.values()].filter(({ state }) => state === 'IN_QUEUE');

  return {
    find: (requestId: string) => jobs.get(requestId),
    length: () => waiting().length,
    /** How many are before it. */
    position: (job: Job) => waiting().indexOf(job),
    add: (job: Job) => {
      jobs.set(job.requestId, job);
      changed(job);
      limitStart(job);
      const { never, slow } = wishesOf(job);
      if (never) return;
      timers.after(queueMs * (slow ? SLOWNESS : 1), () => {
        ready.push(job);
        startReady();
      });
    },
    /** Starts a waiting job now, whatever the concurrency. */
    begin: (job: Job) => {
      if (job.state === 'IN_QUEUE') void run(job);
    },
    complete,
    /** A waiting job ends; a running one goes on, as at FAL. */
    cancel: (job: Job) => {
      if (job.state === 'IN_QUEUE') complete(job, FAILURES.cancelled);
    },
  };
}

export type Queue = ReturnType<typeof createQueue>;
