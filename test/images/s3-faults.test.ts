import assert from 'node:assert/strict';
import { after, describe, it, type TestContext } from 'node:test';
import { createS3Store, type S3StoreNeeds } from '../../src/images/s3-store.ts';
import { breaking, openBreakingProxy } from '../fakes/breaking-proxy.ts';
import { connectRaw, s3Place, s3Refusal } from '../s3.ts';
import { registerRefusal } from '../without-server.ts';

const MB = 1024 * 1024;
const HELLO = new TextEncoder().encode('hello, how are you?');
const QUICK = { answerMs: 1000, stallMs: 400, pausesMs: [5, 10] };

const place = s3Refusal === undefined ? s3Place() : undefined;

function needs(): S3StoreNeeds {
  if (!place) throw new Error(s3Refusal);
  return place.needs;
}

/** A store whose way to S3 can be broken, and a key that no other test has. */
async function open(t: TestContext, options: Partial<S3StoreNeeds> = {}) {
  const proxy = await openBreakingProxy(needs().endpoint);
  const through = { ...needs(), endpoint: proxy.url, patience: QUICK };
  const store = await createS3Store({ ...through, ...options });
  t.after(async () => {
    store.close();
    await proxy.close();
  });
  await store.check();
  proxy.requests.length = 0;
  const asked = (pattern: RegExp) => proxy.requests.filter((each) => pattern.test(each)).length;
  return { store, proxy, asked, key: `p/${crypto.randomUUID()}/hello.txt` };
}

const put = ({ store, key }: Awaited<ReturnType<typeof open>>) =>
  store.put('imagen4', key, HELLO, 'text/plain');

async function* many(bytes: number) {
  const piece = crypto.getRandomValues(new Uint8Array(65_536));
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}

const GET = /^GET .*hello/;
const PUT = /^PUT .*hello/;

