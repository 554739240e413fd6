import type { S3Connection } from './s3-connection.ts';
import { nullIfMissing, S3Error, wordOf } from './s3-error.ts';
import { abortUpload } from './s3-parts.ts';

/** No object key begins with a dot, so it meets none of ours. */
const PROBE = '.aisha-check';

/** Uploads in parts that were begun so long ago are nobody's: their process was killed. */
const STALE_UPLOAD_MS = 24 * 60 * 60_000;

/** Whether strangers may read is asked at the first check, and again so much later. */
const STRANGERS_MS = 10 * 60_000;

export interface S3Buckets {
  /** Creates a bucket that is not there, if the key may, and checks it. */
  prepare(bucket: string): Promise<void>;
  /**
   * Throws unless the bucket can be written and read. Throws too if it was found readable without a
   * key, which is tried now and then; whether strangers may write is not tried.
   */
  check(bucket: string): Promise<void>;
  /** Throws if there is no such bucket. */
  mustBeThere(bucket: string): Promise<void>;
  /** All but what `check` has put there. */
  list(bucket: string): AsyncIterable<{ key: string; bytes: number }>;
}

/** Another instance was faster. */
function unlessOurs(error: unknown): void {
  if (wordOf(error) !== 'BucketAlreadyOwnedByYou') throw error;
}

function unlessOfS3(error: unknown): void {
  if (!(error instanceof S3Error)) throw error;
}

/** What is done to whole buckets. */
export function createS3Buckets(
  connection: S3Connection,
  { endpoint, now }: { readonly endpoint: string; readonly now: () => number },
): S3Buckets {
  const { s3, host, request } = connection;
  /** Somebody waits for the answer, and asks again by themselves. */
  const once: typeof request = (name, ask) => request(name, ask, { again: false });

  const isThere = async (Bucket: string): Promise<boolean> =>
    null !==
    (await once('HeadBucket', ({ abortSignal }) =>
      s3.headBucket({ Bucket }, { abortSignal }).catch(nullIfMissing),
    ));

  const create = async (Bucket: string) => {
    await once(`CreateBucket for ${Bucket}`, ({ abortSignal }) =>
      s3.createBucket({ Bucket }, { abortSignal }).catch(unlessOurs),
    );
  };

  /** What is answered without a key is answered to everybody. */
  const isOpen = (path: string): Promise<boolean> =>
    once('a request without a key', async ({ abortSignal: signal }) => {
      const answer = await fetch(`${endpoint}/${path}`, { redirect: 'manual', signal });
      await answer.body?.cancel();
      return answer.ok;
    });

  /** When each bucket was last found to be private. */
  const privateAt = new Map<string, number>();

  const refuseStrangers = async (bucket: string) => {
    if (Math.abs(now() - (privateAt.get(bucket) ?? Number.NEGATIVE_INFINITY)) < STRANGERS_MS)
      return;
    const open = await Promise.all([`${bucket}/${PROBE}`, `${bucket}?list-type=2`].map(isOpen));
    if (open.includes(true))
      throw new S3Error(
        's3-public',
        `The bucket ${bucket} of S3 at ${host} is open to everybody: make it private`,
      );
    privateAt.set(bucket, now());
  };

  const check = async (Bucket: string) => {
    const probe = { Bucket, Key: PROBE };
    await once(`PutObject into ${Bucket}`, ({ abortSignal }) =>
      s3.putObject(
        { ...probe, Body: 'AISHA was here', ContentType: 'text/plain' },
        { abortSignal },
      ),
    );
    await once(`GetObject from ${Bucket}`, async ({ abortSignal }) => {
      const { Body } = await s3.getObject(probe, { abortSignal });
      await Body?.transformToByteArray();
    });
    await refuseStrangers(Bucket);
  };

  const abortStaleUploads = async (Bucket: string) => {
    const { Uploads = [] } = await once('ListMultipartUploads', ({ abortSignal }) =>
      s3.listMultipartUploads({ Bucket }, { abortSignal }),
    );
    for (const { Key, UploadId, Initiated } of Uploads)
      if (Key && Initiated && now() - Initiated.getTime() > STALE_UPLOAD_MS)
        await abortUpload(connection, { Bucket, Key, UploadId });
  };

  return {
    check,
    prepare: async (bucket) => {
      if (!(await isThere(bucket))) await create(bucket);
      await check(bucket);
      // Only tidying: a key without the right to do it, or a server that cannot, serves as well.
      await abortStaleUploads(bucket).catch(unlessOfS3);
    },
    mustBeThere: async (bucket) => {
      if (!(await isThere(bucket)))
        throw new S3Error('s3-refused', `S3 at ${host} has no bucket ${bucket}`);
    },
    list: async function* (Bucket) {
      let ContinuationToken: string | undefined;
      do {
        const from = { Bucket, ...(ContinuationToken && { ContinuationToken }) };
        const page = await request('ListObjectsV2', ({ abortSignal }) =>
          s3.listObjectsV2(from, { abortSignal }),
        );
        for (const { Key, Size } of page.Contents ?? [])
          if (Key !== undefined && Key !== PROBE) yield { key: Key, bytes: Size ?? 0 };
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
    },
  };
}
