import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFalQueue } from '../../src/fal/queue.ts';
import { keepAliveAnswer, refusedUrl, serveRaw } from '../fakes/raw-server.ts';
import { serve } from '../serve.ts';

const order = { endpoint: 'fal-ai/flux/dev', input: { prompt: 'a cat', num_images: 1 } };

const accepted = {
  request_id: 'req-1',
  status_url: 'https://queue.fal.run/fal-ai/flux/requests/req-1/status',
  response_url: 'https://queue.fal.run/fal-ai/flux/requests/req-1',
  cancel_url: 'https://queue.fal.run/fal-ai/flux/requests/req-1/cancel',
  queue_position: 3,
};

const queueAt = (baseUrl: string, submitMs = 5_000) =>
  createFalQueue({ key: 'id:secret', baseUrl, timeouts: { submitMs } });

/** Submits once to a server that always answers so; tells the outcome and what the server saw. */
async function submitTo(
  answer: () => Response,
  submission: Parameters<ReturnType<typeof queueAt>['submit']>[0] = order,
) {
  const seen: { request: Request; body: unknown }[] = [];
  const server = await serve({
    fetch: async (request) => {
      seen.push({ request, body: await request.json() });
      return answer();
    },
  });
  try {
    return { outcome: await queueAt(server.url).submit(submission), seen, url: server.url };
  } finally {
    await server.close();
  }
}

describe('submit', () => {
  it('posts the bare input with the key and the webhook', async () => {
    const webhookUrl = 'https://bot.example/fal/webhook/g/1/ab';
    const { outcome, seen } = await submitTo(() => Response.json(accepted), {
      ...order,
      webhookUrl,
    });
    assert.deepEqual(outcome, {
      kind: 'accepted',
      requestId: 'req-1',
      statusUrl: accepted.status_url,
      responseUrl: accepted.response_url,
      cancelUrl: accepted.cancel_url,
      queuePosition: 3,
    });
    assert.equal(seen.length, 1);
    const url = new URL(seen[0]?.request.url ?? '');
    assert.equal(url.pathname, '/queue.fal.run/fal-ai/flux/dev');
    assert.equal(url.searchParams.get('fal_webhook'), webhookUrl);
    assert.equal(seen[0]?.request.method, 'POST');
    assert.equal(seen[0]?.request.headers.get('authorization'), 'Key id:secret');
    assert.deepEqual(seen[0]?.body, order.input);
  });

  it('asks FAL to start in time and to drop the files after a day', async () => {
    const { seen } = await submitTo(() => Response.json(accepted), {
      ...order,
      startWithinSeconds: 540,
    });
    const headers = seen[0]?.request.headers;
    assert.equal(headers?.get('x-fal-request-timeout'), '540');
    assert.equal(
      headers?.get('x-fal-object-lifecycle-preference'),
      '{"expiration_duration_seconds":86400}',
    );
  });

  it('works out the addresses that an answer leaves out', async () => {
    const { outcome } = await submitTo(() => Response.json({ request_id: 'req-2' }));
    assert.deepEqual(outcome, {
      kind: 'accepted',
      requestId: 'req-2',
      statusUrl: 'https://queue.fal.run/fal-ai/flux/requests/req-2/status',
      responseUrl: 'https://queue.fal.run/fal-ai/flux/requests/req-2',
      cancelUrl: 'https://queue.fal.run/fal-ai/flux/requests/req-2/cancel',
      queuePosition: null,
    });
  });

  for (const status of [429, 500, 502, 503, 504]) {
    it(`posts once when it is answered ${status}, and may be tried again`, async () => {
      const { outcome, seen } = await submitTo(() => Response.json({ detail: 'busy' }, { status }));
      assert.equal(seen.length, 1);
      assert.equal(outcome.kind, 'refused');
      assert.equal(outcome.kind === 'refused' && outcome.retryable, true);
    });
  }

  it('reads a refused key, a locked account and a lost model', async () => {
    const codes = [];
    for (const [status, detail] of [
      [401, 'No user'],
      [403, 'User is locked'],
      [404, 'Not found'],
    ] as const) {
      const { outcome } = await submitTo(() => Response.json({ detail }, { status }));
      codes.push(outcome.kind === 'refused' && outcome.error.code);
    }
    assert.deepEqual(codes, ['key', 'billing', 'model-gone']);
  });

  it('follows no redirect', async () => {
    const { outcome, seen } = await submitTo(
      () => new Response(null, { status: 307, headers: { location: '/elsewhere' } }),
    );
    assert.equal(seen.length, 1);
    assert.equal(outcome.kind, 'refused');
  });

  it('does not know what became of a submit whose answer cannot be read', async () => {
    assert.equal((await submitTo(() => new Response('<html>'))).outcome.kind, 'unknown');
    assert.equal((await submitTo(() => Response.json({ id: 1 }))).outcome.kind, 'unknown');
  });

  it('is definitely refused when nobody listens', async () => {
    const outcome = await queueAt(await refusedUrl()).submit(order);
    assert.equal(outcome.kind, 'refused');
    assert.equal(outcome.kind === 'refused' && outcome.retryable, true);
  });

  for (const how of ['destroy', 'resetAndDestroy'] as const) {
    it(`is unknown after a connection lost by ${how}, and posts once`, async () => {
      const server = await serveRaw((socket) => socket[how]());
      assert.equal((await queueAt(server.url).submit(order)).kind, 'unknown');
      assert.equal(server.requests(), 1);
      await server.close();
    });

    it(`posts once when a kept connection is lost by ${how}`, async () => {
      const answer = keepAliveAnswer(JSON.stringify(accepted));
      const server = await serveRaw((socket, request) => {
        if (request === 1) socket.write(answer);
        else socket[how]();
      });
      const queue = queueAt(server.url);
      assert.equal((await queue.submit(order)).kind, 'accepted');
      assert.equal((await queue.submit(order)).kind, 'unknown');
      assert.equal(server.requests(), 2);
      await server.close();
    });
  }

  it('is unknown when the answer breaks off', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{"request_id"');
      socket.end();
    });
    assert.equal((await queueAt(server.url).submit(order)).kind, 'unknown');
    await server.close();
  });

  it('is unknown when no answer comes in time, and posts once', async () => {
    const server = await serveRaw(() => undefined);
    assert.equal((await queueAt(server.url, 100).submit(order)).kind, 'unknown');
    assert.equal(server.requests(), 1);
    await server.close();
  });

  it('tells neither key, nor description, nor webhook in its details', async () => {
    const told = [];
    for (const status of [401, 422, 500]) {
      const body = { detail: [{ msg: 'no', type: 'x', input: 'a cat' }] };
      told.push((await submitTo(() => Response.json(body, { status }))).outcome);
    }
    const webhookUrl = 'https://bot.example/fal/webhook/g/1/the-mac';
    const resetting = await serveRaw((socket) => socket.destroy());
    for (const baseUrl of [resetting.url, await refusedUrl()]) {
      told.push(await queueAt(baseUrl).submit({ ...order, webhookUrl }));
    }
    await resetting.close();
    assert.doesNotMatch(JSON.stringify(told), /secret|a cat|the-mac/);
  });
});
