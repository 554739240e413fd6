import { createHash } from 'node:crypto';
import type { CompletedPart } from '@aws-sdk/client-s3';
import type { Stored } from './image-store.ts';
import type { S3Connection } from './s3-connection.ts';
import { nullIfNoUpload } from './s3-error.ts';
import type { S3Place } from './s3-place.ts';

/**
 * Puts an object in parts, one after the other, and tells what it was. If the source
 * or S3 fails, the upload is aborted, so that its parts take no space, and the failure passed on.
 */
export async function putParts(
  { s3, request }: S3Connection,
  place: S3Place,
  contentType: string,
  parts: AsyncIterable<Uint8Array>,
): Promise<Stored> {
  const { UploadId } = await request('CreateMultipartUpload', ({ abortSignal }) =>
    s3.createMultipartUpload({ ...place, ContentType: contentType }, { abortSignal }),
  );
  const upload = { ...place, UploadId };

  const putPart = async (PartNumber: number, Body: Uint8Array): Promise<CompletedPart> => {
    // S3 checks the part against its SHA-256, which is signed.
    const { ETag } = await request('UploadPart', ({ abortSignal, allow }) => {
      allow(Body.length);
      const part = { ...upload, PartNumber, Body, ContentLength: Body.length };
      return s3.uploadPart(part, { abortSignal });
    });
    return { ETag, PartNumber };
  };

  try {
    const hash = createHash('sha256');
    const put: CompletedPart[] = [];
    let bytes = 0;
    for await (const part of parts) {
      hash.update(part);
      bytes += part.length;
      put.push(await putPart(put.length + 1, part));
    }
    await request('CompleteMultipartUpload', ({ abortSignal }) =>
      s3
        .completeMultipartUpload({ ...upload, MultipartUpload: { Parts: put } }, { abortSignal })
        // An earlier try was completed, and its answer lost; the object is looked at next.
        .catch(nullIfNoUpload),
    );
    return { bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await abortUpload({ s3, request }, upload).catch(() => undefined);
    throw error;
  }
}

/** Frees what an upload takes that is not completed. */
export async function abortUpload(
  { s3, request }: Pick<S3Connection, 's3' | 'request'>,
  upload: S3Place & { readonly UploadId: string | undefined },
): Promise<void> {
  await request('AbortMultipartUpload', ({ abortSignal }) =>
    s3.abortMultipartUpload(upload, { abortSignal }).catch(nullIfNoUpload),
  );
}
