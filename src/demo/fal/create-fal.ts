import { createDownload } from './download.ts';
import { ENDPOINTS } from './endpoints.ts';
import { createFalApp, type FalCall } from './fal-app.ts';
import { createFaults } from './faults.ts';
import type { FalRequest, Job, Outcome } from './job.ts';
import { createMedia } from './media.ts';
import { createQueue } from './queue.ts';
import { render } from './render.ts';
import { createTimers } from './timers.ts';
import { createWatch } from './watch.ts';
import { createWebhooks, type Forgery, type Post } from './webhooks.ts';

export interface FalOptions {
  /** The keys it knows, as `id:secret`. */
  keys: readonly string[];
  /** Milliseconds since 1970; used for signatures and logs. */
  now: () => number;
  /** From 0 up to 1; makes ids and seeds. */
  random?: () => number;
  /** Signed into webhooks as X-Fal-Webhook-User-Id. */
  accountId?: string;
  /** A training takes `renderMs` too, unless `trainMs` is given. */
  stages?: { queueMs: number; renderMs: number; trainMs?: number };
  /** Bytes of trained weights; real ones have some 90 MB. */
  weightsBytes?: number;
  concurrency?: number;
  /** `fal`: results lie at https://v3.fal.media; `own`: at the address that the submit came to. */
  mediaUrls?: 'fal' | 'own';
  webhooks?: { delayMs?: number; repeatMs?: readonly number[]; post?: Post };
}

const MOST_CALLS = 2_000;
const WEIGHTS_BYTES = 256 * 1024;
/** Words come quicker than pictures. */
const WORDS_SHARE = 0.4;
const STAGES = { queueMs: 1500, renderMs: 3000 };
const REPEAT_MS = [2_000, 5_000, 10_000, 30_000, 60_000];

type Stages = NonNullable<FalOptions['stages']>;

/** For a result that is not waited for. */
const AT_ONCE = { say: () => undefined, pass: () => Promise.resolve() };

function idMaker(random: () => number) {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
  return {
    id: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    fileName: () => `b/${hex(8)}/${hex(20)}`,
    // 64 bits: more than a JavaScript number holds.
    seed: () => BigInt(`0x1${hex(15)}`),
  };
}

/** A local stand-in for FAL: its queue, its files and its webhooks, over HTTP. */
export function createFal(options: FalOptions) {
  const make = idMaker(options.random ?? Math.random);
  const { changed, waitFor } = createWatch();
  const timers = createTimers();
  const faults = createFaults();
  const media = createMedia(make.fileName);
  const requests: FalRequest[] = [];
  const calls: FalCall[] = [];
  const closing = Promise.withResolvers<void>();

  const webhooks = createWebhooks({
    accountId: options.accountId ?? 'demo-account',
    now: options.now,
    delayMs: options.webhooks?.delayMs ?? 0,
    repeatMs: options.webhooks?.repeatMs ?? REPEAT_MS,
    post: options.webhooks?.post ?? ((url, init) => fetch(url, init)),
    timers,
    changed,
  });

  const { queueMs, renderMs, trainMs = renderMs }: Stages = options.stages ?? STAGES;
  const paceMs = { picture: renderMs, training: trainMs, words: renderMs * WORDS_SHARE };
  const parts = {
    media,
    download: createDownload(media),
    makeSeed: make.seed,
    weightsBytes: options.weightsBytes ?? WEIGHTS_BYTES,
  };

  const queue = createQueue({
    concurrency: options.concurrency ?? 2,
    queueMs,
    renderMs: (job) => paceMs[ENDPOINTS.get(job.endpoint)?.pace ?? 'picture'],
    timers,
    now: options.now,
    render: (job, course) => render(job, parts, course),
    changed: (job) => {
      if (job.state === 'COMPLETED') webhooks.announce(job);
      changed();
    },
  });

  const mediaBase = (url: URL) =>
    options.mediaUrls === 'own' ? `${url.origin}/v3.fal.media` : 'https://v3.fal.media';

  const logCall = (call: FalCall) => {
    // A demo polls for days: the log keeps what is recent.
    if (calls.length >= MOST_CALLS) calls.splice(0, MOST_CALLS / 2);
    calls.push(call);
    changed();
  };

  const place = {
    queue,
    faults,
    requests,
    newId: make.id,
    mediaBase,
    closed: closing.promise,
    changed,
  };
  const app = createFalApp({ keys: options.keys, place, media, jwks: webhooks.jwks, logCall });

  function jobOf(requestId: string): Job {
    const job = queue.find(requestId);
    if (!job) throw new Error(`No such request: ${requestId}`);
    return job;
  }

  return {
    app,
    /** Every submit, in order, with its state as it is now. */
    requests: requests as readonly FalRequest[],
    calls: calls as readonly FalCall[],
    deliveries: webhooks.deliveries,
    waitFor,
    /** Starts a waiting job now. */
    begin: (requestId: string) => queue.begin(jobOf(requestId)),
    /** Ends a job now, with what its model would make or with the outcome given. */
    completeWith: async (requestId: string, outcome?: Outcome) => {
      const job = jobOf(requestId);
      queue.complete(job, outcome ?? (await render(job, parts, AT_ONCE)));
    },
    faults: { ...faults.controls, expireFiles: media.expire },
    /** The names of all files that lie in its storage now. */
    files: media.names,
    webhooks: {
      mute: webhooks.mute,
      sendCopies: webhooks.sendCopies,
      losePayloads: webhooks.losePayloads,
      /** Sends a job's webhook once more and tells the status it was answered with. */
      redeliver: (requestId: string) => webhooks.redeliver(jobOf(requestId)),
      /** Sends a webhook that FAL never sent. */
      forge: (requestId: string, forgery?: Forgery) => webhooks.forge(jobOf(requestId), forgery),
    },
    close: () => {
      timers.close();
      closing.resolve();
    },
  };
}

export type Fal = ReturnType<typeof createFal>;
