import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import {
  filesIn,
  makeFolder,
  nullIfMissing,
  streamFile,
  syncFolder,
  writeSynced,
} from './durable-files.ts';
import { BUCKET_ROLES, type BucketRole, type ImageStore, type Stored } from './image-store.ts';
import { assertObjectKey, isObjectKey } from './object-key.ts';
import { sha256 } from './sha256.ts';

/** Half-written files wait here, on the same file system; a dot keeps it apart from the buckets. */
const INCOMING = '.incoming';

async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of streamFile(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Keeps objects as files under `dir`/bucket/key: the default for one machine. */
export function createFolderStore({ dir }: { dir: string }): ImageStore {
  const root = resolve(dir);

  const pathOf = (bucket: BucketRole, key: string) => {
    assertObjectKey(key);
    return join(root, bucket, key);
  };

  /** The object appears whole or not at all. One that is there stays, if it is the same. */
  const write = async (
    path: string,
    source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  ): Promise<Stored> => {
    const incoming = join(root, INCOMING);
    const temporary = join(incoming, randomUUID());
    await Promise.all([makeFolder(incoming), makeFolder(dirname(path))]);
    try {
      const written = await writeSynced(temporary, source);
      const there = await sha256OfFile(path).catch(nullIfMissing);
      if (there === null) await rename(temporary, path);
      else requireSame(there, written, path);
      await syncFolder(dirname(path));
      return written;
    } finally {
      await rm(temporary, { force: true });
    }
  };

  const requireSame = (there: string, { sha256: digest }: Stored, path: string) => {
    if (there !== digest) throw new Error(`another object lies at ${path.slice(root.length + 1)}`);
  };

  const read = async (path: string): Promise<Uint8Array | null> =>
    readFile(path).catch(nullIfMissing);

  const sizeOf = async (path: string): Promise<{ bytes: number } | null> => {
    const found = await stat(path).catch(nullIfMissing);
    return found?.isFile() ? { bytes: found.size } : null;
  };

  const store: ImageStore = {
    put: async (bucket, key, bytes) => {
      const path = pathOf(bucket, key);
      const there = await read(path);
      if (!there) return write(path, [bytes]);
      const stored = { bytes: bytes.length, sha256: await sha256(bytes) };
      requireSame(await sha256(there), stored, path);
      return stored;
    },
    putStream: async (bucket, key, source) => write(pathOf(bucket, key), source),
    get: async (bucket, key) => read(pathOf(bucket, key)),
    read: async (bucket, key) => {
      const path = pathOf(bucket, key);
      const found = await sizeOf(path);
      return found && { ...found, stream: () => streamFile(path) };
    },
    stat: async (bucket, key) => sizeOf(pathOf(bucket, key)),
    digest: async (bucket, key) => {
      const path = pathOf(bucket, key);
      const found = await sizeOf(path);
      return found && { ...found, sha256: await sha256OfFile(path) };
    },
    list: async function* (bucket, skip) {
      for await (const path of filesIn(join(root, bucket))) {
        const key = relative(join(root, bucket), path).split(sep).join('/');
        if (!isObjectKey(key)) {
          skip?.(key);
          continue;
        }
        const found = await sizeOf(path);
        if (found) yield { key, ...found };
      }
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
    close: () => {},
  };
  return store;
}
