import { BUCKET_ROLES, type BucketRole, type ImageStore } from './image-store.ts';
import { assertObjectKey, isObjectKey } from './object-key.ts';
import { createS3Buckets } from './s3-buckets.ts';
import { connectS3, type S3Access, type S3Patience } from './s3-connection.ts';
import { ofRole } from './s3-error.ts';
import { createS3Objects } from './s3-objects.ts';
import type { S3Place } from './s3-place.ts';
import { createPresign } from './s3-presign.ts';
import { createS3Writer } from './s3-write.ts';
import { streamOf } from './stream-of.ts';

export interface S3StoreNeeds extends S3Access {
  /** The name of each role's bucket; no two are the same. */
  readonly buckets: Readonly<Record<BucketRole, string>>;
  readonly patience?: S3Patience;
  /** What is larger is put in parts; a stream, of unknown size, from `partBytes` on. */
  readonly wholeBytes?: number;
  readonly partBytes?: number;
  readonly now?: () => number;
}

export interface S3Store extends ImageStore {
  /**
   * An address at which anybody may read the object, for 300 seconds at most: never for a log.
   * @throws RangeError for a longer time.
   */
  presign(role: BucketRole, key: string, seconds?: number): Promise<string>;
}

/** Beyond it a broken line costs too much to begin anew. */
const WHOLE_BYTES = 64 * 1024 * 1024;
/** S3 takes 10,000 parts of at least 5 MB. */
const PART_BYTES = 16 * 1024 * 1024;

/**
 * Keeps objects in S3 or in what speaks like it, such as MinIO, for any number of instances. The
 * first call creates the buckets that are not there; nothing is asked of the server before.
 */
export async function createS3Store(needs: S3StoreNeeds): Promise<S3Store> {
  const { buckets, wholeBytes = WHOLE_BYTES, partBytes = PART_BYTES, now = Date.now } = needs;
  const names = BUCKET_ROLES.map((role) => buckets[role]);
  if (new Set(names).size < names.length) throw new Error('each role needs a bucket of its own');

  const connection = await connectS3(needs, needs.patience);
  const { s3, host } = connection;
  const objects = createS3Objects(connection);
  const writer = createS3Writer({ connection, objects, wholeBytes, partBytes });
  const ofBuckets = createS3Buckets(connection, { endpoint: needs.endpoint, now });
  const presign = createPresign(s3);

  const forEachBucket = (work: (bucket: string) => Promise<void>) =>
    Promise.all(
      BUCKET_ROLES.map((role) =>
        work(buckets[role]).catch((error) => {
          throw ofRole(error, role);
        }),
      ),
    );

  let preparing: Promise<unknown> | undefined;
  /** Once; again only if it failed. */
  const prepared = async () => {
    preparing ??= forEachBucket(ofBuckets.prepare).catch((error) => {
      preparing = undefined;
      throw error;
    });
    await preparing;
  };

  const placeOf = async (role: BucketRole, key: string): Promise<S3Place> => {
    assertObjectKey(key);
    await prepared();
    return { Bucket: buckets[role], Key: key };
  };

  /** A lost bucket is not the same as a missing object, which may be given up. */
  const headOf = async (place: S3Place) => {
    const head = await objects.head(place);
    if (!head) await ofBuckets.mustBeThere(place.Bucket);
    return head;
  };

  const stream = (place: S3Place) =>
    streamOf(async function* () {
      const pieces = await objects.pieces(place);
      if (!pieces) throw new Error(`the object at ${place.Bucket}/${place.Key} is gone`);
      yield* pieces;
    });

  return {
    put: async (role, key, bytes, contentType) =>
      writer.put(await placeOf(role, key), bytes, contentType),
    putStream: async (role, key, source, contentType) =>
      writer.putStream(await placeOf(role, key), source, contentType),
    get: async (role, key) => objects.get(await placeOf(role, key)),
    read: async (role, key) => {
      const place = await placeOf(role, key);
      const head = await headOf(place);
      return head && { bytes: head.bytes, stream: () => stream(place) };
    },
    stat: async (role, key) => {
      const head = await headOf(await placeOf(role, key));
      return head && { bytes: head.bytes };
    },
    digest: async (role, key) => writer.digest(await placeOf(role, key)),
    list: async function* (role, skip) {
      await prepared();
      for await (const object of ofBuckets.list(buckets[role]))
        if (isObjectKey(object.key)) yield object;
        else skip?.(object.key);
    },
    remove: async (role, key) => objects.remove(await placeOf(role, key)),
    check: async () => {
      if (preparing) await Promise.all([preparing, forEachBucket(ofBuckets.check)]);
      else await prepared();
    },
    describe: () => `S3 at ${host} (${names.join(', ')})`,
    close: connection.close,
    presign: async (role, key, seconds) => presign(await placeOf(role, key), seconds),
  };
}