function register() {
  for (const [words, breakage] of [
    ['says 503', { status: 503 }],
    ['says 500', { status: 500, body: '<Error><Code>InternalError</Code></Error>' }],
    ['says 429', { status: 429 }],
    ['cuts the connection', 'cut'],
    ['does not answer', 'hang'],
    ['does it, but its answer is lost', 'lose'],
  ] as const)
    it(`makes a put again when S3 ${words}`, async (t) => {
      const opened = await open(t);
      opened.proxy.breaks = breaking(PUT, breakage);
      assert.equal((await put(opened)).bytes, HELLO.length);
      assert.equal(opened.asked(PUT), 2);
      assert.deepEqual(await opened.store.get('imagen4', opened.key), HELLO);
    });

  for (const [words, breakage] of [
    ['says 502', { status: 502 }],
    ['breaks off', 'truncate'],
    ['comes to a halt', 'stall'],
    ['never comes', 'hang'],
  ] as const)
    it(`fetches a picture again when it ${words}`, async (t) => {
      const opened = await open(t);
      await put(opened);
      opened.proxy.breaks = breaking(GET, breakage);
      assert.deepEqual(await opened.store.get('imagen4', opened.key), HELLO);
      assert.equal(opened.asked(GET), 2);
    });

  it('gives out no picture that is not what was put', async (t) => {
    const opened = await open(t);
    await put(opened);
    opened.proxy.breaks = breaking(GET, 'damage');
    await assert.rejects(opened.store.get('imagen4', opened.key), { code: 's3-damaged' });
  });

  it('tells of a put that became another object', async (t) => {
    const opened = await open(t);
    const raw = await connectRaw();
    t.after(() => raw.destroy());
    await raw.putObject({ Bucket: needs().buckets.imagen4, Key: opened.key, Body: 'another' });
    // As if the other had come between the look and the put.
    const notSeen = breaking(/^HEAD .*hello/, { status: 404 });
    opened.proxy.breaks = (asked) =>
      notSeen(asked) ?? (PUT.test(asked) ? { status: 200 } : undefined);
    await assert.rejects(put(opened), /another object/);
  });

  it('breaks a stream off that is not whole or not what was put, and begins anew', async (t) => {
    const opened = await open(t);
    await put(opened);
    const read = await opened.store.read('imagen4', opened.key);
    for (const breakage of ['truncate', 'stall'] as const) {
      opened.proxy.breaks = breaking(GET, breakage);
      await assert.rejects(new Response(read?.stream()).bytes());
    }
    opened.proxy.breaks = breaking(GET, 'damage');
    await assert.rejects(new Response(read?.stream()).bytes());
    assert.deepEqual(await new Response(read?.stream()).bytes(), HELLO);
  });

  it('gives an S3 up that never answers', async (t) => {
    const { store, proxy, key } = await open(t, { patience: { ...QUICK, answerMs: 150 } });
    proxy.breaks = () => 'hang';
    await assert.rejects(store.get('imagen4', key), { code: 's3-unreachable' });
    assert.equal(proxy.requests.length, 3);
    await assert.rejects(store.check(), { code: 's3-unreachable' });
  });

  it('tells of an S3 that nobody reaches, and finds it when it is back', async (t) => {
    const opened = await open(t);
    await put(opened);
    opened.proxy.breaks = () => 'cut';
    await assert.rejects(opened.store.stat('imagen4', opened.key), { code: 's3-unreachable' });
    opened.proxy.breaks = () => undefined;
    assert.deepEqual(await opened.store.stat('imagen4', opened.key), { bytes: HELLO.length });
  });

  it('serves a key that may not list uploads, and a server that cannot', async (t) => {
    for (const status of [403, 501]) {
      const proxy = await openBreakingProxy(needs().endpoint);
      const store = await createS3Store({ ...needs(), endpoint: proxy.url, patience: QUICK });
      t.after(async () => {
        store.close();
        await proxy.close();
      });
      const body = '<Error><Code>AccessDenied</Code></Error>';
      proxy.breaks = (asked) => (/^GET .*\?.*uploads/.test(asked) ? { status, body } : undefined);
      await store.check();
      assert.ok(proxy.requests.some((asked) => asked.includes('uploads')));
    }
  });

  it('asks as a stranger at the first check, and not at each', async (t) => {
    const { store, asked } = await open(t);
    await store.check();
    assert.equal(asked(/list-type=2/), 0);
    assert.equal(asked(/^PUT /), 3);
  });

  it('says which bucket it is that refuses', async (t) => {
    const { store, proxy } = await open(t);
    const ofPhotos = new RegExp(`^PUT /${needs().buckets.photos}/`);
    const body = '<Error><Code>AccessDenied</Code></Error>';
    proxy.breaks = (asked) => (ofPhotos.test(asked) ? { status: 403, body } : undefined);
    await assert.rejects(store.check(), { code: 's3-refused', role: 'photos' });
    proxy.breaks = () => 'cut';
    await assert.rejects(store.check(), { code: 's3-unreachable', role: undefined });
  });

  it('goes on where S3 was out of reach when it was opened', async (t) => {
    const proxy = await openBreakingProxy(needs().endpoint);
    const store = await createS3Store({ ...needs(), endpoint: proxy.url, patience: QUICK });
    t.after(async () => {
      store.close();
      await proxy.close();
    });
    proxy.breaks = () => 'cut';
    await assert.rejects(store.check(), { code: 's3-unreachable' });
    proxy.breaks = () => undefined;
    await store.check();
  });

  it('tells a refusal at once, without a further try and without the secret', async (t) => {
    const proxy = await openBreakingProxy(needs().endpoint);
    const wrong = { ...needs(), endpoint: proxy.url, secretAccessKey: 'not-the-secret' };
    const store = await createS3Store({ ...wrong, patience: QUICK });
    t.after(async () => {
      store.close();
      await proxy.close();
    });
    await assert.rejects(store.check(), (error: Error & { code: string }) => {
      assert.equal(error.code, 's3-refused');
      assert.doesNotMatch(`${error}${error.cause}`, /not-the-secret/);
      return true;
    });
    assert.equal(new Set(proxy.requests).size, proxy.requests.length, proxy.requests.join());
  });

  it('puts parts again, and takes an upload for whole whose completion was not heard of', async (t) => {
    const opened = await open(t, { wholeBytes: 6 * MB, partBytes: 5 * MB });
    const part = breaking(/^PUT .*partNumber=2/, 'cut', { status: 503 });
    const complete = breaking(/^POST .*uploadId=/, 'lose');
    opened.proxy.breaks = (asked) => part(asked) ?? complete(asked);
    const stored = await opened.store.putStream('avatars', opened.key, many(11 * MB), 'a/b');
    assert.equal(stored.bytes, 11 * MB);
    assert.equal(opened.asked(/^PUT .*partNumber=2/), 3);
    assert.equal(opened.asked(/^POST .*uploadId=/), 2);
    assert.deepEqual(await opened.store.digest('avatars', opened.key), stored);
  });

  it('leaves nothing behind of an upload that S3 lets down', async (t) => {
    const opened = await open(t, { wholeBytes: 6 * MB, partBytes: 5 * MB });
    opened.proxy.breaks = (asked) => (/partNumber=3/.test(asked) ? { status: 503 } : undefined);
    const failed = opened.store.putStream('avatars', opened.key, many(11 * MB), 'a/b');
    await assert.rejects(failed, { code: 's3-unreachable' });
    opened.proxy.breaks = () => undefined;
    const raw = await connectRaw();
    t.after(() => raw.destroy());
    const Bucket = needs().buckets.avatars;
    assert.deepEqual((await raw.listMultipartUploads({ Bucket })).Uploads ?? [], []);
    assert.equal(await opened.store.stat('avatars', opened.key), null);
  });
}

if (place === undefined) registerRefusal('the S3 store behind a bad line', s3Refusal ?? '');
else
  describe('the S3 store behind a bad line', () => {
    after(place.remove);
    register();
  });
