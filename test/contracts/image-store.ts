import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { ImageStore } from '../../src/images/image-store.ts';

export type OpenedStore = {
  store: ImageStore;
  /** The same objects through a second adapter, as after a restart. */
  reopen: () => ImageStore;
  close: () => Promise<void>;
};

const bytes = (text: string) => new TextEncoder().encode(text);

async function* chunks(...texts: string[]) {
  for (const text of texts) yield bytes(text);
}

async function* breaking(text: string) {
  yield bytes(text);
  throw new Error('it broke off');
}

/** `printf hello | sha256sum` */
const HELLO_SHA256 = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824';

const BAD_KEYS = [
  '',
  '/',
  'a/',
  '/a',
  'a//b',
  '..',
  '../a',
  'a/../b',
  'a/./b',
  '.a',
  'a\\b',
  'a\0b',
];

/** What every adapter of `ImageStore` does. */
export function describeImageStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the image store ${name}`, () => {
    let opened: OpenedStore;
    let store: ImageStore;

    before(async () => {
      opened = await open();
      store = opened.store;
    });

    after(() => opened.close());

    it('gives back what was put, also after a restart', async () => {
      const put = await store.put('imagen4', 'p1/g1/0-aa.txt', bytes('hello'), 'text/plain');
      assert.deepEqual(put, { bytes: 5, sha256: HELLO_SHA256 });
      for (const reader of [store, opened.reopen()]) {
        const got = await reader.get('imagen4', 'p1/g1/0-aa.txt');
        assert.equal(got && new TextDecoder().decode(got), 'hello');
        assert.deepEqual(await reader.stat('imagen4', 'p1/g1/0-aa.txt'), { bytes: 5 });
      }
    });

    it('keeps the buckets apart', async () => {
      await store.put('photos', 'same', bytes('photo'), 'text/plain');
      assert.equal(await store.get('avatars', 'same'), null);
    });

    it('has nothing where nothing was put', async () => {
      assert.equal(await store.get('imagen4', 'p1/none.txt'), null);
      assert.equal(await store.stat('imagen4', 'p1/none.txt'), null);
    });

    it('takes an equal object again, and concurrently', async () => {
      const put = () => store.put('imagen4', 'twice', bytes('hello'), 'text/plain');
      const stored = await Promise.all([put(), put(), put()]);
      for (const each of [...stored, await put()]) assert.equal(each.sha256, HELLO_SHA256);
      assert.deepEqual(await store.stat('imagen4', 'twice'), { bytes: 5 });
    });

    it('refuses another object under a key that is taken', async () => {
      await store.put('imagen4', 'taken', bytes('first'), 'text/plain');
      await assert.rejects(store.put('imagen4', 'taken', bytes('other'), 'text/plain'));
      const got = await store.get('imagen4', 'taken');
      assert.equal(got && new TextDecoder().decode(got), 'first');
    });

    it('removes, and removes what is not there', async () => {
      await store.put('imagen4', 'gone', bytes('hello'), 'text/plain');
      await store.remove('imagen4', 'gone');
      await store.remove('imagen4', 'gone');
      assert.equal(await store.get('imagen4', 'gone'), null);
    });

    it('refuses a key that is none', async () => {
      for (const key of [...BAD_KEYS, 'x'.repeat(600)]) {
        await assert.rejects(store.put('imagen4', key, bytes('x'), 'text/plain'), Error, key);
        await assert.rejects(store.get('imagen4', key), Error, key);
        await assert.rejects(store.stat('imagen4', key), Error, key);
        await assert.rejects(store.read('imagen4', key), Error, key);
        await assert.rejects(
          store.putStream('imagen4', key, chunks('x'), 'text/plain'),
          Error,
          key,
        );
        await assert.rejects(store.remove('imagen4', key), Error, key);
      }
    });

    it('keeps four megabytes as they are', async () => {
      const large = crypto.getRandomValues(new Uint8Array(65_536));
      const whole = new Uint8Array(4 * 1024 * 1024);
      for (let at = 0; at < whole.length; at += large.length) whole.set(large, at);
      await store.put('photos', 'large', whole, 'image/png');
      assert.deepEqual(new Uint8Array((await store.get('photos', 'large')) ?? []), whole);
    });

    it('takes a stream and gives it back as one, again and again', async () => {
      const put = await store.putStream('avatars', 'w/streamed', chunks('hel', 'lo'), 'text/plain');
      assert.deepEqual(put, { bytes: 5, sha256: HELLO_SHA256 });
      const read = await opened.reopen().read('avatars', 'w/streamed');
      assert.equal(read?.bytes, 5);
      for (let n = 0; n < 2; n++) assert.equal(await new Response(read?.stream()).text(), 'hello');
      await read?.stream().cancel();
      assert.equal(await store.read('avatars', 'w/none'), null);
    });

    it('takes an equal stream again, and refuses another', async () => {
      await store.putStream('avatars', 'streamed', chunks('hello'), 'text/plain');
      const again = await store.putStream('avatars', 'streamed', chunks('h', 'ello'), 'text/plain');
      assert.equal(again.sha256, HELLO_SHA256);
      await assert.rejects(store.putStream('avatars', 'streamed', chunks('x'), 'text/plain'));
      assert.deepEqual(await store.stat('avatars', 'streamed'), { bytes: 5 });
    });

    it('keeps nothing of a stream that breaks off', async () => {
      const broken = store.putStream('avatars', 'half', breaking('hel'), 'text/plain');
      await assert.rejects(broken, /broke off/);
      assert.equal(await store.get('avatars', 'half'), null);
    });

    it('tells what is stored by its hash', async () => {
      await store.put('imagen4', 'hashed', bytes('hello'), 'text/plain');
      const digest = await opened.reopen().digest('imagen4', 'hashed');
      assert.deepEqual(digest, { bytes: 5, sha256: HELLO_SHA256 });
      assert.equal(await store.digest('imagen4', 'not-hashed'), null);
    });

    it('lists a bucket: every object once, with its size, and nothing else', async () => {
      await store.check();
      const keys = ['list/b.txt', 'list/a/c.txt', 'list/a.txt'];
      for (const key of keys) await store.put('photos', key, bytes(key), 'text/plain');
      await store.put('avatars', 'list/other', bytes('other'), 'text/plain');
      const listed = (await Array.fromAsync(store.list('photos'))).filter(({ key }) =>
        key.startsWith('list/'),
      );
      assert.deepEqual(
        listed.sort((a, b) => a.key.localeCompare(b.key)),
        keys.toSorted().map((key) => ({ key, bytes: key.length })),
      );
      const all = await Array.fromAsync(store.list('photos'));
      for (const { key } of all) assert.ok(await store.stat('photos', key), key);
    });

    it('finds itself in order, again and again', async () => {
      await store.check();
      await store.check();
    });

    it('describes itself', () => {
      assert.notEqual(store.describe(), '');
    });
  });
}
