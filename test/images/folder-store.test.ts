import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createFolderStore } from '../../src/images/folder-store.ts';
import { describeImageStore } from '../contracts/image-store.ts';

const makeRoot = () => mkdtemp(join(tmpdir(), 'aisha-images-'));

describeImageStore('in a folder', async () => {
  const root = await makeRoot();
  const dir = join(root, 'made/when/needed');
  return {
    store: createFolderStore({ dir }),
    reopen: () => createFolderStore({ dir }),
    close: () => rm(root, { recursive: true }),
  };
});

describe('the folder store', () => {
  it('leaves no half-written file beside an object', async () => {
    const dir = await makeRoot();
    const store = createFolderStore({ dir });
    await store.put('imagen4', 'p/g/0.jpg', new Uint8Array([1, 2]), 'image/jpeg');
    await store.check();
    const files = await readdir(dir, { recursive: true });
    assert.deepEqual(files.sort(), [
      '.incoming',
      'avatars',
      'imagen4',
      'imagen4/p',
      'imagen4/p/g',
      'imagen4/p/g/0.jpg',
      'photos',
    ]);
    await rm(dir, { recursive: true });
  });

  it('finds a folder that cannot be written', async () => {
    const dir = await makeRoot();
    await writeFile(join(dir, 'imagen4'), 'a file where a folder should be');
    await assert.rejects(createFolderStore({ dir }).check());
    await rm(dir, { recursive: true });
  });
});
