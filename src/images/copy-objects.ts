import { BUCKET_ROLES, type BucketRole, type ImageStore, type Stored } from './image-store.ts';
import { S3Error } from './s3-error.ts';

/** How far a copy is; bytes are those of the objects in `copied` and `there`. */
export interface CopyProgress {
  readonly objects: number;
  readonly copied: number;
  /** They were there already, and are the same. */
  readonly there: number;
  readonly problems: number;
  /** They were erased between the listing and their turn. */
  readonly gone: number;
  /** Their names are no keys of ours. */
  readonly skipped: number;
  readonly bytes: number;
}

export interface CopyNeeds {
  readonly from: ImageStore;
  readonly to: ImageStore;
  /** After each object. */
  readonly onProgress: (progress: CopyProgress) => void;
  /** What is not copied for its name. */
  readonly onSkipped: (bucket: BucketRole, name: string) => void;
  /** One object was not copied; the others are. */
  readonly onProblem: (bucket: BucketRole, key: string, error: unknown) => void;
}

/** Each holds in memory a part that is sent or put together, and what that is put together of. */
const AT_ONCE = 4;

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
};

/** A folder keeps no types, but keys end in what says them. */
const contentTypeOf = (key: string) =>
  TYPES[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

const isSame = (one: Stored, other: Stored) =>
  one.sha256 === other.sha256 && one.bytes === other.bytes;

/** A whole place that fails, as opposed to one object: to go on would be in vain. */
const isOfPlace = (error: unknown) => error instanceof S3Error && error.code !== 's3-damaged';

type Found = NonNullable<Awaited<ReturnType<ImageStore['read']>>>;

/** Takes items in turn, some at once; the first failure ends all. */
async function each<Item>(items: AsyncIterable<Item>, work: (item: Item) => Promise<void>) {
  const source = items[Symbol.asyncIterator]();
  let failed = false;
  const takeTurns = async () => {
    for (let next = await source.next(); !next.done && !failed; next = await source.next())
      await work(next.value).catch((error) => {
        failed = true;
        throw error;
      });
  };
  await Promise.all(Array.from({ length: AT_ONCE }, takeTurns));
}

/**
 * Copies every object into another store, checked by its hash on both sides. What is there already
 * is left, so that it can be broken off and begun again; nothing is ever removed.
 */
export async function copyObjects(needs: CopyNeeds): Promise<CopyProgress> {
  const { from, to, onProgress, onProblem, onSkipped } = needs;
  const so = { objects: 0, copied: 0, there: 0, problems: 0, gone: 0, skipped: 0, bytes: 0 };
  for (const role of BUCKET_ROLES) {
    const skip = (name: string) => {
      so.skipped += 1;
      onSkipped(role, name);
    };
    for await (const _ of from.list(role, skip)) so.objects += 1;
  }

  const copy = async (role: BucketRole, key: string): Promise<'copied' | 'there' | 'gone'> => {
    const [ours, there] = await Promise.all([from.digest(role, key), to.digest(role, key)]);
    const found = ours && (await from.read(role, key));
    if (!found) return 'gone';
    if (there && !isSame(there, ours)) throw new Error('another object lies there');
    if (!there) await put(role, key, found, ours);
    so.bytes += ours.bytes;
    return there ? 'there' : 'copied';
  };

  const put = async (role: BucketRole, key: string, found: Found, ours: Stored) => {
    // Bun and Deno iterate over every stream; the library's types know only that Node does.
    const source = found.stream() as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>;
    const stored = await to.putStream(role, key, source, contentTypeOf(key));
    if (!isSame(stored, ours)) throw new Error('it changed while it was copied');
  };

  /** What was erased since it was listed is no trouble, wherever in the copy that was. */
  const copyOrGone: typeof copy = async (role, key) => {
    try {
      return await copy(role, key);
    } catch (error) {
      if (isOfPlace(error) || (await from.stat(role, key)) !== null) throw error;
      return 'gone';
    }
  };

  for (const role of BUCKET_ROLES)
    await each(from.list(role), async ({ key }) => {
      try {
        so[await copyOrGone(role, key)] += 1;
      } catch (error) {
        if (isOfPlace(error)) throw error;
        so.problems += 1;
        onProblem(role, key, error);
      }
      onProgress({ ...so });
    });
  return so;
}
