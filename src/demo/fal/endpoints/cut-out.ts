import { Buffer } from 'node:buffer';
import * as v from 'valibot';
import { withSharp } from '../../../images/sharp.ts';
import { drawing, ellipse, rect } from '../../../pictures/svg.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { fetchPicture } from '../fetch-picture.ts';
import { address, flag } from '../fields.ts';
import type { Size } from '../sizes.ts';
import { savePicture } from './pictures.ts';

const AT = ['image_url'] as const;

const input = v.strictObject({
  image_url: address,
  model: v.optional(
    v.picklist([
      'General Use (Light)',
      'General Use (Light 2K)',
      'General Use (Heavy)',
      'Matting',
      'Portrait',
      'General Use (Dynamic)',
    ]),
  ),
  operating_resolution: v.optional(v.picklist(['1024x1024', '2048x2048', '2304x2304'])),
  output_format: v.optional(v.picklist(['webp', 'png', 'gif']), 'png'),
  refine_foreground: flag,
  output_mask: flag,
  mask_only: flag,
  sync_mode: flag,
});

/** Nothing here knows a subject: what is kept is a head and shoulders in the middle. */
function mask({ width, height }: Size): string {
  const size = { width, height };
  const short = Math.min(width, height);
  return drawing(
    size,
    size,
    [],
    ellipse(width / 2, height * 0.44, short * 0.34, short * 0.4, '#fff'),
    rect(width / 2 - short * 0.42, height * 0.66, short * 0.84, height * 0.5, '#fff', {
      rx: short * 0.26,
    }),
  );
}

const cutOut = (bytes: Uint8Array, size: Size, format: 'webp' | 'png' | 'gif') =>
  withSharp(async (sharp) => {
    const cut = sharp(bytes)
      .rotate()
      .ensureAlpha()
      .composite([{ input: Buffer.from(mask(size)), blend: 'dest-in' }]);
    return new Uint8Array(await cut.toFormat(format).toBuffer());
  });

export const CUTTING: Record<string, Endpoint> = {
  'fal-ai/birefnet/v2': endpoint(input, async ({ image_url, output_format }, studio) => {
    const { bytes, size } = await fetchPicture(studio, image_url, AT);
    const cut = await cutOut(bytes, size, output_format);
    const image = savePicture(cut, `image/${output_format}`, size, studio);
    return { status: 200, body: { image } };
  }),
};
