import * as v from 'valibot';
import { type Endpoint, endpoint } from '../endpoint.ts';
import {
  anyFormat,
  between,
  flag,
  imageSize,
  jpegOrPng,
  keys,
  prompt,
  seed,
  tolerance,
  whole,
} from '../fields.ts';
import { IMAGEN_RATIOS, NANO_RATIOS } from '../sizes.ts';
import type { Family } from './family.ts';
import { paintOrder } from './paint-order.ts';
import { type Order, ordered } from './pictures.ts';

const imagenFields = {
  prompt,
  aspect_ratio: v.optional(v.picklist(keys(IMAGEN_RATIOS)), '1:1'),
  num_images: v.optional(whole(1, 4), 1),
  output_format: anyFormat,
  safety_tolerance: tolerance,
  seed,
  sync_mode: flag,
};

const imagenFast = v.pipe(
  v.strictObject(imagenFields),
  v.transform((input) => ordered(input, IMAGEN_RATIOS[input.aspect_ratio])),
);

const imagen = v.pipe(
  v.strictObject({ ...imagenFields, resolution: v.optional(v.picklist(['1K', '2K']), '1K') }),
  v.transform((input) => {
    const { width, height } = IMAGEN_RATIOS[input.aspect_ratio];
    const times = input.resolution === '2K' ? 2 : 1;
    return ordered(input, { width: width * times, height: height * times });
  }),
);

const nanoBanana = v.pipe(
  v.strictObject({
    prompt,
    aspect_ratio: v.optional(v.picklist(keys(NANO_RATIOS)), '1:1'),
    num_images: v.optional(whole(1, 4), 1),
    output_format: anyFormat,
    limit_generations: flag,
    seed,
    sync_mode: flag,
  }),
  v.transform((input) => ordered(input, NANO_RATIOS[input.aspect_ratio])),
);

/** What every FLUX endpoint takes. */
export const fluxFields = (mostSteps: number) => ({
  prompt,
  image_size: imageSize(64, 4096, 'landscape_4_3'),
  num_inference_steps: v.optional(whole(1, mostSteps)),
  guidance_scale: between(1, 20),
  num_images: v.optional(whole(1, 4), 1),
  enable_safety_checker: flag,
  output_format: jpegOrPng,
  acceleration: v.optional(v.picklist(['none', 'regular', 'high'])),
  seed,
  sync_mode: flag,
});

const flux = (mostSteps: number) =>
  v.pipe(
    v.strictObject(fluxFields(mostSteps)),
    v.transform((input) => ordered(input, input.image_size)),
  );

const seedream = v.pipe(
  v.strictObject({
    prompt,
    image_size: imageSize(960, 4096, 'square_hd'),
    num_images: v.optional(whole(1, 6), 1),
    max_images: v.optional(whole(1, 6)),
    enable_safety_checker: flag,
    seed,
    sync_mode: flag,
  }),
  v.transform((input) => ordered({ ...input, output_format: 'png' }, input.image_size)),
);

const painting = (family: Family, schema: v.GenericSchema<unknown, Order>): Endpoint =>
  endpoint(schema, (order, studio) => paintOrder(family, order, studio));

export const TEXT_TO_IMAGE: Record<string, Endpoint> = {
  'fal-ai/imagen4/preview': painting('google', imagen),
  'fal-ai/imagen4/preview/fast': painting('google', imagenFast),
  'fal-ai/imagen4/preview/ultra': painting('google', imagen),
  'fal-ai/nano-banana': painting('google', nanoBanana),
  'fal-ai/flux/schnell': painting('flux', flux(12)),
  'fal-ai/flux/dev': painting('flux', flux(50)),
  'fal-ai/bytedance/seedream/v4/text-to-image': painting('seedream', seedream),
};
