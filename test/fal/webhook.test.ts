import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createWebhookVerifier } from '../../src/fal/webhook.ts';
import { createFalSigner, type FalSigner } from '../fakes/fal-signer.ts';
import { type Server, serve } from '../serve.ts';

const body = '{"request_id":"req-1","status":"OK","payload":{}}';
const bytes = new TextEncoder().encode(body);
const SECOND = 1000;
const START = 1_790_000_000 * SECOND;

let ours: FalSigner;
let stranger: FalSigner;
let server: Server;
let published: object[];
let fetches = 0;
let isDown = false;
let now = START;

const verifier = (options: { accountId?: string } = {}) =>
  createWebhookVerifier({ now: () => now, baseUrl: server.url, ...options });

const signedNow = (signer: FalSigner) => signer.sign({ body, timestamp: now / SECOND });

before(async () => {
  ours = await createFalSigner();
  stranger = await createFalSigner();
  server = await serve({
    fetch: (request) => {
      assert.equal(new URL(request.url).pathname, '/rest.fal.ai/.well-known/jwks.json');
      assert.equal(request.headers.get('authorization'), null);
      fetches += 1;
      return isDown ? new Response('', { status: 503 }) : Response.json({ keys: published });
    },
  });
});

after(() => server.close());

beforeEach(() => {
  published = [
    { kty: 'RSA', n: 'x', e: 'AQAB' },
    { kty: 'OKP', crv: 'Ed25519', x: '??' },
    ours.jwk,
  ];
  fetches = 0;
  isDown = false;
  now = START;
});

describe('a webhook', () => {
  it('signed by any of FAL’s keys is valid, and the keys are fetched once', async () => {
    const { verify } = verifier();
    assert.equal(await verify(await signedNow(ours), bytes), 'valid');
    assert.equal(await verify(await signedNow(ours), bytes), 'valid');
    assert.equal(fetches, 1);
  });

  it('with a changed body is invalid', async () => {
    const changed = new TextEncoder().encode(`${body} `);
    assert.equal(await verifier().verify(await signedNow(ours), changed), 'invalid');
  });

  it('with a changed or missing header is invalid', async () => {
    const { verify } = verifier();
    for (const name of ['Request-Id', 'User-Id', 'Timestamp', 'Signature']) {
      const headers = await signedNow(ours);
      headers.delete(`X-Fal-Webhook-${name}`);
      assert.equal(await verify(headers, bytes), 'invalid', name);
    }
    const headers = await signedNow(ours);
    headers.set('X-Fal-Webhook-User-Id', 'user-2');
    assert.equal(await verify(headers, bytes), 'invalid');
    headers.set('X-Fal-Webhook-Signature', 'zz');
    assert.equal(await verify(headers, bytes), 'invalid');
  });

  it('more than 300 seconds off is invalid, 300 seconds is not', async () => {
    const { verify } = verifier();
    const headers = await signedNow(ours);
    for (const [seconds, verdict] of [
      [300, 'valid'],
      [-300, 'valid'],
      [301, 'invalid'],
      [-301, 'invalid'],
    ] as const) {
      now = START + seconds * SECOND;
      assert.equal(await verify(headers, bytes), verdict, String(seconds));
    }
  });

  it('of another account is invalid when the account is pinned', async () => {
    const headers = await signedNow(ours);
    assert.equal(await verifier({ accountId: 'user-1' }).verify(headers, bytes), 'valid');
    assert.equal(await verifier({ accountId: 'user-2' }).verify(headers, bytes), 'invalid');
  });

  it('cannot be judged while the keys are out of reach, and is once they are back', async () => {
    isDown = true;
    const { verify } = verifier();
    assert.equal(await verify(await signedNow(ours), bytes), 'unavailable');
    isDown = false;
    now += 6 * SECOND;
    assert.equal(await verify(await signedNow(ours), bytes), 'valid');
  });

  it('signed by a new key is valid, since the keys are fetched again', async () => {
    const { verify } = verifier();
    await verify(await signedNow(ours), bytes);
    published = [stranger.jwk];
    now += 61 * SECOND;
    assert.equal(await verify(await signedNow(stranger), bytes), 'valid');
    assert.equal(fetches, 2);
  });

  it('signed by a new key cannot be judged while the keys are out of reach', async () => {
    const { verify } = verifier();
    await verify(await signedNow(ours), bytes);
    isDown = true;
    now += 61 * SECOND;
    assert.equal(await verify(await signedNow(stranger), bytes), 'unavailable');
    assert.equal(await verify(await signedNow(ours), bytes), 'valid');
  });

  it('forged a hundred times makes one fetch of the keys a minute', async () => {
    const { verify } = verifier();
    const headers = await signedNow(stranger);
    const forged = () => Promise.all(Array.from({ length: 50 }, () => verify(headers, bytes)));
    assert.deepEqual(new Set(await forged()), new Set(['invalid']));
    assert.deepEqual(new Set(await forged()), new Set(['invalid']));
    assert.equal(fetches, 1);
    now += 61 * SECOND;
    await forged();
    assert.equal(fetches, 2);
  });

  it('finds keys of yesterday too old', async () => {
    const { verify } = verifier();
    await verify(await signedNow(ours), bytes);
    now += 24 * 60 * 60 * SECOND;
    assert.equal(await verify(await signedNow(ours), bytes), 'valid');
    assert.equal(fetches, 2);
  });
});
