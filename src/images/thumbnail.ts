import { MAX_PIXELS, withSharp } from './sharp.ts';

/** Shorter side in pixels: a sheet cuts its squares out of these. */
const SIDE = 320;

/** A small WebP for grids and pages; takes the bytes of an inspected image. */
export function createThumbnail(bytes: Uint8Array): Promise<Uint8Array> {
  return withSharp((sharp) =>
    sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .autoOrient()
      .resize(SIDE, SIDE, { fit: 'outside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer(),
  );
}
