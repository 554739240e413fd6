/**
 * The models of FAL that pictures are made with, as data. Fields and prices follow
 * FAL's model pages and the type definitions of `@fal-ai/client` 1.10 (November 2026).
 */
import { EDIT_MODELS } from './edit-models.ts';
import { bySize, FLUX_OPTIONS, type Size, withWeights } from './flux.ts';
import { COUNTS, type Model, named, type Order, SHAPES, type Shape } from './model.ts';
import { readAnswer } from './read-answer.ts';

export {
  COUNTS,
  type Count,
  type Model,
  type Order,
  SHAPES,
  type Shape,
  type Use,
  type Weights,
} from './model.ts';

const byRatio = ({ description, shape, count }: Order) => ({
  prompt: description,
  aspect_ratio: shape,
  num_images: count,
  output_format: 'jpeg',
});

/** About one megapixel; FLUX works in steps of 16 pixels, and FAL's presets miss 9:16 at this size. */
const FLUX_SIZES: Record<Shape, Size> = {
  '1:1': { width: 1024, height: 1024 },
  '3:4': { width: 768, height: 1024 },
  '4:3': { width: 1024, height: 768 },
  '9:16': { width: 720, height: 1280 },
  '16:9': { width: 1280, height: 720 },
};

/** Seedream refuses less than 960² and more than 4096² pixels. */
const SEEDREAM_SIZES: Record<Shape, Size> = {
  '1:1': { width: 1536, height: 1536 },
  '3:4': { width: 1344, height: 1792 },
  '4:3': { width: 1792, height: 1344 },
  '9:16': { width: 1152, height: 2048 },
  '16:9': { width: 2048, height: 1152 },
};

const everywhere = {
  use: 'describe',
  needsEnglish: false,
  shapes: SHAPES,
  counts: COUNTS,
  bucket: 'imagen4',
  read: readAnswer,
} as const;

const imagen4 = { ...everywhere, input: byRatio };
const flux = {
  ...everywhere,
  needsEnglish: true,
  input: bySize(FLUX_SIZES, FLUX_OPTIONS),
};

export const MODELS: readonly Model[] = [
  {
    ...named('banana'),
    ...everywhere,
    endpoint: 'fal-ai/nano-banana',
    costUsd: 0.04,
    typicalSeconds: 12,
    enabledByDefault: true,
    input: byRatio,
  },
  {
    ...named('imagen4'),
    ...imagen4,
    endpoint: 'fal-ai/imagen4/preview',
    costUsd: 0.04,
    typicalSeconds: 12,
    enabledByDefault: true,
  },
  {
    ...named('imagen4-fast'),
    ...imagen4,
    endpoint: 'fal-ai/imagen4/preview/fast',
    costUsd: 0.02,
    typicalSeconds: 6,
    enabledByDefault: false,
  },
  {
    ...named('imagen4-max'),
    ...imagen4,
    endpoint: 'fal-ai/imagen4/preview/ultra',
    price: 8,
    costUsd: 0.06,
    typicalSeconds: 20,
    enabledByDefault: false,
  },
  {
    ...named('schnell'),
    ...flux,
    endpoint: 'fal-ai/flux/schnell',
    price: 2,
    costUsd: 0.003,
    typicalSeconds: 4,
    enabledByDefault: true,
  },
  {
    ...named('dev'),
    ...flux,
    endpoint: 'fal-ai/flux/dev',
    costUsd: 0.025,
    typicalSeconds: 8,
    enabledByDefault: false,
  },
  {
    ...named('seedream'),
    ...everywhere,
    endpoint: 'fal-ai/bytedance/seedream/v4/text-to-image',
    costUsd: 0.03,
    typicalSeconds: 15,
    enabledByDefault: true,
    input: bySize(SEEDREAM_SIZES, { enable_safety_checker: true }),
  },
  {
    ...named('me'),
    ...everywhere,
    use: 'me',
    endpoint: 'fal-ai/flux-lora',
    costUsd: 0.035,
    typicalSeconds: 20,
    enabledByDefault: true,
    needsEnglish: true,
    bucket: 'photos',
    input: withWeights,
  },
  ...EDIT_MODELS,
];

/** A living one: Google announced Imagen 4's end for August 2026, so it may vanish at any time. */
export const DEFAULT_MODEL_ID = 'banana';

export const findModel = (id: string): Model | undefined => MODELS.find((model) => model.id === id);
