import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BUCKET_ROLES, type BucketRole, type ImageStore } from './image-store.ts';
import { assertObjectKey } from './object-key.ts';
import { sha256 } from './sha256.ts';

/** Half-written files wait here, on the same file system; a dot keeps it apart from the buckets. */
const INCOMING = '.incoming';

const isMissing = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

/** A rename survives a power cut only once its folder is synced. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Syncs what `mkdir` made anew, up to the folder that was there before. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (!first) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
}

/** Keeps objects as files under `dir`/bucket/key: the default for one machine. */
export function createFolderStore({ dir }: { dir: string }): ImageStore {
  const root = resolve(dir);

  const pathOf = (bucket: BucketRole, key: string) => {
    assertObjectKey(key);
    return join(root, bucket, key);
  };

  const write = async (path: string, bytes: Uint8Array) => {
    const incoming = join(root, INCOMING);
    const temporary = join(incoming, randomUUID());
    await Promise.all([makeFolder(incoming), makeFolder(dirname(path))]);
    try {
      await writeSynced(temporary, bytes);
      await rename(temporary, path);
    } finally {
      await rm(temporary, { force: true });
    }
    await syncFolder(dirname(path));
  };

  const read = async (path: string): Promise<Uint8Array | null> =>
    readFile(path).catch(nullIfMissing);

  const store: ImageStore = {
    put: async (bucket, key, bytes) => {
      const path = pathOf(bucket, key);
      const digest = await sha256(bytes);
      const there = await read(path);
      if (!there) await write(path, bytes);
      else if ((await sha256(there)) !== digest) {
        throw new Error(`another object lies at ${bucket}/${key}`);
      }
      return { bytes: bytes.length, sha256: digest };
    },
    get: async (bucket, key) => read(pathOf(bucket, key)),
    stat: async (bucket, key) => {
      const found = await stat(pathOf(bucket, key)).catch(nullIfMissing);
      return found?.isFile() ? { bytes: found.size } : null;
    },
    remove: async (bucket, key) => rm(pathOf(bucket, key), { force: true }),
    check: async () => {
      for (const bucket of BUCKET_ROLES) {
        const probe = `check-${randomUUID()}`;
        await store.put(bucket, probe, new Uint8Array([1]), 'application/octet-stream');
        await store.remove(bucket, probe);
      }
    },
    describe: () => `folder ${dir}`,
  };
  return store;
}
