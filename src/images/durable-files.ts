import { createHash } from 'node:crypto';
import { mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Stored } from './image-store.ts';

const isMissing = (error: unknown) =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

export function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

/** A rename survives a power cut only once its folder is synced. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Syncs what `mkdir` made anew, up to the folder that was there before. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (!first) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) await syncFolder(dirname(at));
}

/** Writes a new file, durably, one chunk in memory at a time. What the source throws is passed on. */
export async function writeSynced(
  path: string,
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<Stored> {
  const file = await open(path, 'wx');
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.length;
      await file.appendFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Every file below a folder, one folder's names in memory at a time; none if it is not there. */
export async function* filesIn(path: string): AsyncGenerator<string> {
  const entries = await readdir(path, { withFileTypes: true }).catch(nullIfMissing);
  for (const entry of entries ?? []) {
    const at = join(path, entry.name);
    if (entry.isDirectory()) yield* filesIn(at);
    else if (entry.isFile()) yield at;
  }
}

const CHUNK_BYTES = 256 * 1024;

/** A file's content, read as fast as it is taken; the file is closed at its end or by a cancel. */
export function streamFile(path: string): ReadableStream<Uint8Array> {
  const opened = open(path, 'r');
  // Whoever pulls is told; a stream that nobody pulls must not end the process.
  opened.catch(() => {});
  const close = async () => (await opened).close();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { buffer, bytesRead } = await (await opened).read(
          new Uint8Array(CHUNK_BYTES),
          0,
          CHUNK_BYTES,
        );
        if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead));
        await close();
        controller.close();
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}
