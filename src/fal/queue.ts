import * as v from 'valibot';
import {
  type FalError,
  hasErrorType,
  isFalErrorBody,
  namesLostApplication,
  readFalError,
} from './errors.ts';
import type { Fetch } from './fetch-once.ts';
import { describeFailure } from './network-failure.ts';
import { parseAnswer } from './parse-answer.ts';
import { requestAddresses } from './request-addresses.ts';
import { createRewrite } from './rewrite.ts';
import { type Submission, type Submitted, submit } from './submit.ts';

export type QueueStatus =
  | { kind: 'queued'; position: number | null }
  | { kind: 'rendering' }
  /** Over. With `error` the result will say the same, in more words. */
  | { kind: 'completed'; error?: FalError }
  /** FAL knows no such request (any more). */
  | { kind: 'gone' }
  | { kind: 'unreachable'; detail: string };

export type QueueResult =
  /** `body` is the parsed `text`, with seeds as text. */
  | { kind: 'done'; text: string; body: unknown }
  | { kind: 'failed'; error: FalError }
  | { kind: 'pending' }
  | { kind: 'unreachable'; detail: string };

export type Cancelled = 'requested' | 'already-completed' | 'unknown' | 'unreachable';

export type KeyCheck = 'ok' | 'refused' | 'locked' | 'unreachable';

/** Milliseconds until a call is given up. */
export type QueueTimeouts = {
  submitMs: number;
  statusMs: number;
  resultMs: number;
  cancelMs: number;
};

export type FalQueue = {
  submit: (submission: Submission) => Promise<Submitted>;
  status: (statusUrl: string) => Promise<QueueStatus>;
  result: (responseUrl: string) => Promise<QueueResult>;
  cancel: (cancelUrl: string) => Promise<Cancelled>;
  checkKey: () => Promise<KeyCheck>;
};

type Options = {
  /** `id:secret`. Never logged, and sent to FAL's own hosts only. */
  key: string;
  baseUrl?: string;
  fetch?: Fetch;
  timeouts?: Partial<QueueTimeouts>;
};

const DEFAULT_TIMEOUTS: QueueTimeouts = {
  submitMs: 30_000,
  statusMs: 10_000,
  resultMs: 20_000,
  cancelMs: 10_000,
};

/** A request that nobody made: FAL answers 404 to a key it knows and 401 to one it does not. */
const NO_REQUEST = requestAddresses('fal-ai/flux', '00000000-0000-0000-0000-000000000000');

const StatusSchema = v.object({
  status: v.picklist(['IN_QUEUE', 'IN_PROGRESS', 'COMPLETED']),
  queue_position: v.nullish(v.number()),
  error: v.optional(v.unknown()),
  error_type: v.nullish(v.string()),
});

type Answer = { status: number; body: unknown; text: string };

/** A completed request tells no status of its own: 0 leaves the verdict to the error's type. */
const errorOf = (body: unknown) => readFalError({ phase: 'result', status: 0, body });

function readProgress(body: unknown): QueueStatus {
  const parsed = v.safeParse(StatusSchema, body);
  if (!parsed.success) return { kind: 'unreachable', detail: 'the status cannot be read' };
  const { status, queue_position, error, error_type } = parsed.output;
  if (status === 'IN_QUEUE') return { kind: 'queued', position: queue_position ?? null };
  if (status === 'IN_PROGRESS') return { kind: 'rendering' };
  return error || error_type ? { kind: 'completed', error: errorOf(body) } : { kind: 'completed' };
}

function readStatus({ status, body }: Answer): QueueStatus {
  if (status === 200 || status === 202) return readProgress(body);
  if (namesLostApplication(body)) return { kind: 'completed', error: errorOf(body) };
  if (status === 404) return { kind: 'gone' };
  return { kind: 'unreachable', detail: `the status call was answered ${status}` };
}

const isJsonObject = (body: unknown) => typeof body === 'object' && body !== null;

/** Before completion FAL answers 400 in plain words; a verdict carries a type. */
const isPending = ({ status, body }: Answer) =>
  status === 202 || (status === 400 && !hasErrorType(body));

/** Trouble on the way, not the request's own end: ask again. */
const isTrouble = ({ status, body }: Answer) =>
  status < 400 || status === 408 || status === 429 || (status >= 500 && !isFalErrorBody(body));

function readResult(answer: Answer): QueueResult {
  const { status, body, text } = answer;
  if (status === 200 && isJsonObject(body)) return { kind: 'done', text, body };
  if (isPending(answer)) return { kind: 'pending' };
  if (isTrouble(answer)) {
    return { kind: 'unreachable', detail: `the result call was answered ${status}` };
  }
  return { kind: 'failed', error: readFalError({ phase: 'result', status, body }) };
}

function readCancel({ status }: Answer): Cancelled {
  if (status === 200 || status === 202) return 'requested';
  if (status === 400) return 'already-completed';
  return status === 404 ? 'unknown' : 'unreachable';
}

function readKeyCheck({ status }: Answer): KeyCheck {
  if (status === 401) return 'refused';
  if (status === 402 || status === 403) return 'locked';
  const isTold = status >= 200 && status < 500 && status !== 408 && status !== 429;
  return isTold && (status < 300 || status >= 400) ? 'ok' : 'unreachable';
}

/**
 * FAL's queue. No call throws, follows a redirect or outlasts its time-out; retrying is the
 * caller's.
 */
export function createFalQueue({ key, baseUrl, fetch = globalThis.fetch, timeouts }: Options) {
  const limits = { ...DEFAULT_TIMEOUTS, ...timeouts };
  const { rewrite, isTrusted } = createRewrite(baseUrl);

  const trustedFetch: Fetch = async (url, init) => {
    const target = rewrite(url);
    if (!isTrusted(target)) throw new Error('not an address of FAL');
    return fetch(target, { ...init, redirect: 'manual' });
  };

  const call = async (method: string, url: string, timeoutMs: number): Promise<Answer> => {
    const response = await trustedFetch(url, {
      method,
      headers: { Authorization: `Key ${key}`, Accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await response.text();
    return { status: response.status, text, body: parseAnswer(text) };
  };

  const unreachable = (error: unknown) =>
    ({ kind: 'unreachable', detail: describeFailure(error) }) as const;
  const nobodyThere = () => 'unreachable' as const;

  const queue: FalQueue = {
    submit: (submission) =>
      submit({ key, fetch: trustedFetch, timeoutMs: limits.submitMs }, submission),
    status: (url) => call('GET', url, limits.statusMs).then(readStatus).catch(unreachable),
    result: (url) => call('GET', url, limits.resultMs).then(readResult).catch(unreachable),
    cancel: (url) => call('PUT', url, limits.cancelMs).then(readCancel).catch(nobodyThere),
    checkKey: () =>
      call('GET', NO_REQUEST.statusUrl, limits.statusMs).then(readKeyCheck).catch(nobodyThere),
  };
  return queue;
}
