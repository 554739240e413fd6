import { type ImageType, imageTypeOf } from './image-type.ts';
import { MAX_PIXELS, type Sharp, withSharp } from './sharp.ts';

/** Width and height in pixels, as shown (turned by EXIF). */
export type Inspected =
  | { kind: 'ok'; contentType: ImageType; width: number; height: number }
  | { kind: 'bad'; code: 'not-an-image' | 'broken' };

/**
 * Reads every pixel, since metadata alone passes a truncated file; the tiny output saves memory,
 * and shrinking while loading is off because it would skip parts of the file.
 */
async function decode(sharp: Sharp, bytes: Uint8Array) {
  const options = { limitInputPixels: MAX_PIXELS, failOn: 'truncated' } as const;
  const { autoOrient } = await sharp(bytes, options).metadata();
  const tiny = { width: 8, height: 8, fit: 'fill', fastShrinkOnLoad: false } as const;
  await sharp(bytes, options).resize(tiny).raw().toBuffer();
  return autoOrient;
}

/** Tells whether bytes are a whole JPEG, PNG or WebP picture of a bearable size. */
export async function inspectImage(bytes: Uint8Array): Promise<Inspected> {
  const contentType = imageTypeOf(bytes);
  if (!contentType) return { kind: 'bad', code: 'not-an-image' };
  return withSharp((sharp) => decode(sharp, bytes)).then(
    ({ width, height }): Inspected => ({ kind: 'ok', contentType, width, height }),
    (): Inspected => ({ kind: 'bad', code: 'broken' }),
  );
}
