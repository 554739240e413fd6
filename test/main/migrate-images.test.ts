import assert from 'node:assert/strict';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { readConfig } from '../../src/config.ts';
import { copyObjects } from '../../src/images/copy-objects.ts';
import { createFolderStore } from '../../src/images/folder-store.ts';
import { BUCKET_ROLES, type ImageStore } from '../../src/images/image-store.ts';
import { createS3Store } from '../../src/images/s3-store.ts';
import { runMigrateImages } from '../../src/main/migrate-images.ts';
import { inScratchFolder } from '../actors/scratch-folder.ts';
import { eventually } from '../eventually.ts';
import { openBreakingProxy } from '../fakes/breaking-proxy.ts';
import { connectRaw, type S3TestPlace, s3Environment, s3Place, s3Refusal } from '../s3.ts';
import { registerRefusal } from '../without-server.ts';
import { runCommand } from './run-command.ts';

const PICTURES = 20;
/** More than goes up whole: five parts. */
const WEIGHTS_BYTES = 65 * 1024 * 1024;
const WEIGHTS = 'p1/a1/t1-1.safetensors';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A folder as a bot leaves it: pictures, a photo, weights, and something half-written. */
async function furnish(dir: string): Promise<ImageStore> {
  const store = createFolderStore({ dir });
  for (let n = 0; n < PICTURES; n++)
    await store.put('imagen4', `p1/g${n}/0-picture.png`, bytes(`picture ${n}`), 'image/png');
  await store.put('avatars', 'p1/a1/photo.jpg', bytes('photo'), 'image/jpeg');
  await mkdir(join(dir, 'avatars/p1/a1'), { recursive: true });
  const weights = join(dir, 'avatars', WEIGHTS);
  await writeFile(weights, 'weights');
  await truncate(weights, WEIGHTS_BYTES);
  await writeFile(join(dir, '.incoming', 'half'), 'half of a picture');
  return store;
}

/** Every object of a store with its size and hash. */
async function contentOf(store: ImageStore): Promise<string[]> {
  const found: string[] = [];
  for (const role of BUCKET_ROLES)
    for await (const { key, bytes } of store.list(role)) {
      const digest = await store.digest(role, key);
      assert.equal(digest?.bytes, bytes);
      found.push(`${role} ${key} ${bytes} ${digest?.sha256}`);
    }
  return found.sort();
}

async function openTarget(t: TestContext): Promise<S3TestPlace & { store: ImageStore }> {
  const place = s3Place();
  const store = await createS3Store(place.needs);
  t.after(async () => {
    store.close();
    await place.remove();
  });
  return { ...place, store };
}

async function copy(from: ImageStore, to: ImageStore) {
  const fail = (_: unknown, key: string, error: unknown) => assert.fail(`${key}: ${error}`);
  const skipped = (_: unknown, name: string) => assert.fail(`${name} is skipped`);
  const needs = { from, to, onProgress: () => undefined, onProblem: fail, onSkipped: skipped };
  const { copied, there, problems } = await copyObjects(needs);
  return { copied, there, problems };
}

