import * as v from 'valibot';
import { withSharp } from '../../../images/sharp.ts';
import { FAILURES } from '../answers.ts';
import { type Endpoint, endpoint } from '../endpoint.ts';
import { fetchPicture } from '../fetch-picture.ts';
import { address, between, flag, seed, whole } from '../fields.ts';
import type { Size } from '../sizes.ts';
import type { Studio } from '../studio.ts';
import { savePicture } from './pictures.ts';

interface Enlarging {
  readonly url: string;
  readonly times: number;
  readonly format: 'png' | 'jpeg';
}

const AT = ['image_url'] as const;
/** Of either side of what comes out. */
const MOST_PX = 8192;

const esrgan = v.pipe(
  v.strictObject({
    image_url: address,
    scale: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(8)), 2),
    tile: v.optional(whole(0, 4096)),
    face: flag,
    model: v.optional(
      v.picklist([
        'RealESRGAN_x4plus',
        'RealESRGAN_x2plus',
        'RealESRGAN_x4plus_anime_6B',
        'RealESRGAN_x4_v3',
        'RealESRGAN_x4_wdn_v3',
        'RealESRGAN_x4_anime_v3',
      ]),
    ),
    output_format: v.optional(v.picklist(['png', 'jpeg']), 'png'),
  }),
  v.transform(
    (input): Enlarging => ({
      url: input.image_url,
      times: input.scale,
      format: input.output_format,
    }),
  ),
);

const clarity = v.pipe(
  v.strictObject({
    image_url: address,
    prompt: v.optional(v.string()),
    upscale_factor: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(4)), 2),
    negative_prompt: v.optional(v.string()),
    creativity: between(0, 1),
    resemblance: between(0, 1),
    guidance_scale: between(0, 20),
    num_inference_steps: v.optional(whole(4, 50)),
    enable_safety_checker: flag,
    seed,
  }),
  v.transform(
    (input): Enlarging => ({ url: input.image_url, times: input.upscale_factor, format: 'png' }),
  ),
);

const draw = (bytes: Uint8Array, { width, height }: Size, format: Enlarging['format']) =>
  withSharp(async (sharp) => {
    const larger = sharp(bytes).rotate().resize(width, height, { fit: 'fill' }).sharpen();
    return new Uint8Array(
      await larger.toFormat(format, format === 'png' ? { compressionLevel: 4 } : {}).toBuffer(),
    );
  });

async function enlarge({ url, times, format }: Enlarging, studio: Studio) {
  const { bytes, size } = await fetchPicture(studio, url, AT);
  const larger = {
    width: Math.round(size.width * times),
    height: Math.round(size.height * times),
  };
  if (Math.max(larger.width, larger.height) > MOST_PX) return null;
  return savePicture(await draw(bytes, larger, format), `image/${format}`, larger, studio);
}

const enlarging = (
  schema: v.GenericSchema<unknown, Enlarging>,
  bodyOf: (image: object, studio: Studio) => object,
): Endpoint =>
  endpoint(schema, async (wish, studio) => {
    const image = await enlarge(wish, studio);
    return image ? { status: 200, body: bodyOf(image, studio) } : FAILURES.tooLarge(AT, MOST_PX);
  });

export const ENLARGING: Record<string, Endpoint> = {
  'fal-ai/esrgan': enlarging(esrgan, (image) => ({ image })),
  'fal-ai/clarity-upscaler': enlarging(clarity, (image, { makeSeed }) => ({
    image,
    seed: makeSeed(),
    timings: { inference: 1.2 },
  })),
};
