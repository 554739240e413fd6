import * as v from 'valibot';
import { IMAGEN_RATIOS, NANO_RATIOS, PRESETS, type Size } from './sizes.ts';

/** A checked input, in the words the renderer needs. */
export interface Order {
  prompt: string;
  count: number;
  size: Size;
  format: 'jpeg' | 'png' | 'webp';
  seed: number | bigint | null;
}

/** How a model words its result and its refusal. */
export type Family = 'google' | 'flux' | 'seedream';

export interface Endpoint {
  family: Family;
  schema: v.GenericSchema<unknown, Order>;
}

const keys = <T extends object>(of: T) =>
  Object.keys(of) as [keyof T & string, ...(keyof T & string)[]];

const prompt = v.pipe(v.string(), v.minLength(3), v.maxLength(5000));
const whole = (low: number, high: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
const seed = v.optional(v.pipe(v.number(), v.integer()));
const flag = v.optional(v.boolean());
const anyFormat = v.optional(v.picklist(['jpeg', 'png', 'webp']), 'png');

const side = (low: number, high: number) => whole(low, high);

function imageSize<const Fallback extends keyof typeof PRESETS>(
  low: number,
  high: number,
  fallback: Fallback,
) {
  const exact = v.strictObject({ width: side(low, high), height: side(low, high) });
  const size = v.pipe(
    v.union([v.picklist(keys(PRESETS)), exact]),
    v.transform((chosen): Size => (typeof chosen === 'string' ? PRESETS[chosen] : chosen)),
  );
  return v.optional(size, fallback);
}

const imagenFields = {
  prompt,
  aspect_ratio: v.optional(v.picklist(keys(IMAGEN_RATIOS)), '1:1'),
  num_images: v.optional(whole(1, 4), 1),
  output_format: anyFormat,
  safety_tolerance: v.optional(v.picklist(['1', '2', '3', '4', '5', '6'])),
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

const flux = (mostSteps: number) =>
  v.pipe(
    v.strictObject({
      prompt,
      image_size: imageSize(64, 4096, 'landscape_4_3'),
      num_inference_steps: v.optional(whole(1, mostSteps)),
      guidance_scale: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(20))),
      num_images: v.optional(whole(1, 4), 1),
      enable_safety_checker: flag,
      output_format: v.optional(v.picklist(['jpeg', 'png']), 'jpeg'),
      acceleration: v.optional(v.picklist(['none', 'regular', 'high'])),
      seed,
      sync_mode: flag,
    }),
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

/** Every model the stand-in knows, by its endpoint id. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['fal-ai/imagen4/preview', { family: 'google', schema: imagen }],
  ['fal-ai/imagen4/preview/fast', { family: 'google', schema: imagenFast }],
  ['fal-ai/imagen4/preview/ultra', { family: 'google', schema: imagen }],
  ['fal-ai/nano-banana', { family: 'google', schema: nanoBanana }],
  ['fal-ai/flux/schnell', { family: 'flux', schema: flux(12) }],
  ['fal-ai/flux/dev', { family: 'flux', schema: flux(50) }],
  ['fal-ai/bytedance/seedream/v4/text-to-image', { family: 'seedream', schema: seedream }],
]);

const TYPES: Record<string, string> = {
  picklist: 'literal_error',
  min_value: 'greater_than_equal',
  max_value: 'less_than_equal',
  min_length: 'string_too_short',
  max_length: 'string_too_long',
};

function issueType(issue: v.BaseIssue<unknown>): string {
  if (issue.type !== 'strict_object') return TYPES[issue.type] ?? `${issue.type}_type`;
  return issue.expected === 'never' ? 'extra_forbidden' : 'missing';
}

/** An input that does not fit, as FAL words it: 422's `detail`. */
export function describeIssues(issues: readonly v.BaseIssue<unknown>[]) {
  return issues.map((issue) => ({
    loc: ['body', ...(issue.path ?? []).map(({ key }) => key)],
    msg: issue.message,
    type: issueType(issue),
  }));
}
