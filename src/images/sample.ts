import { imageTypeOf } from './image-type.ts';
import { MAX_PIXELS, withSharp } from './sharp.ts';

/** Pixels: enough to say what a photo shows, and quickly sent. */
const LONGEST_SIDE = 1280;

/** A small upright JPEG of a photo, without metadata; null: it is no picture that can be read. */
export async function sampleOf(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (imageTypeOf(bytes) === undefined) return null;
  return withSharp((sharp) =>
    sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize({
        width: LONGEST_SIDE,
        height: LONGEST_SIDE,
        fit: 'inside',
        withoutEnlargement: true,
      })
      .flatten({ background: 'white' })
      .jpeg({ quality: 85 })
      .toBuffer(),
  ).catch(() => null);
}
