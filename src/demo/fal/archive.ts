import { unzipSync } from 'fflate';
import { imageTypeOf } from '../../images/image-type.ts';

/** An image as an archive lists it. */
interface Listed {
  readonly name: string;
  readonly bytes: number;
}

/** Bigger pictures than this are no photos, but an attack on the memory. */
const MOST_IMAGE_BYTES = 64 * 1024 * 1024;
const MOST_ENTRIES = 1000;
const IMAGE_NAME = /\.(?:jpe?g|png|webp)$/i;
/** macOS puts a shadow of every file into its zips. */
const isShadow = (name: string) => name.startsWith('__MACOSX/') || /(?:^|\/)\._/.test(name);

function list(zip: Uint8Array): Listed[] {
  const listed: Listed[] = [];
  unzipSync(zip, {
    filter: ({ name, originalSize }) => {
      const wanted = IMAGE_NAME.test(name) && !isShadow(name) && originalSize <= MOST_IMAGE_BYTES;
      if (wanted && listed.length < MOST_ENTRIES) listed.push({ name, bytes: originalSize });
      return false;
    },
  });
  return listed;
}

const read = (zip: Uint8Array, wanted: string) =>
  unzipSync(zip, { filter: ({ name }) => name === wanted })[wanted];

/** The images of a zip; each is unpacked when it is asked for, so that one is in memory at a time. */
export interface Archive {
  readonly images: readonly (() => Uint8Array)[];
}

function isImage(zip: Uint8Array, name: string): boolean {
  const bytes = read(zip, name);
  return bytes !== undefined && imageTypeOf(bytes) !== undefined;
}

/** Null for bytes that are no zip, or a torn one. */
export function openArchive(zip: Uint8Array): Archive | null {
  try {
    const names = list(zip)
      .map(({ name }) => name)
      .filter((name) => isImage(zip, name));
    return { images: names.map((name) => () => read(zip, name) ?? new Uint8Array()) };
  } catch {
    return null;
  }
}
