import { type Model, named, type Order, SHAPES } from './model.ts';
import { readAnswer, readSingle } from './read-answer.ts';

/** The link that a change is of; who prepares an order of a change has sent its picture up. */
function parentOf({ imageUrl }: Order): string {
  if (imageUrl === undefined) throw new Error('A change needs the link of the picture it changes');
  return imageUrl;
}

const one = {
  shapes: SHAPES,
  counts: [1],
  bucket: 'imagen4',
  enabledByDefault: true,
} as const;

const change = { ...one, use: 'change', needsEnglish: false, read: readAnswer } as const;

/** The models of FAL that change a picture, as data. Each keeps the shape of the picture. */
export const EDIT_MODELS: readonly Model[] = [
  {
    ...named('banana-edit'),
    ...change,
    endpoint: 'fal-ai/nano-banana/edit',
    costUsd: 0.04,
    typicalSeconds: 15,
    input: (order) => ({
      prompt: order.description,
      image_urls: [parentOf(order)],
      num_images: order.count,
      output_format: 'jpeg',
    }),
  },
  {
    ...named('kontext'),
    ...change,
    needsEnglish: true,
    endpoint: 'fal-ai/flux-pro/kontext',
    costUsd: 0.04,
    typicalSeconds: 12,
    input: (order) => ({
      prompt: order.description,
      image_url: parentOf(order),
      num_images: order.count,
      output_format: 'jpeg',
    }),
  },
  {
    ...named('seedream-ed'),
    ...change,
    endpoint: 'fal-ai/bytedance/seedream/v4/edit',
    costUsd: 0.03,
    typicalSeconds: 15,
    input: (order) => ({
      prompt: order.description,
      image_urls: [parentOf(order)],
      image_size: 'auto',
      num_images: order.count,
      enable_safety_checker: true,
    }),
  },
  {
    ...named('upscale'),
    ...one,
    use: 'upscale',
    needsEnglish: false,
    read: readSingle,
    endpoint: 'fal-ai/esrgan',
    costUsd: 0.01,
    typicalSeconds: 15,
    input: (order) => ({ image_url: parentOf(order), scale: 2, output_format: 'jpeg' }),
  },
  {
    ...named('cutout'),
    ...one,
    use: 'cutout',
    needsEnglish: false,
    read: readSingle,
    endpoint: 'fal-ai/birefnet/v2',
    costUsd: 0.001,
    typicalSeconds: 8,
    input: (order) => ({ image_url: parentOf(order), output_format: 'png' }),
  },
];
