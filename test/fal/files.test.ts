import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFalFiles } from '../../src/fal/files.ts';
import { refusedUrl } from '../fakes/raw-server.ts';
import { serve } from '../serve.ts';

interface Seen {
  readonly request: Request;
  readonly body: Uint8Array;
}

const FILE_URL = 'https://v3.fal.media/files/b/photos.zip';
const initiated = { upload_url: FILE_URL, file_url: FILE_URL };

/** A megabyte and a little, in uneven chunks. */
const CHUNKS = Array.from({ length: 11 }, (_, n) => new Uint8Array(100_000 + n).fill(n));
const BYTES = CHUNKS.reduce((sum, { length }) => sum + length, 0);

const file = {
  name: 'photos.zip',
  contentType: 'application/zip',
  bytes: BYTES,
  open: () => new Blob(CHUNKS).stream(),
};

async function uploadTo(answer: (request: Request) => Response, timeouts = {}) {
  const seen: Seen[] = [];
  const server = await serve({
    fetch: async (request) => {
      seen.push({ request, body: new Uint8Array(await request.arrayBuffer()) });
      return answer(request);
    },
  });
  try {
    const files = createFalFiles({ key: 'id:secret', baseUrl: server.url, timeouts });
    return { outcome: await files.upload(file), seen };
  } finally {
    await server.close();
  }
}

const kindly = ({ method }: Request) =>
  method === 'POST' ? Response.json(initiated) : new Response(null, { status: 200 });

describe('upload', () => {
  it('announces the file with the key, puts it without, and tells where it lies', async () => {
    const { outcome, seen } = await uploadTo(kindly);
    assert.deepEqual(outcome, { kind: 'ok', url: FILE_URL });
    const [post, put] = seen;
    assert.ok(post && put);
    const url = new URL(post.request.url);
    assert.equal(url.pathname, '/rest.fal.ai/storage/upload/initiate');
    assert.equal(url.searchParams.get('storage_type'), 'fal-cdn-v3');
    assert.equal(post.request.headers.get('authorization'), 'Key id:secret');
    assert.deepEqual(JSON.parse(new TextDecoder().decode(post.body)), {
      content_type: 'application/zip',
      file_name: 'photos.zip',
    });
    assert.equal(put.request.method, 'PUT');
    assert.equal(new URL(put.request.url).pathname, '/v3.fal.media/files/b/photos.zip');
    assert.equal(put.request.headers.get('authorization'), null);
    assert.equal(put.request.headers.get('content-type'), 'application/zip');
    assert.equal(put.body.length, BYTES);
    assert.deepEqual([put.body[0], put.body.at(-1)], [0, 10]);
  });

  it('asks FAL to forget the file after a while, if it shall', async () => {
    const server = await serve({
      fetch: (request) => {
        if (request.method === 'POST')
          lifetimes.push(request.headers.get('x-fal-object-lifecycle'));
        return kindly(request);
      },
    });
    const lifetimes: (string | null)[] = [];
    const files = createFalFiles({ key: 'id:secret', baseUrl: server.url });
    await files.upload({ ...file, keepSeconds: 3600 });
    await files.upload(file);
    await server.close();
    assert.deepEqual(lifetimes, ['{"expiration_duration_seconds":3600}', null]);
  });

  it('sends what is larger than FAL takes at once in parts, in their order', async () => {
    const MEGABYTE = 1024 * 1024;
    const piece = new Uint8Array(3 * MEGABYTE + 5);
    const bytes = 31 * piece.length;
    const parts: [string, number][] = [];
    let joined: unknown;
    const server = await serve({
      fetch: async (request) => {
        const { pathname, search } = new URL(request.url);
        if (pathname.endsWith('/initiate-multipart'))
          return Response.json({ ...initiated, upload_url: `${FILE_URL}?token=x` });
        assert.equal(search, '?token=x');
        assert.equal(request.headers.get('authorization'), null);
        const name = pathname.split('/').at(-1) ?? '';
        if (name === 'complete') {
          joined = await request.json();
          return Response.json({});
        }
        parts.push([name, (await request.arrayBuffer()).byteLength]);
        return Response.json({ partNumber: Number(name), etag: `etag-${name}` });
      },
    });
    const files = createFalFiles({ key: 'id:secret', baseUrl: server.url });
    let left = 31;
    const open = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          if (left === 0) return controller.close();
          left -= 1;
          controller.enqueue(piece);
        },
      });
    const outcome = await files.upload({ ...file, bytes, open });
    await server.close();
    assert.deepEqual(outcome, { kind: 'ok', url: FILE_URL });
    assert.equal(parts.length, 10);
    assert.deepEqual(
      parts.map(([name]) => name),
      ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
    );
    assert.ok(parts.slice(0, 9).every(([, size]) => size === 10 * MEGABYTE));
    assert.equal(
      parts.reduce((sum, [, size]) => sum + size, 0),
      bytes,
    );
    assert.deepEqual((joined as { parts: unknown[] }).parts[1], { partNumber: 2, etag: 'etag-2' });
  });

  for (const [status, body, code] of [
    [401, { detail: 'No user found for Key ID and Secret' }, 'key'],
    [403, { detail: 'User is locked. Reason: Exhausted balance.' }, 'billing'],
    [503, { detail: 'Service Unavailable' }, 'provider-busy'],
    [404, { detail: 'Not Found' }, 'provider-failed'],
  ] as const) {
    it(`tells ${code} when the announcement is answered ${status}`, async () => {
      const { outcome } = await uploadTo(() => Response.json(body, { status }));
      assert.equal(outcome.kind === 'failed' && outcome.error.code, code);
    });
  }

  it('fails when the storage refuses the file, redirects, or tells no address', async () => {
    for (const answer of [
      (request: Request) =>
        request.method === 'PUT' ? new Response('no', { status: 500 }) : kindly(request),
      (request: Request) =>
        request.method === 'PUT'
          ? new Response(null, { status: 307, headers: { location: 'https://elsewhere.example' } })
          : kindly(request),
      () => Response.json({ upload_url: 'nowhere' }),
      () => Response.json({ upload_url: 'http://10.0.0.1/x', file_url: FILE_URL }),
    ]) {
      const { outcome } = await uploadTo(answer);
      assert.equal(outcome.kind, 'failed');
    }
  });

  it('fails when nobody is there, or the answer takes too long', async () => {
    const files = createFalFiles({ key: 'id:secret', baseUrl: await refusedUrl() });
    const gone = await files.upload(file);
    assert.ok(gone.kind === 'failed' && gone.error.retryable);
    const server = await serve({ fetch: () => new Promise<Response>(() => {}) });
    const slow = createFalFiles({
      key: 'id:secret',
      baseUrl: server.url,
      timeouts: { initiateMs: 50 },
    });
    const outcome = await slow.upload(file);
    await server.close();
    assert.ok(outcome.kind === 'failed' && outcome.error.retryable);
  });
});
