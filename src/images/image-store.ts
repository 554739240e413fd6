/** What a bucket holds: text-to-image pictures, pictures with an avatar, training material. */
export type BucketRole = 'imagen4' | 'photos' | 'avatars';

export const BUCKET_ROLES: readonly BucketRole[] = ['imagen4', 'photos', 'avatars'];

/** The bucket that a row names. Guarantee: rows are written with the role of the bucket stored in. */
export const roleOf = ({ bucket }: { readonly bucket: string }) => bucket as BucketRole;

/** `sha256` in hex. */
export type Stored = { bytes: number; sha256: string };

/**
 * Keeps objects under immutable keys: a key is written once, so a reader never sees another
 * object, and the same put may be repeated. A key that `isObjectKey` refuses throws.
 */
export type ImageStore = {
  /** Durable when it resolves. An equal object is left alone; another one under the key throws. */
  put: (bucket: BucketRole, key: string, bytes: Uint8Array, contentType: string) => Promise<Stored>;
  /** As `put`, for what is too large for memory. What the source throws is passed on: no object. */
  putStream: (
    bucket: BucketRole,
    key: string,
    source: AsyncIterable<Uint8Array>,
    contentType: string,
  ) => Promise<Stored>;
  get: (bucket: BucketRole, key: string) => Promise<Uint8Array | null>;
  /** As `get`, for what is too large for memory; each `stream()` reads from the beginning. */
  read: (
    bucket: BucketRole,
    key: string,
  ) => Promise<{ bytes: number; stream: () => ReadableStream<Uint8Array> } | null>;
  stat: (bucket: BucketRole, key: string) => Promise<{ bytes: number } | null>;
  /** What is stored there, by its size and hash, which may cost reading all of it. */
  digest: (bucket: BucketRole, key: string) => Promise<Stored | null>;
  /**
   * Every object of a bucket; one that comes or goes meanwhile may be among them or not. What lies
   * there under a name that is no key is left out, and told to `skip`.
   */
  list: (
    bucket: BucketRole,
    skip?: (name: string) => void,
  ) => AsyncIterable<{ key: string; bytes: number }>;
  /** A missing object is as good as a removed one. */
  remove: (bucket: BucketRole, key: string) => Promise<void>;
  /** Throws unless every bucket can be written and read, or if strangers are found to read one. */
  check: () => Promise<void>;
  /** For operators; tells no secret. */
  describe: () => string;
  /** Lets go of connections; what is under way may fail. */
  close: () => void;
};
