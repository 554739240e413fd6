import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import type { FalOptions } from '../../../src/demo/fal/create-fal.ts';
import { serve } from '../../serve.ts';
import { FLUX, IMAGEN, jsonOf, NOW_MS, startFal } from './start-fal.ts';

const HOOK = `?fal_webhook=${encodeURIComponent('https://bot.example/fal/webhook/g1?n=1')}`;
const INPUT = { prompt: 'море', image_size: { width: 96, height: 96 } };

interface Received {
  url: string;
  headers: Headers;
  body: string;
}

/** A stand-in whose webhooks come to an array; answers are given in turn, then 200. */
function startWithInbox(answers: Response[] = [], options: Partial<FalOptions> = {}) {
  const inbox: Received[] = [];
  const started = startFal({
    ...options,
    webhooks: {
      repeatMs: [0, 0, 0],
      post: (url, init) => {
        inbox.push({ url, headers: new Headers(init.headers), body: String(init.body) });
        return answers.shift() ?? new Response(null, { status: 200 });
      },
    },
  });
  const delivered = (count: number) =>
    started.fal.waitFor(() => started.fal.deliveries.length >= count);
  return { ...started, inbox, delivered };
}

async function isHonest({ headers, body }: Received, x: string): Promise<boolean> {
  const key = await crypto.subtle.importKey(
    'jwk',
    { kty: 'OKP', crv: 'Ed25519', x },
    'Ed25519',
    false,
    ['verify'],
  );
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body));
  const named = ['request-id', 'user-id', 'timestamp'].map((name) =>
    headers.get(`x-fal-webhook-${name}`),
  );
  const message = [...named, Buffer.from(digest).toString('hex')].join('\n');
  const signature = new Uint8Array(
    Buffer.from(headers.get('x-fal-webhook-signature') ?? '', 'hex'),
  );
  return crypto.subtle.verify('Ed25519', key, signature, new TextEncoder().encode(message));
}

async function keyOf({ call }: ReturnType<typeof startFal>): Promise<string> {
  const jwks = await call('https://rest.fal.ai/.well-known/jwks.json', {}, null);
  const { keys } = await jsonOf<{ keys: { x: string }[] }>(jwks);
  return keys[0]?.x ?? '';
}

const at = (inbox: Received[], index: number): Received => {
  const received = inbox[index];
  if (!received) throw new Error(`No webhook ${index}`);
  return received;
};

describe('a webhook', () => {
  test('comes signed by the published key when a job is done', async () => {
    const started = startWithInbox([], { accountId: 'acc-7' });
    const { fal, submit, delivered, inbox } = started;
    const job = await submit(FLUX, INPUT, HOOK);
    await delivered(1);
    const received = at(inbox, 0);
    assert.equal(received.url, 'https://bot.example/fal/webhook/g1?n=1');
    assert.equal(received.headers.get('x-fal-webhook-user-id'), 'acc-7');
    assert.equal(received.headers.get('x-fal-webhook-timestamp'), String(NOW_MS / 1000));
    assert.ok(await isHonest(received, await keyOf(started)));
    const body = JSON.parse(received.body) as {
      request_id: string;
      status: string;
      payload: { images: unknown[] };
    };
    assert.deepEqual(
      [body.request_id, body.status, body.payload.images.length],
      [job.request_id, 'OK', 1],
    );
    fal.close();
  });

  test('says ERROR and carries the detail when a job failed', async () => {
    const { fal, submit, delivered, inbox } = startWithInbox();
    await submit(IMAGEN, { prompt: 'откажи' }, HOOK);
    await delivered(1);
    const body = JSON.parse(at(inbox, 0).body) as {
      status: string;
      error: string;
      payload: { detail: unknown[] };
    };
    assert.equal(body.status, 'ERROR');
    assert.ok(body.error.length > 0);
    assert.equal(body.payload.detail.length, 1);
    fal.close();
  });

  test('repeats until it is answered with 2xx', async () => {
    const answers = [503, 500].map((status) => new Response(null, { status }));
    const { fal, submit, delivered } = startWithInbox(answers);
    await submit(FLUX, INPUT, HOOK);
    await delivered(3);
    assert.deepEqual(
      fal.deliveries.map(({ status }) => status),
      [503, 500, 200],
    );
    fal.close();
  });

  test('is dropped for good after a redirect', async () => {
    const moved = new Response(null, {
      status: 302,
      headers: { location: 'https://bot.example/new' },
    });
    const { fal, submit, delivered, inbox, finish } = startWithInbox([moved]);
    await submit(FLUX, INPUT, HOOK);
    await delivered(1);
    await finish(FLUX, INPUT);
    assert.equal(inbox.length, 1);
    fal.close();
  });

  test('follows no redirect over a real connection either', async () => {
    const paths: string[] = [];
    const server = await serve({
      fetch: (request) => {
        paths.push(new URL(request.url).pathname);
        return new Response(null, { status: 307, headers: { location: '/elsewhere' } });
      },
    });
    const { fal, submit } = startFal({ webhooks: { repeatMs: [0] } });
    await submit(
      FLUX,
      INPUT,
      `?fal_webhook=${encodeURIComponent(new URL('/hook', server.url).href)}`,
    );
    await fal.waitFor(() => fal.deliveries.length === 1);
    assert.deepEqual([fal.deliveries[0]?.status, paths], [307, ['/hook']]);
    fal.close();
    await server.close();
  });

  test('is not sent while muted, and can be sent again by hand', async () => {
    const { fal, submit, reach, inbox } = startWithInbox();
    fal.webhooks.mute();
    const job = await submit(FLUX, INPUT, HOOK);
    await reach(job.request_id, 'COMPLETED');
    assert.equal(inbox.length, 0);
    assert.equal(await fal.webhooks.redeliver(job.request_id), 200);
    assert.equal(inbox.length, 1);
    fal.close();
  });

  test('comes twice when told to', async () => {
    const { fal, submit, delivered, inbox } = startWithInbox();
    fal.webhooks.sendCopies(2);
    await submit(FLUX, INPUT, HOOK);
    await delivered(2);
    assert.equal(at(inbox, 0).body, at(inbox, 1).body);
    fal.close();
  });

  test('can come without its payload', async () => {
    const { fal, submit, delivered, inbox } = startWithInbox();
    fal.webhooks.losePayloads();
    await submit(FLUX, INPUT, HOOK);
    await delivered(1);
    const body = JSON.parse(at(inbox, 0).body) as { payload: unknown; payload_error: string };
    assert.equal(body.payload, null);
    assert.ok(body.payload_error);
    fal.close();
  });

  test('that is forged does not fit the published key', async () => {
    const started = startWithInbox();
    const { fal, submit, inbox } = started;
    const job = await submit(FLUX, { prompt: 'никогда' }, HOOK);
    await fal.webhooks.forge(job.request_id, { body: '{"status":"OK"}' });
    await fal.webhooks.forge(job.request_id, {
      honestKey: true,
      timestampSeconds: 1,
      userId: 'stranger',
    });
    const key = await keyOf(started);
    assert.equal(await isHonest(at(inbox, 0), key), false);
    assert.equal(await isHonest(at(inbox, 1), key), true);
    assert.equal(at(inbox, 1).headers.get('x-fal-webhook-timestamp'), '1');
    fal.close();
  });

  test('cannot be checked while the keys are out of reach', async () => {
    const { fal, call } = startFal();
    fal.faults.jwksDown();
    assert.equal((await call('https://rest.fal.ai/.well-known/jwks.json', {}, null)).status, 503);
    fal.close();
  });
});
