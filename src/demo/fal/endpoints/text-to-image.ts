import * as v from 'valibot';
import { FAILURES } from '../answers.ts';
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
import type { Outcome } from '../job.ts';
import { IMAGEN_RATIOS, NANO_RATIOS } from '../sizes.ts';
import type { Studio } from '../studio.ts';
import { readWishes } from '../wishes.ts';
import { type Order, type Painted, paintAll } from './pictures.ts';

/** How a model words its result and its refusal. */
export type Family = 'google' | 'flux' | 'seedream';

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
  v.transform(
    (input): Order => ({
      prompt: input.prompt,
      count: input.num_images,
      size: IMAGEN_RATIOS[input.aspect_ratio],
      format: input.output_format,
      seed: input.seed ?? null,
    }),
  ),
);

const imagen = v.pipe(
  v.strictObject({ ...imagenFields, resolution: v.optional(v.picklist(['1K', '2K']), '1K') }),
  v.transform((input): Order => {
    const { width, height } = IMAGEN_RATIOS[input.aspect_ratio];
    const times = input.resolution === '2K' ? 2 : 1;
    return {
      prompt: input.prompt,
      count: input.num_images,
      size: { width: width * times, height: height * times },
      format: input.output_format,
      seed: input.seed ?? null,
    };
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
  v.transform(
    (input): Order => ({
      prompt: input.prompt,
      count: input.num_images,
      size: NANO_RATIOS[input.aspect_ratio],
      format: input.output_format,
      seed: input.seed ?? null,
    }),
  ),
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
    v.transform(
      (input): Order => ({
        prompt: input.prompt,
        count: input.num_images,
        size: input.image_size,
        format: input.output_format,
        seed: input.seed ?? null,
      }),
    ),
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
  v.transform(
    (input): Order => ({
      prompt: input.prompt,
      count: input.num_images,
      size: input.image_size,
      format: 'png',
      seed: input.seed ?? null,
    }),
  ),
);

interface Made {
  readonly prompt: string;
  readonly seed: number | bigint;
  readonly unsafe: boolean;
}

const BODIES: Record<Family, (images: unknown[], made: Made) => unknown> = {
  google: (images) => ({ images, description: '' }),
  seedream: (images, { seed }) => ({ images, seed }),
  flux: (images, { seed, prompt, unsafe }) => ({
    images,
    timings: { inference: 1.2 },
    seed,
    has_nsfw_concepts: images.map(() => unsafe),
    prompt,
  }),
};

/** The trouble that a description asks for, in the manner of its family; null: go on. */
export function troubleOf(prompt: string, family: Family): Outcome | null {
  const { fail, refuse } = readWishes(prompt);
  if (fail) return FAILURES.broken;
  return refuse && family !== 'flux' ? FAILURES.refused : null;
}

/** A result in a family's words. */
export const resultOf = (family: Family, images: unknown[], made: Made): Outcome => ({
  status: 200,
  body: BODIES[family](images, made),
});

/** Paints an order and words the result; `more` says who is in the pictures. */
export async function paintOrder(
  family: Family,
  order: Order,
  studio: Studio,
  more: Pick<Painted, 'personAt'> & { said?: string } = {},
): Promise<Outcome> {
  const { said = order.prompt, ...people } = more;
  const trouble = troubleOf(said, family);
  if (trouble) return trouble;
  const made = {
    prompt: said,
    seed: order.seed ?? studio.makeSeed(),
    unsafe: readWishes(said).refuse,
  };
  const images = await paintAll({ ...order, ...made, ...people, prompt: order.prompt }, studio);
  return resultOf(family, images, made);
}

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
