import sharp from 'sharp';
import type { TextLayer } from './draw-text.ts';

export type PictureFormat = 'jpeg' | 'png' | 'webp';

/** Text laid over a drawing, its top left corner in pixels. */
export interface Overlay {
  layer: TextLayer;
  left: number;
  top: number;
}

/** Turns a drawing (SVG without text) and its text layers into a picture's bytes. */
export async function rasterize(
  svg: string,
  overlays: readonly Overlay[] = [],
  format: PictureFormat = 'jpeg',
): Promise<Uint8Array> {
  const picture = sharp(new TextEncoder().encode(svg)).composite(
    overlays.map(({ layer, left, top }) => ({
      input: layer.png,
      left: Math.round(left),
      top: Math.round(top),
    })),
  );
  // 4:4:4 keeps coloured edges of drawn shapes and letters clean.
  if (format === 'jpeg') picture.flatten().jpeg({ quality: 90, chromaSubsampling: '4:4:4' });
  else if (format === 'png') picture.flatten().png({ compressionLevel: 4 });
  else picture.flatten().webp({ quality: 88, effort: 2 });
  return new Uint8Array(await picture.toBuffer());
}
