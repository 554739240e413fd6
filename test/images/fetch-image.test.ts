import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createRewrite } from '../../src/fal/rewrite.ts';
import { createImageFetcher } from '../../src/images/fetch-image.ts';
import { drawNoise } from '../fakes/pictures.ts';
import { refusedUrl, serveRaw } from '../fakes/raw-server.ts';
import { type Server, serve } from '../serve.ts';

let png: Uint8Array<ArrayBuffer>;
let server: Server;
let answer: (request: Request) => Response;
let seen: Request[] = [];

const url = 'https://v3.fal.media/files/a/b.png';

const fetcher = (options: { maxBytes?: number; timeoutMs?: number; baseUrl?: string } = {}) => {
  const baseUrl = options.baseUrl ?? server.url;
  return createImageFetcher({ ...options, baseUrl, rewrite: createRewrite(baseUrl).rewrite });
};

const bad = (code: string, retryable: boolean) => ({ kind: 'bad', code, retryable });

before(async () => {
  png = await drawNoise(96, 64);
  server = await serve({
    fetch: (request) => {
      seen.push(request);
      return answer(request);
    },
  });
});

after(() => server.close());

describe('fetching an image', () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    it(`hands over a whole ${format} with its size`, async () => {
      const bytes = await drawNoise(96, 64, format);
      answer = () => new Response(bytes, { headers: { 'content-type': 'text/plain' } });
      const fetched = await fetcher()(url);
      assert.deepEqual(fetched, {
        kind: 'ok',
        bytes,
        contentType: `image/${format}`,
        width: 96,
        height: 64,
      });
    });
  }

  it('asks without a key', async () => {
    answer = () => new Response(png);
    seen = [];
    await fetcher()(url);
    assert.equal(seen[0]?.headers.get('authorization'), null);
    assert.match(seen[0]?.url ?? '', /\/v3\.fal\.media\/files\/a\/b\.png$/);
  });

  it('goes to no other host, and by https only', async () => {
    seen = [];
    const others = [
      'http://v3.fal.media/a.png',
      'https://v3.fal.media:8443/a.png',
      'https://user@v3.fal.media/a.png',
      'https://fal.media.example.com/a.png',
      'https://evilfal.media/a.png',
      'https://example.com/a.png',
      'https://127.0.0.1/a.png',
      'http://169.254.169.254/latest',
      'file:///etc/passwd',
      'data:image/png;base64,AA',
      'nonsense',
    ];
    for (const other of others) assert.deepEqual(await fetcher()(other), bad('host', false), other);
    assert.equal(seen.length, 0);
  });

  it('goes to what lies under the base URL, and to listed loopback hosts', async () => {
    answer = () => new Response(png);
    assert.equal((await fetcher()(`${server.url}/v3.fal.media/a.png`)).kind, 'ok');
    const local = createImageFetcher({ hosts: ['127.0.0.1'] });
    assert.equal((await local(`${server.url}/a.png`)).kind, 'ok');
  });

  it('follows no redirect', async () => {
    answer = () => new Response(null, { status: 302, headers: { location: url } });
    seen = [];
    assert.deepEqual(await fetcher()(url), bad('redirect', false));
    assert.equal(seen.length, 1);
  });

  it('tells a status that may pass from one that will not', async () => {
    for (const [status, retryable] of [
      [503, true],
      [404, true],
      [403, false],
      [410, false],
    ] as const) {
      answer = () => new Response('', { status });
      assert.deepEqual(await fetcher()(url), bad('http', retryable), String(status));
    }
  });

  it('stops at the cap, announced or not', async () => {
    answer = () => new Response(png, { headers: { 'content-length': String(png.length) } });
    assert.deepEqual(await fetcher({ maxBytes: 1000 })(url), bad('too-large', false));
    answer = () => new Response(new Blob([png]).stream());
    assert.deepEqual(await fetcher({ maxBytes: 1000 })(url), bad('too-large', false));
    assert.equal((await fetcher({ maxBytes: png.length })(url)).kind, 'ok');
  });

  it('gives up when the head or the body does not come', async () => {
    const mute = await serveRaw(() => undefined);
    const halting = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nabc');
    });
    for (const { url: baseUrl } of [mute, halting]) {
      assert.deepEqual(await fetcher({ baseUrl, timeoutMs: 100 })(url), bad('timeout', true));
    }
    await Promise.all([mute.close(), halting.close()]);
  });

  it('may be tried again when nobody listens, or the body breaks off', async () => {
    assert.deepEqual(await fetcher({ baseUrl: await refusedUrl() })(url), bad('http', true));
    const breaking = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\nabc');
      socket.end();
    });
    assert.deepEqual(await fetcher({ baseUrl: breaking.url })(url), bad('http', true));
    await breaking.close();
  });

  it('takes nothing but JPEG, PNG and WebP, whatever the header says', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    for (const body of ['<html>', svg, 'GIF89a', '']) {
      answer = () => new Response(body, { headers: { 'content-type': 'image/png' } });
      assert.deepEqual(await fetcher()(url), bad('not-an-image', false), body);
    }
  });

  it('refuses a truncated file of each format', async () => {
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const whole = await drawNoise(200, 200, format);
      for (const part of [0.3, 0.6, 0.97]) {
        answer = () => new Response(whole.slice(0, Math.floor(whole.length * part)));
        assert.deepEqual(await fetcher()(url), bad('broken', true), `${format} ${part}`);
      }
    }
  });

  it('refuses a small file that unpacks to a huge picture', async () => {
    const bomb = png.slice();
    new DataView(bomb.buffer).setUint32(16, 60_000);
    new DataView(bomb.buffer).setUint32(20, 60_000);
    answer = () => new Response(bomb);
    assert.deepEqual(await fetcher()(url), bad('broken', true));
  });
});
