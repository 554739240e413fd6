import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { S3 } from '@aws-sdk/client-s3';
import { createS3Store, type S3Store, type S3StoreNeeds } from '../../src/images/s3-store.ts';
import { connectRaw, type S3TestPlace, s3Place, s3Refusal } from '../s3.ts';
import { registerRefusal } from '../without-server.ts';

const HOUR_MS = 60 * 60_000;

const bytes = (text: string) => new TextEncoder().encode(text);

const opens = (bucket: string, action: string, resource: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: ['*'] },
        Action: [action],
        Resource: [`arn:aws:s3:::${bucket}${resource}`],
      },
    ],
  });

function register() {
  let place: S3TestPlace;
  let store: S3Store;
  let raw: S3;
  /** The store's clock is so far ahead. */
  let aheadMs = 0;
  const undo: (() => void | Promise<void>)[] = [];

  before(async () => {
    place = s3Place();
    store = await createS3Store({ ...place.needs, now: () => Date.now() + aheadMs });
    raw = await connectRaw();
    undo.push(store.close, () => raw.destroy(), place.remove);
    await store.check();
  });

  after(async () => {
    for (const each of undo) await each();
  });

  const another = async (options: Partial<S3StoreNeeds> = {}) => {
    const opened = await createS3Store({ ...place.needs, ...options });
    undo.push(opened.close);
    return opened;
  };

  it('creates its buckets, each readable with the key alone', async () => {
    const { buckets, endpoint } = place.needs;
    await store.put('photos', 'p/secret.txt', bytes('secret'), 'text/plain');
    for (const bucket of Object.values(buckets))
      assert.equal((await fetch(`${endpoint}/${bucket}`)).status, 403);
    assert.equal((await fetch(`${endpoint}/${buckets.photos}/p/secret.txt`)).status, 403);
  });

  it('lets two instances create them at once', async () => {
    const other = s3Place();
    undo.push(other.remove);
    const instances = await Promise.all([1, 2].map(() => createS3Store(other.needs)));
    undo.push(...instances.map(({ close }) => close));
    await Promise.all(instances.map((each) => each.check()));
  });

  it('refuses a bucket that is open to everybody, whether to be read or to be listed', async () => {
    const Bucket = place.needs.buckets.photos;
    for (const [action, resource] of [
      ['s3:GetObject', '/*'],
      ['s3:ListBucket', ''],
    ] as const) {
      await raw.putBucketPolicy({ Bucket, Policy: opens(Bucket, action, resource) });
      // It is known to be private for a while.
      aheadMs += 11 * 60_000;
      await assert.rejects(store.check(), { code: 's3-public' });
      await assert.rejects((await another()).check(), { code: 's3-public' });
      await raw.deleteBucketPolicy({ Bucket });
    }
    await store.check();
  });

  it('takes a lost bucket for trouble, and not for missing objects', async () => {
    const other = s3Place();
    const lost = await createS3Store(other.needs);
    undo.push(lost.close);
    await lost.check();
    await other.remove();
    for (const ask of [
      () => lost.get('imagen4', 'a'),
      () => lost.stat('imagen4', 'a'),
      () => lost.read('imagen4', 'a'),
      () => lost.put('imagen4', 'a', bytes('a'), 'text/plain'),
      () => lost.check(),
    ])
      await assert.rejects(ask, { code: 's3-refused' });
  });

  it('gives one bucket to one role only', async () => {
    const { buckets } = place.needs;
    const shared = { ...buckets, photos: buckets.imagen4 };
    await assert.rejects(createS3Store({ ...place.needs, buckets: shared }));
  });

  it('makes an address for one object, for five minutes at most', async () => {
    await store.put('imagen4', 'p/shown.txt', bytes('shown'), 'text/plain');
    const address = await store.presign('imagen4', 'p/shown.txt');
    assert.equal(new URL(address).searchParams.get('X-Amz-Expires'), '300');
    assert.equal(await (await fetch(address)).text(), 'shown');
    const other = address.replace('p/shown.txt', 'p/other.txt');
    assert.equal((await fetch(other)).status, 403);
    for (const seconds of [301, 0, Number.NaN])
      await assert.rejects(store.presign('imagen4', 'p/shown.txt', seconds), RangeError);
    await assert.rejects(store.presign('imagen4', '../shown.txt'));
  });

  it('puts what is larger than 64 MB in parts, and knows its hash', async () => {
    const piece = crypto.getRandomValues(new Uint8Array(65_536));
    const source = async function* () {
      for (let n = 0; n < 65 * 16; n++) yield piece;
    };
    const stored = await store.putStream('avatars', 'w/large', source(), 'application/x-weights');
    assert.equal(stored.bytes, 65 * 1024 * 1024);
    const Bucket = place.needs.buckets.avatars;
    const head = await raw.headObject({ Bucket, Key: 'w/large' });
    assert.match(head.ETag ?? '', /-5"$/, 'five parts');
    assert.equal(head.Metadata?.['sha256'], stored.sha256);
    assert.equal(head.ContentType, 'application/x-weights');
    assert.deepEqual((await raw.listMultipartUploads({ Bucket })).Uploads ?? [], []);
    assert.deepEqual(await store.putStream('avatars', 'w/large', source(), 'a/b'), stored);
    const other = async function* () {
      yield* source();
      yield bytes('more');
    };
    await assert.rejects(store.putStream('avatars', 'w/large', other(), 'a/b'), /another object/);
    await store.remove('avatars', 'w/large');
  });

  it('puts in parts what is large in memory, and a stream of more than one part', async () => {
    const partBytes = 5 * 1024 * 1024;
    const small = await another({ wholeBytes: 6 * 1024 * 1024, partBytes });
    const Bucket = place.needs.buckets.avatars;
    const etag = async (Key: string) => (await raw.headObject({ Bucket, Key })).ETag ?? '';
    const large = new Uint8Array(11 * 1024 * 1024).fill(7);
    const stored = await small.put('avatars', 'w/memory', large, 'a/b');
    assert.match(await etag('w/memory'), /-3"$/);
    assert.deepEqual(await small.put('avatars', 'w/memory', large, 'a/b'), stored);
    const source = async function* (bytes: number) {
      yield large.subarray(0, bytes);
    };
    await small.putStream('avatars', 'w/stream', source(partBytes + 1), 'a/b');
    assert.match(await etag('w/stream'), /-2"$/);
    await small.putStream('avatars', 'w/short', source(partBytes - 1), 'a/b');
    assert.match(await etag('w/short'), /^"[0-9a-f]{32}"$/);
  });

  it('aborts the parts of a source that breaks off', async () => {
    const source = async function* () {
      for (let n = 0; n < 81; n++) yield new Uint8Array(1024 * 1024);
      throw new Error('it broke off');
    };
    await assert.rejects(store.putStream('avatars', 'w/half', source(), 'a/b'), /broke off/);
    const Bucket = place.needs.buckets.avatars;
    assert.deepEqual((await raw.listMultipartUploads({ Bucket })).Uploads ?? [], []);
    assert.equal(await store.stat('avatars', 'w/half'), null);
  });

  it('knows an object by its content that somebody else has put', async () => {
    const Bucket = place.needs.buckets.imagen4;
    await raw.putObject({ Bucket, Key: 'p/theirs.txt', Body: 'theirs' });
    const stored = await store.put('imagen4', 'p/theirs.txt', bytes('theirs'), 'text/plain');
    assert.deepEqual(await store.digest('imagen4', 'p/theirs.txt'), stored);
    await assert.rejects(store.put('imagen4', 'p/theirs.txt', bytes('ours'), 'text/plain'));
  });

  it('aborts an upload whose process was killed a day ago, and no younger one', async () => {
    const killed = { Bucket: place.needs.buckets.avatars, Key: 'w/killed' };
    await raw.createMultipartUpload(killed);
    const uploads = async () => (await raw.listMultipartUploads(killed)).Uploads?.length ?? 0;
    await (await another({ now: () => Date.now() + 23 * HOUR_MS })).check();
    assert.equal(await uploads(), 1);
    await (await another({ now: () => Date.now() + 25 * HOUR_MS })).check();
    assert.equal(await uploads(), 0);
  });
}

if (s3Refusal === undefined) describe("the S3 store's buckets", register);
else registerRefusal("the S3 store's buckets", s3Refusal);
