export interface MediaFile {
  bytes: Uint8Array;
  contentType: string;
}

/** A long demo must not eat the memory: the oldest files go first, as FAL's expire. */
const MOST_FILES = 400;
const MOST_BYTES = 384 * 1024 * 1024;

const ENDINGS: Record<string, string> = { 'application/octet-stream': 'bin' };

const endingOf = (contentType: string) =>
  ENDINGS[contentType] ?? contentType.split('/')[1] ?? 'bin';

/** The files behind v3.fal.media, by their path after `/files/`. */
export function createMedia(randomName: () => string) {
  const files = new Map<string, MediaFile>();
  const awaited = new Map<string, string>();
  let held = 0;

  function drop(path: string): void {
    held -= files.get(path)?.bytes.length ?? 0;
    files.delete(path);
  }

  function put(path: string, file: MediaFile): void {
    drop(path);
    files.set(path, file);
    held += file.bytes.length;
    for (const oldest of files.keys()) {
      if (files.size <= 1 || (files.size <= MOST_FILES && held <= MOST_BYTES)) return;
      drop(oldest);
    }
  }

  return {
    get: (path: string) => files.get(path),
    /** Keeps a result and tells its path. */
    add: (file: MediaFile, fileName?: string): string => {
      const name = randomName();
      const path = fileName ? `${name}_${fileName}` : `${name}.${endingOf(file.contentType)}`;
      put(path, file);
      return path;
    },
    /** A path at which nothing lies, and nothing will. */
    missing: (fileName: string): string => `${randomName()}_${fileName}`,
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
    expire: () => {
      files.clear();
      held = 0;
    },
    /** How many files lie here; what was uploaded is told by their names. */
    names: () => [...files.keys()],
  };
}

export type Media = ReturnType<typeof createMedia>;
