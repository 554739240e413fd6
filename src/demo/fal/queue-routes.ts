import { type Context, Hono } from 'hono';
import { answer } from './answer.ts';
import { ANSWERS } from './answers.ts';
import { appOf, type Job } from './job.ts';
import { describeJob, type SubmitPlace, submit } from './submit.ts';

const REQUEST_PATH = /^(?<app>.+?)\/requests\/(?<id>[^/]+)(?:\/(?<what>status|cancel|response))?$/;

function status(c: Context, job: Job, position: number): Response {
  const logs = c.req.query('logs') === '1' ? job.logs : null;
  const common = { status: job.state, ...describeJob(job), logs };
  if (job.state === 'IN_QUEUE')
    return answer({ status: 202, body: { ...common, queue_position: position } });
  if (job.state === 'IN_PROGRESS') return answer({ status: 202, body: common });
  const { error, errorType } = job.outcome ?? {};
  const trouble = error ? { error, error_type: errorType } : {};
  return answer({ status: 200, body: { ...common, metrics: { inference_time: 1.2 }, ...trouble } });
}

function result(job: Job): Response {
  if (!job.outcome) return answer(ANSWERS.stillGoing);
  const { errorType } = job.outcome;
  return answer(job.outcome, errorType ? { 'x-fal-error-type': errorType } : {});
}

function cancel(job: Job, place: SubmitPlace): Response {
  if (job.state === 'COMPLETED')
    return answer({ status: 400, body: { status: 'ALREADY_COMPLETED' } });
  place.queue.cancel(job);
  return answer({ status: 202, body: { status: 'CANCELLATION_REQUESTED' } });
}

/** Everything under queue.fal.run; paths have as many parts as an endpoint's id. */
export function queueRoutes(place: SubmitPlace): Hono {
  const routes = new Hono();
  routes.all('/*', (c) => {
    const path = c.req.path.replace(/^\/queue\.fal\.run\//, '');
    const found = REQUEST_PATH.exec(path)?.groups;
    if (!found) return c.req.method === 'POST' ? submit(c, path, place) : answer(ANSWERS.notFound);
    const job = place.queue.find(found['id'] ?? '');
    const ours = job && appOf(job.endpoint) === appOf(found['app'] ?? '');
    if (!ours) return answer(ANSWERS.noRequest);
    if (found['what'] === 'cancel') {
      return c.req.method === 'PUT'
        ? cancel(job, place)
        : answer({ ...ANSWERS.notFound, status: 405 });
    }
    if (c.req.method !== 'GET') return answer({ ...ANSWERS.notFound, status: 405 });
    return found['what'] === 'status' ? status(c, job, place.queue.position(job)) : result(job);
  });
  return routes;
}
