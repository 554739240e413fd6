import type { Order, Shape } from './model.ts';

export type Size = { width: number; height: number };

/** The words, the pixels and the count, as FLUX and Seedream take them. */
export const bySize =
  (sizes: Record<Shape, Size>, rest: Record<string, unknown>) =>
  ({ description, shape, count }: Order) => ({
    prompt: description,
    image_size: sizes[shape],
    num_images: count,
    ...rest,
  });

/** What every FLUX model is told. */
export const FLUX_OPTIONS = { output_format: 'jpeg', enable_safety_checker: true } as const;

/**
 * About one megapixel. FLUX works in steps of 16 pixels, and with weights in steps of 64: other
 * sides would be rounded, and the chosen ratio lost.
 */
const LORA_SIZES: Record<Shape, Size> = {
  '1:1': { width: 1024, height: 1024 },
  '3:4': { width: 768, height: 1024 },
  '4:3': { width: 1024, height: 768 },
  '9:16': { width: 768, height: 1344 },
  '16:9': { width: 1344, height: 768 },
};

/** The body for `fal-ai/flux-lora`. */
export function withWeights(order: Order): Record<string, unknown> {
  const { weights } = order;
  if (!weights) throw new Error('A picture with an avatar needs its weights');
  const { url: path, scale, steps, guidance } = weights;
  return {
    ...bySize(LORA_SIZES, FLUX_OPTIONS)(order),
    loras: [{ path, scale }],
    num_inference_steps: steps,
    guidance_scale: guidance,
  };
}
