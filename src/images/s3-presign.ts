import type { S3 } from '@aws-sdk/client-s3';
import type { S3Place } from './s3-place.ts';

/** An address at which anybody may read one object, for 300 seconds at most. Never for a log. */
export type Presign = (place: S3Place, seconds?: number) => Promise<string>;

/** Whoever finds such an address later finds nothing. */
const LONGEST_SECONDS = 300;

/** @throws RangeError for a time that is too long, or none. */
export function createPresign(s3: S3): Presign {
  return async (place, seconds = LONGEST_SECONDS) => {
    if (!(seconds >= 1 && seconds <= LONGEST_SECONDS))
      throw new RangeError(`an address may be valid for 1–${LONGEST_SECONDS} s, not ${seconds}`);
    const [{ getSignedUrl }, { GetObjectCommand }] = await Promise.all([
      import('@aws-sdk/s3-request-presigner'),
      import('@aws-sdk/client-s3'),
    ]);
    return getSignedUrl(s3, new GetObjectCommand(place), { expiresIn: seconds });
  };
}
