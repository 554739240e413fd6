import { MAX_PIXELS, withSharp } from './sharp.ts';

/** Longest side in pixels. */
const SIDE = 256;

/** A small WebP for grids and pages; takes the bytes of an inspected image. */
export function createThumbnail(bytes: Uint8Array): Promise<Uint8Array> {
  return withSharp((sharp) =>
    sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer(),
  );
}
