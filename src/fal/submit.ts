import { createFalClient } from '@fal-ai/client';
import * as v from 'valibot';
import { type FalError, falError, readFalError } from './errors.ts';
import { type Fetch, fetchOnce } from './fetch-once.ts';
import { describeFailure, neverSent } from './network-failure.ts';
import { parseAnswer } from './parse-answer.ts';
import { requestAddresses } from './request-addresses.ts';

export type Submission = {
  endpoint: string;
  input: Record<string, unknown>;
  webhookUrl?: string;
  /** More than 1. FAL gives up (504) what it has not started by then, so nobody pays for it. */
  startWithinSeconds?: number;
};

export type Submitted =
  | {
      kind: 'accepted';
      requestId: string;
      statusUrl: string;
      responseUrl: string;
      cancelUrl: string;
      queuePosition: number | null;
    }
  /** Definite: nothing was started, so `retryable` may be acted on at once. */
  | { kind: 'refused'; error: FalError; retryable: boolean }
  /** FAL may have taken it: wait for the webhook, never post blindly again. */
  | { kind: 'unknown'; detail: string };

/** Results lie at public URLs; they are copied at once, so a day is plenty. */
const RESULT_LIFETIME_SECONDS = 24 * 60 * 60;

type Deps = { key: string; fetch: Fetch; timeoutMs: number };

const AcceptedSchema = v.object({
  request_id: v.pipe(v.string(), v.regex(/^[\w-]{1,128}$/)),
  status_url: v.nullish(v.pipe(v.string(), v.url())),
  response_url: v.nullish(v.pipe(v.string(), v.url())),
  cancel_url: v.nullish(v.pipe(v.string(), v.url())),
  queue_position: v.nullish(v.number()),
});

function accept(endpoint: string, body: unknown): Submitted {
  const parsed = v.safeParse(AcceptedSchema, body);
  if (!parsed.success) return { kind: 'unknown', detail: 'the answer to the submit has no id' };
  const { request_id: requestId, status_url, response_url, cancel_url } = parsed.output;
  const usual = requestAddresses(endpoint, requestId);
  return {
    kind: 'accepted',
    requestId,
    statusUrl: status_url ?? usual.statusUrl,
    responseUrl: response_url ?? usual.responseUrl,
    cancelUrl: cancel_url ?? usual.cancelUrl,
    queuePosition: parsed.output.queue_position ?? null,
  };
}

const refuse = (error: FalError): Submitted => ({
  kind: 'refused',
  error,
  retryable: error.retryable,
});

function judge(endpoint: string, status: number, text: string): Submitted {
  const body = parseAnswer(text);
  if (status >= 200 && status < 300) return accept(endpoint, body);
  if (status < 400) return refuse(falError('provider-failed', `${status}: a redirect`));
  return refuse(readFalError({ phase: 'submit', status, body }));
}

const lost = (error: unknown): Submitted =>
  neverSent(error)
    ? refuse(falError('provider-busy', describeFailure(error)))
    : { kind: 'unknown', detail: describeFailure(error) };

/** A broken error body changes nothing: the status has said that nothing was started. */
async function readText(response: Response): Promise<string> {
  if (response.ok) return response.text();
  return response.text().catch(() => '');
}

/** The client repeats a network failure and a 429/502/503/504; this looks like neither. */
class Answered extends Error {}

/** A `fetch` for the client that posts once, keeps the outcome and lets nothing be repeated. */
function createSinglePost({ fetch }: Deps, endpoint: string) {
  const post = fetchOnce(fetch);
  let outcome: Submitted | undefined;
  let isPosted = false;

  const attempt = async (url: unknown, init?: RequestInit): Promise<Submitted> => {
    const response = await post(String(url), { ...init, redirect: 'manual' });
    return judge(endpoint, response.status, await readText(response));
  };
  const fetchForClient = async (url: unknown, init?: RequestInit): Promise<Response> => {
    if (isPosted) throw new Answered();
    isPosted = true;
    outcome = await attempt(url, init).catch(lost);
    if (outcome.kind !== 'accepted') throw new Answered();
    return Response.json({});
  };
  // Bun's type of `fetch` has a `preconnect`; the client calls none.
  return {
    fetch: Object.assign(fetchForClient, { preconnect: () => undefined }),
    outcome: () => outcome,
  };
}

const optionsOf = ({ input, webhookUrl, startWithinSeconds }: Submission) => ({
  input,
  storageSettings: { expiresIn: RESULT_LIFETIME_SECONDS },
  ...(webhookUrl ? { webhookUrl } : {}),
  ...(startWithinSeconds ? { startTimeout: startWithinSeconds } : {}),
});

/**
 * Submits by the official client, which knows FAL's address, headers and webhook parameter, but
 * left alone posts up to four times and then hides what was answered.
 */
export async function submit(deps: Deps, submission: Submission): Promise<Submitted> {
  const { endpoint } = submission;
  const single = createSinglePost(deps, endpoint);
  const client = createFalClient({
    credentials: deps.key,
    fetch: single.fetch,
    suppressLocalCredentialsWarning: true,
  });
  const abortSignal = AbortSignal.timeout(deps.timeoutMs);
  const options = { ...optionsOf(submission), abortSignal };
  const failure = await client.queue.submit(endpoint, options).catch((error: unknown) => error);
  return single.outcome() ?? { kind: 'unknown', detail: describeFailure(failure) };
}
