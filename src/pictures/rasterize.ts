import type { Buffer } from 'node:buffer';
import { MAX_PIXELS, type Sharp, withSharp } from '../images/sharp.ts';
import type { Canvas, Sprite } from './pixels.ts';

export type PictureFormat = 'jpeg' | 'png' | 'webp';

/** A transparent PNG. */
export interface Layer {
  png: Buffer;
  width: number;
  height: number;
}

/** A layer laid over a drawing, its top left corner in pixels. */
export interface Overlay {
  layer: Layer;
  left: number;
  top: number;
}

const drawn = (sharp: Sharp, svg: string, overlays: readonly Overlay[]) =>
  sharp(new TextEncoder().encode(svg)).composite(
    overlays.map(({ layer, left, top }) => ({
      input: layer.png,
      left: Math.round(left),
      top: Math.round(top),
    })),
  );

/** Turns a drawing (SVG without text) and its layers into a picture's bytes. */
export function rasterize(
  svg: string,
  overlays: readonly Overlay[] = [],
  format: PictureFormat = 'jpeg',
): Promise<Uint8Array> {
  return withSharp(async (sharp) => {
    const picture = drawn(sharp, svg, overlays).flatten();
    // 4:4:4 keeps coloured edges of drawn shapes and letters clean.
    if (format === 'jpeg') picture.jpeg({ quality: 90, chromaSubsampling: '4:4:4' });
    else if (format === 'png') picture.png({ compressionLevel: 4 });
    else picture.webp({ quality: 88, effort: 2 });
    return new Uint8Array(await picture.toBuffer());
  });
}

/** Turns a drawing into a layer of another, turned by so many degrees around its middle. */
export function drawLayer(
  svg: string,
  overlays: readonly Overlay[] = [],
  turn = 0,
): Promise<Layer> {
  return withSharp(async (sharp) => {
    const flat = await drawn(sharp, svg, overlays).png({ compressionLevel: 1 }).toBuffer();
    const { data: png, info } = await sharp(flat)
      .rotate(turn, { background: { r: 0, g: 0, b: 0, alpha: 0 } })
      .png()
      .toBuffer({ resolveWithObject: true });
    return { png, width: info.width, height: info.height };
  });
}

/** Turns a drawing into pixels that can be blended over a canvas again and again. */
export function drawSprite(svg: string, overlays: readonly Overlay[] = []): Promise<Sprite> {
  return withSharp(async (sharp) => {
    const { data, info } = await drawn(sharp, svg, overlays)
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, hasAlpha: true };
  });
}

/** The square in the middle of a picture of any shape. Throws for bytes that are no picture. */
export function cropSquare(bytes: Uint8Array, side: number): Promise<Canvas> {
  return withSharp(async (sharp) => {
    const data = await sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .resize(side, side, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw()
      .toBuffer();
    return { data, width: side, height: side };
  });
}

/** A canvas as a JPEG. */
export function encodeJpeg({ data, width, height }: Canvas): Promise<Uint8Array> {
  return withSharp(async (sharp) => {
    const picture = sharp(data, { raw: { width, height, channels: 3 } });
    return new Uint8Array(await picture.jpeg({ quality: 88 }).toBuffer());
  });
}
