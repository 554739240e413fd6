import type { Context } from 'hono';
import { answer, brokenAnswer } from './answer.ts';
import { ANSWERS, noApplication } from './answers.ts';
import { describeIssues } from './describe-issues.ts';
import { ENDPOINTS } from './endpoints.ts';
import type { Faults, Refusal } from './faults.ts';
import { appOf, type FalRequest, type Job } from './job.ts';
import type { Queue } from './queue.ts';

export interface SubmitPlace {
  queue: Queue;
  faults: Faults;
  requests: FalRequest[];
  newId: () => string;
  /** The media base for a request that came to this URL. */
  mediaBase: (url: URL) => string;
  /** Resolves when the stand-in closes; hung submits end then. */
  closed: Promise<void>;
  changed: () => void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function urlsOf(job: Job) {
  const base = `https://queue.fal.run/${appOf(job.endpoint)}/requests/${job.requestId}`;
  return { response_url: base, status_url: `${base}/status`, cancel_url: `${base}/cancel` };
}

/** What a submit and a status answer have in common. */
export const describeJob = (job: Job) => ({ request_id: job.requestId, ...urlsOf(job) });

const isTraining = (endpoint: string) => ENDPOINTS.get(endpoint)?.pace === 'training';

function refusalOf(
  input: unknown,
  endpointId: string,
  full: boolean,
  faults: Faults,
): Refusal | null {
  if (faults.isLocked()) return ANSWERS.locked;
  const endpoint = ENDPOINTS.get(endpointId);
  const gone = faults.goneStatus(endpointId);
  if (!endpoint || gone) return { ...noApplication(endpointId), status: gone ?? 404 };
  if (!isRecord(input)) return ANSWERS.notJson;
  const issues = endpoint.issuesOf(input);
  if (issues.length > 0) return { status: 422, body: { detail: describeIssues(issues) } };
  return full ? ANSWERS.queueFull : null;
}

/** POST /<endpoint id>: checks, queues and answers as FAL does, or as a test ordered. */
export async function submit(c: Context, endpoint: string, place: SubmitPlace): Promise<Response> {
  const { queue, faults, requests } = place;
  const input: unknown = await c.req.json().catch(() => null);
  const seen = {
    endpoint,
    input: isRecord(input) ? input : {},
    headers: c.req.header(),
    webhookUrl: c.req.query('fal_webhook') ?? null,
  };
  const mostWaiting = Number(c.req.query('fal_max_queue_length') ?? Number.POSITIVE_INFINITY);
  const fault = faults.takeSubmit();
  const refusal =
    fault?.kind === 'refuse'
      ? fault.refusal
      : refusalOf(input, endpoint, queue.length() >= mostWaiting, faults);
  if (refusal || (fault?.kind === 'hang' && !fault.accept)) {
    requests.push({ ...seen, requestId: null, state: 'REFUSED' });
    place.changed();
    if (refusal) return answer(refusal);
    await place.closed;
    return brokenAnswer();
  }
  const job: Job = {
    ...seen,
    requestId: place.newId(),
    gatewayRequestId: place.newId(),
    state: 'IN_QUEUE',
    outcome: null,
    logs: [],
    mediaBase: place.mediaBase(new URL(c.req.url)),
    fileFault: isTraining(endpoint) ? 'none' : faults.takeFile(),
    trainingFault: isTraining(endpoint) ? faults.takeTraining() : 'none',
  };
  requests.push(job);
  queue.add(job);
  if (fault?.kind === 'hang') await place.closed;
  if (fault) return brokenAnswer();
  const body = {
    status: 'IN_QUEUE',
    ...describeJob(job),
    logs: null,
    metrics: {},
    queue_position: queue.position(job),
  };
  return answer({ status: 200, body });
}
