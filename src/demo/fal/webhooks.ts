import { encodeJson } from './encode-json.ts';
import type { Job } from './job.ts';
import { createSigner, type Signer, signedHeaders } from './signer.ts';
import type { Timers } from './timers.ts';

/** Takes a URL and a request, as `fetch` does; tests may hand in a Hono app's. */
export type Post = (url: string, init: RequestInit) => Response | Promise<Response>;

export interface WebhookOptions {
  accountId: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** From completion to the first delivery. */
  delayMs: number;
  /** Pauses between repeats; after the last one FAL gives up. */
  repeatMs: readonly number[];
  post: Post;
  timers: Timers;
  changed: () => void;
}

/** One try; status 0 stands for no answer. */
export interface Delivery {
  requestId: string;
  url: string;
  status: number;
}

/** Deviations of a hand-made webhook from an honest one. */
export interface Forgery {
  url?: string;
  body?: string;
  userId?: string;
  timestampSeconds?: number;
  /** Signed by FAL's own key instead of the forger's. */
  honestKey?: boolean;
}

const ANSWER_TIMEOUT_MS = 15_000;

function bodyOf(job: Job, payloadLost: boolean): string {
  const { status, body, error } = job.outcome ?? { status: 200, body: null };
  const failed = status >= 400;
  return encodeJson({
    request_id: job.requestId,
    gateway_request_id: job.gatewayRequestId,
    status: failed ? 'ERROR' : 'OK',
    payload: payloadLost ? null : body,
    ...(failed ? { error: error ?? `Invalid status code: ${status}` } : {}),
    ...(payloadLost ? { payload_error: 'Response payload is not JSON serializable' } : {}),
  });
}

export function createWebhooks(options: WebhookOptions) {
  const { accountId, now, delayMs, repeatMs, post, timers, changed } = options;
  const signer = createSigner();
  const forger = createSigner();
  const deliveries: Delivery[] = [];
  let muted = false;
  let copies = 1;
  let payloadLost = false;

  async function send(by: Promise<Signer>, job: Job, forgery: Forgery = {}): Promise<Response> {
    const url = forgery.url ?? job.webhookUrl;
    if (!url) throw new Error(`Request ${job.requestId} has no webhook URL`);
    const body = forgery.body ?? bodyOf(job, payloadLost);
    const headers = await signedHeaders(await by, {
      requestId: job.requestId,
      userId: forgery.userId ?? accountId,
      timestampSeconds: forgery.timestampSeconds ?? Math.floor(now() / 1000),
      body,
    });
    const signal = AbortSignal.timeout(ANSWER_TIMEOUT_MS);
    // A redirect is answered for good: FAL follows none.
    return post(url, { method: 'POST', headers, body, redirect: 'manual', signal });
  }

  async function attempt(job: Job): Promise<number> {
    const status = await send(signer, job).then(
      async (response) => {
        await response.body?.cancel();
        return response.status;
      },
      () => 0,
    );
    deliveries.push({ requestId: job.requestId, url: job.webhookUrl ?? '', status });
    changed();
    return status;
  }

  const settled = (status: number) => status >= 200 && status < 400;

  async function deliver(job: Job): Promise<void> {
    for (const pauseMs of [delayMs, ...repeatMs]) {
      await timers.pause(pauseMs);
      if (muted || settled(await attempt(job))) return;
    }
  }

  return {
    deliveries: deliveries as readonly Delivery[],
    jwks: async () => ({ keys: [(await signer).jwk] }),
    /** Starts the deliveries of a completed job. */
    announce: (job: Job) => {
      if (muted || !job.webhookUrl) return;
      for (let copy = 0; copy < copies; copy += 1) void deliver(job);
    },
    mute: (on = true) => {
      muted = on;
    },
    /** How often each webhook comes from now on. */
    sendCopies: (count: number) => {
      copies = count;
    },
    losePayloads: (on = true) => {
      payloadLost = on;
    },
    redeliver: attempt,
    forge: (job: Job, forgery: Forgery = {}) =>
      send(forgery.honestKey ? signer : forger, job, forgery),
  };
}

export type Webhooks = ReturnType<typeof createWebhooks>;
