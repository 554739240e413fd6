export interface MediaFile {
  bytes: Uint8Array;
  contentType: string;
}

/** A long demo must not eat the memory: the oldest files go first, as FAL's expire. */
const MOST_FILES = 300;

/** The files behind v3.fal.media, by their path after `/files/`. */
export function createMedia(randomName: () => string) {
  const files = new Map<string, MediaFile>();
  const awaited = new Map<string, string>();

  function put(path: string, file: MediaFile): void {
    files.set(path, file);
    const [oldest] = files.keys();
    if (files.size > MOST_FILES && oldest !== undefined) files.delete(oldest);
  }

  return {
    get: (path: string) => files.get(path),
    /** Keeps a result and tells its path. */
    add: (file: MediaFile): string => {
      const path = `${randomName()}.${file.contentType.split('/')[1] ?? 'bin'}`;
      put(path, file);
      return path;
    },
    /** Opens a path for one upload. */
    await: (fileName: string, contentType: string): string => {
      const path = `${randomName()}_${fileName.replaceAll(/[^\w.-]/g, '_')}`;
      awaited.set(path, contentType);
      return path;
    },
    /** False when nobody announced this upload. */
    receive: (path: string, bytes: Uint8Array): boolean => {
      const contentType = awaited.get(path);
      if (contentType === undefined) return false;
      awaited.delete(path);
      put(path, { bytes, contentType });
      return true;
    },
    /** Everything expires at once. */
    expire: () => files.clear(),
  };
}

export type Media = ReturnType<typeof createMedia>;
