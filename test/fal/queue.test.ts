import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFalQueue, type FalQueue } from '../../src/fal/queue.ts';
import { refusedUrl, serveRaw } from '../fakes/raw-server.ts';
import { serve } from '../serve.ts';

const request = 'https://queue.fal.run/fal-ai/flux/requests/req-1';

const json = (status: number, body: unknown) => () => Response.json(body, { status });

/** Runs one call against a server that answers so, and tells what it was asked. */
async function ask<Result>(answer: () => Response, call: (queue: FalQueue) => Promise<Result>) {
  const seen: Request[] = [];
  const server = await serve({
    fetch: (request) => {
      seen.push(request);
      return answer();
    },
  });
  try {
    const queue = createFalQueue({ key: 'id:secret', baseUrl: server.url });
    return { outcome: await call(queue), seen };
  } finally {
    await server.close();
  }
}

const status = async (answer: () => Response) =>
  (await ask(answer, (queue) => queue.status(`${request}/status`))).outcome;
const result = async (answer: () => Response) =>
  (await ask(answer, (queue) => queue.result(request))).outcome;
const cancel = async (answer: () => Response) =>
  (await ask(answer, (queue) => queue.cancel(`${request}/cancel`))).outcome;
const checkKey = async (answer: () => Response) =>
  (await ask(answer, (queue) => queue.checkKey())).outcome;

describe('status', () => {
  it('asks the given address with the key', async () => {
    const { seen } = await ask(json(200, { status: 'IN_PROGRESS' }), (queue) =>
      queue.status(`${request}/status`),
    );
    assert.equal(seen.length, 1);
    assert.match(seen[0]?.url ?? '', /\/queue\.fal\.run\/fal-ai\/flux\/requests\/req-1\/status$/);
    assert.equal(seen[0]?.headers.get('authorization'), 'Key id:secret');
  });

  it('reads the queue, the work and its end', async () => {
    assert.deepEqual(await status(json(202, { status: 'IN_QUEUE', queue_position: 4 })), {
      kind: 'queued',
      position: 4,
    });
    assert.deepEqual(await status(json(202, { status: 'IN_PROGRESS', logs: null })), {
      kind: 'rendering',
    });
    assert.deepEqual(await status(json(200, { status: 'COMPLETED', metrics: {} })), {
      kind: 'completed',
    });
  });

  it('reads a failure as completed with an error', async () => {
    const body = { status: 'COMPLETED', error: 'Timed out', error_type: 'request_timeout' };
    const read = await status(json(200, body));
    assert.equal(read.kind === 'completed' && read.error?.code, 'timeout');
  });

  it('takes 404 for a lost request, unless it names the application', async () => {
    assert.deepEqual(await status(json(404, { detail: 'Request not found' })), { kind: 'gone' });
    const read = await status(json(404, { detail: 'Application "imagen4" not found' }));
    assert.equal(read.kind === 'completed' && read.error?.code, 'model-gone');
  });

  it('is unreachable on trouble of any kind', async () => {
    const answers = [
      json(500, {}),
      json(401, { detail: 'no' }),
      json(200, { status: 'NEW' }),
      () => new Response('<html>'),
      () => new Response(null, { status: 302, headers: { location: '/' } }),
    ];
    for (const answer of answers) assert.equal((await status(answer)).kind, 'unreachable');
  });

  it('is unreachable when nobody listens, or nobody answers', async () => {
    const refused = createFalQueue({ key: 'k', baseUrl: await refusedUrl() });
    assert.equal((await refused.status(`${request}/status`)).kind, 'unreachable');
    const mute = await serveRaw(() => undefined);
    const queue = createFalQueue({ key: 'k', baseUrl: mute.url, timeouts: { statusMs: 100 } });
    assert.equal((await queue.status(`${request}/status`)).kind, 'unreachable');
    await mute.close();
  });

  it('never sends the key to a foreign address', async () => {
    const { outcome, seen } = await ask(json(200, { status: 'COMPLETED' }), async (queue) => [
      await queue.status('https://example.com/status'),
      await queue.status('nonsense'),
    ]);
    assert.deepEqual(
      outcome.map(({ kind }) => kind),
      ['unreachable', 'unreachable'],
    );
    assert.equal(seen.length, 0);
  });

  it('takes an address that lies under the base URL already', async () => {
    const server = await serve({ fetch: json(200, { status: 'IN_PROGRESS' }) });
    const queue = createFalQueue({ key: 'k', baseUrl: server.url });
    const read = await queue.status(`${server.url}/queue.fal.run/x/requests/1/status`);
    assert.deepEqual(read, { kind: 'rendering' });
    await server.close();
  });
});

describe('result', () => {
  it('hands over text and body, the seed with all its digits', async () => {
    const text = '{"images":[],"seed":18446744073709551615}';
    assert.deepEqual(await result(() => new Response(text)), {
      kind: 'done',
      text,
      body: { images: [], seed: '18446744073709551615' },
    });
  });

  it('is pending before completion', async () => {
    const early = json(400, { detail: 'Request is still in progress' });
    assert.deepEqual(await result(early), { kind: 'pending' });
    assert.deepEqual(await result(json(202, { status: 'IN_QUEUE' })), { kind: 'pending' });
  });

  it('reads the model’s verdict', async () => {
    const body = { detail: [{ loc: [], msg: 'flagged', type: 'content_policy_violation' }] };
    const read = await result(json(422, body));
    assert.deepEqual(read.kind === 'failed' && [read.error.code, read.error.retryable], [
      'refused-by-filter',
      false,
    ]);
    const typed400 = { detail: [{ loc: [], msg: 'no', type: 'image_load_error' }] };
    assert.equal((await result(json(400, typed400))).kind, 'failed');
  });

  it('tells a failed model from a broken gateway', async () => {
    const runner = json(503, { detail: 'Runner died', error_type: 'runner_disconnected' });
    assert.equal((await result(runner)).kind, 'failed');
    const gateway = () => new Response('<html>Bad gateway</html>', { status: 502 });
    assert.equal((await result(gateway)).kind, 'unreachable');
    assert.equal((await result(json(429, { detail: 'slow down' }))).kind, 'unreachable');
  });

  it('never takes an unknown request for a lost model', async () => {
    const read = await result(json(404, { detail: 'Request not found' }));
    assert.equal(read.kind === 'failed' && read.error.code, 'provider-failed');
  });
});

describe('cancel', () => {
  it('puts, and reads the four answers', async () => {
    const { outcome, seen } = await ask(json(202, { status: 'CANCELLATION_REQUESTED' }), (queue) =>
      queue.cancel(`${request}/cancel`),
    );
    assert.equal(seen[0]?.method, 'PUT');
    assert.equal(outcome, 'requested');
    assert.equal(await cancel(json(400, { status: 'ALREADY_COMPLETED' })), 'already-completed');
    assert.equal(await cancel(json(404, {})), 'unknown');
    assert.equal(await cancel(json(503, {})), 'unreachable');
  });
});

describe('the key check', () => {
  it('asks for a request that nobody made', async () => {
    assert.equal(await checkKey(json(404, { detail: 'Request not found' })), 'ok');
    assert.equal(await checkKey(json(401, { detail: 'No user found' })), 'refused');
    assert.equal(await checkKey(json(403, { detail: 'User is locked' })), 'locked');
    assert.equal(await checkKey(json(503, {})), 'unreachable');
    assert.equal(await checkKey(json(429, {})), 'unreachable');
    assert.equal(await checkKey(() => new Response(null, { status: 302 })), 'unreachable');
  });
});
