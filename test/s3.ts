import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { BucketRole, ImageStore } from '../src/images/image-store.ts';
import type { S3Access } from '../src/images/s3-connection.ts';
import { createS3Store, type S3StoreNeeds } from '../src/images/s3-store.ts';

const SCRIPT = fileURLToPath(new URL('servers/radosgw.sh', import.meta.url));
/** Beside tests on every core it may take several times its usual 15 s. */
const START_MS = 120_000;
/** A server that is full lets its clients wait for ever. */
const WARM_UP_MS = 60_000;

const { env } = process;

const keys = {
  region: env['TEST_S3_REGION'] ?? 'us-east-1',
  accessKeyId: env['TEST_S3_ACCESS_KEY_ID'] ?? 'aisha',
  secretAccessKey: env['TEST_S3_SECRET_ACCESS_KEY'] ?? 'aisha-secret-key',
};

/** Starts the server, or finds that it runs; it ends by itself when no test has needed it lately. */
const radosgw = () =>
  new Promise<string>((resolve, reject) => {
    execFile('bash', [SCRIPT], { timeout: START_MS }, (error, stdout, stderr) => {
      if (error) reject(new Error(stderr.trim() || error.message));
      else resolve(stdout.trim());
    });
  });

const connect = async ({ endpoint, region, accessKeyId, secretAccessKey }: S3Access) => {
  const { S3 } = await import('@aws-sdk/client-s3');
  const credentials = { accessKeyId, secretAccessKey };
  return new S3({ endpoint, region, credentials, forcePathStyle: true });
};

/** Ceph takes 2 s for its first bucket, its first object and its first upload in parts. */
async function warmUp(access: S3Access): Promise<void> {
  const s3 = await connect(access);
  const Bucket = 'aisha-tests';
  const object = { Bucket, Key: `warm-up-${randomUUID()}` };
  await s3.createBucket({ Bucket }).catch((error) => {
    if (Object(error).name !== 'BucketAlreadyOwnedByYou') throw error;
  });
  await s3.putObject({ ...object, Body: 'warm' });
  const { UploadId } = await s3.createMultipartUpload(object);
  await s3.abortMultipartUpload({ ...object, UploadId });
  await s3.deleteObject(object);
  s3.destroy();
}

function inTime(work: Promise<void>): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  const giveUp = () => reject(new Error(`no answer within ${WARM_UP_MS / 1000} s`));
  const timer = setTimeout(giveUp, WARM_UP_MS);
  return Promise.race([work, promise]).finally(() => clearTimeout(timer));
}

type Found = { access: S3Access; refusal?: never } | { access?: never; refusal: string };

async function find(): Promise<Found> {
  const given = env['TEST_S3_ENDPOINT'];
  try {
    const access = { ...keys, endpoint: given ?? (await radosgw()) };
    await inTime(warmUp(access));
    return { access };
  } catch (error) {
    return { refusal: `no S3: ${Object(error).message}` };
  }
}

/** The server of TEST_S3_ENDPOINT, else Ceph's, which verifies signatures. */
const found = await find();

/** Why S3 cannot be used, or undefined. */
export const s3Refusal = found.refusal;

function access(): S3Access {
  if (!found.access) throw new Error(found.refusal);
  return found.access;
}

export interface S3TestPlace {
  readonly needs: S3StoreNeeds;
  /** Deletes the buckets with all that is in them. */
  remove(): Promise<void>;
}

/** Buckets of a test's own, which nobody has made yet. */
export function s3Place(): S3TestPlace {
  const id = randomUUID().slice(0, 13);
  const bucket = (role: BucketRole) => `test-${id}-${role}`;
  const buckets = {
    imagen4: bucket('imagen4'),
    photos: bucket('photos'),
    avatars: bucket('avatars'),
  };
  const needs = { ...access(), buckets };
  return { needs, remove: () => removeBuckets(Object.values(buckets)) };
}

/** The same as the process's own environment would say it. */
export const s3Environment = ({ needs }: S3TestPlace): Readonly<Record<string, string>> => ({
  S3_ENDPOINT: needs.endpoint,
  S3_REGION: needs.region,
  S3_ACCESS_KEY_ID: needs.accessKeyId,
  S3_SECRET_ACCESS_KEY: needs.secretAccessKey,
  S3_BUCKET_IMAGEN4: needs.buckets.imagen4,
  S3_BUCKET_PHOTOS: needs.buckets.photos,
  S3_BUCKET_AVATARS: needs.buckets.avatars,
});

/** The driver itself, for what the store does not do. */
export const connectRaw = () => connect(access());

async function removeBuckets(names: readonly string[]): Promise<void> {
  const s3 = await connectRaw();
  const removeBucket = async (Bucket: string) => {
    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket });
    for (const { Key, UploadId } of Uploads)
      await s3.abortMultipartUpload({ Bucket, Key, UploadId });
    for (;;) {
      const { Contents = [], IsTruncated } = await s3.listObjectsV2({ Bucket });
      await Promise.all(Contents.map(({ Key }) => s3.deleteObject({ Bucket, Key })));
      if (!IsTruncated) break;
    }
    await s3.deleteBucket({ Bucket });
  };
  const removed = await Promise.allSettled(names.map(removeBucket));
  s3.destroy();
  for (const each of removed)
    if (each.status === 'rejected' && Object(each.reason).name !== 'NoSuchBucket')
      throw each.reason;
}

/** A store in buckets of its own, for a test that needs no more than that. */
export async function openS3Store(
  options: Partial<S3StoreNeeds> = {},
): Promise<{ store: ImageStore; close: () => Promise<void> }> {
  const { needs, remove } = s3Place();
  const store = await createS3Store({ ...needs, ...options });
  const close = async () => {
    store.close();
    await remove();
  };
  return { store, close };
}