function register() {
  it('copies a folder into S3 though it is killed in the middle of a large file, and back', (t) =>
    inScratchFolder(async (folder) => {
      const dir = join(folder, 'storage');
      const source = await furnish(dir);
      const target = await openTarget(t);
      const proxy = await openBreakingProxy(target.needs.endpoint);
      t.after(proxy.close);
      const env = { ...s3Environment(target), S3_ENDPOINT: proxy.url };
      const words = ['migrate', 'images', '--from', dir, '--to', 's3'];

      const isThird = (asked: string) => asked.includes('partNumber=3');
      proxy.breaks = (asked) => (isThird(asked) ? 'hang' : undefined);
      const killed = runCommand(words, env);
      await eventually(() => proxy.requests.find(isThird), { timeoutMs: 30_000 });
      killed.kill();
      await killed.exited;
      assert.equal(await target.store.stat('avatars', WEIGHTS), null);
      const before = await contentOf(target.store);
      assert.ok(before.length >= PICTURES, `${before.length} were copied before`);

      proxy.breaks = () => undefined;
      const resumed = runCommand(words, env);
      assert.equal(await resumed.exited, 0, resumed.output());
      const total = PICTURES + 2;
      const copied = total - before.length;
      assert.match(
        resumed.output(),
        new RegExp(`^${total} of ${total} objects, 68.2 MB: ${copied} copied, `, 'm'),
      );
      const content = await contentOf(source);
      assert.equal(content.length, total);
      assert.deepEqual(await contentOf(target.store), content);
      const raw = await connectRaw();
      const Bucket = target.needs.buckets.imagen4;
      const head = await raw.headObject({ Bucket, Key: 'p1/g0/0-picture.png' });
      assert.equal(head.ContentType, 'image/png');
      raw.destroy();

      const back = join(folder, 'back');
      const returned = createFolderStore({ dir: back });
      const copyBack = () => copy(target.store, returned);
      assert.deepEqual(await copyBack(), { copied: total, there: 0, problems: 0 });
      assert.deepEqual(await contentOf(returned), content);
      assert.equal(await readFile(join(back, 'imagen4/p1/g7/0-picture.png'), 'utf8'), 'picture 7');
      assert.deepEqual(await copyBack(), { copied: 0, there: total, problems: 0 });
    }));

  it('copies the others when another object lies in the place of one, and says which', (t) =>
    inScratchFolder(async (folder) => {
      const source = createFolderStore({ dir: folder });
      const target = await openTarget(t);
      for (const key of ['a.png', 'b.png', 'c.png'])
        await source.put('imagen4', key, bytes(key), 'image/png');
      await target.store.put('imagen4', 'b.png', bytes('another'), 'image/png');
      const words = ['migrate', 'images', '--from', folder, '--to', 's3'];
      const command = runCommand(words, s3Environment(target));
      assert.equal(await command.exited, 1);
      assert.match(command.output(), /^imagen4\/b\.png is not copied: another object lies there$/m);
      assert.match(command.output(), /^2 of 3 objects, .* 2 copied, 0 there already, 1 failed$/m);
      assert.deepEqual(await target.store.get('imagen4', 'b.png'), bytes('another'));
    }));

  it('stops when S3 refuses the key, and shows no secret', (t) =>
    inScratchFolder(async (folder) => {
      await createFolderStore({ dir: folder }).put('imagen4', 'a.png', bytes('a'), 'image/png');
      const env = { ...s3Environment(await openTarget(t)), S3_SECRET_ACCESS_KEY: 'not-the-secret' };
      const command = runCommand(['migrate', 'images', '--from', folder, '--to', 's3'], env);
      assert.equal(await command.exited, 1);
      assert.match(command.output(), /^s3-refused: S3 at [\d.:]+ refuses /m);
      assert.doesNotMatch(command.output(), /not-the-secret/);
    }));
}

/** An erasure comes between two steps of the copy. */
async function copyWhileErased(folder: string, when: 'before' | 'while it is read') {
  const source = createFolderStore({ dir: join(folder, 'from') });
  for (const key of ['a.png', 'b.png']) await source.put('imagen4', key, bytes(key), 'image/png');
  await writeFile(join(folder, 'from/imagen4/.DS_Store'), '');
  const erase = () => source.remove('imagen4', 'a.png');
  const from: ImageStore = {
    ...source,
    read: async (role, key) => {
      if (key === 'a.png' && when === 'before') await erase();
      const found = await source.read(role, key);
      if (key === 'a.png' && when === 'while it is read') await erase();
      return found;
    },
  };
  const to = createFolderStore({ dir: join(folder, 'to') });
  const skipped: string[] = [];
  const onProblem = (_: unknown, key: string, error: unknown) => assert.fail(`${key}: ${error}`);
  const onSkipped = (role: string, name: string) => skipped.push(`${role}/${name}`);
  const done = await copyObjects({ from, to, onProgress: () => undefined, onProblem, onSkipped });
  return { done, skipped };
}

describe('migrate images', () => {
  for (const when of ['before', 'while it is read'] as const)
    it(`counts what is erased ${when} as gone, and names what it skips`, () =>
      inScratchFolder(async (folder) => {
        const { done, skipped } = await copyWhileErased(folder, when);
        const counts = { objects: 2, copied: 1, there: 0, problems: 0, gone: 1, skipped: 1 };
        assert.deepEqual(done, { ...counts, bytes: 5 });
        assert.deepEqual(skipped, ['imagen4/.DS_Store']);
      }));

  const folder = '/tmp/aisha-no-such-folder';

  it('says what it needs', async () => {
    const config = readConfig({ values: {}, readFile: () => '' });
    for (const [words, says] of [
      [[], /migrate images --from PLACE --to PLACE/],
      [['--from', folder, '--to', './other'], /There is no folder/],
      [['--from', folder, '--to', folder], /the same place/],
      [['--from', 's3', '--to', folder], /S3_ENDPOINT.* is missing/],
    ] as const) {
      await assert.rejects(runMigrateImages(config, words), says);
    }
  });

  if (s3Refusal === undefined) register();
  else registerRefusal('migrate images, with S3', s3Refusal);
});
