/**
 * The text-to-image models of FAL that a person can choose from, as data. Fields and prices follow
 * FAL's model pages and the type definitions of `@fal-ai/client` 1.10 (November 2026).
 */
import { type ReadAnswer, readAnswer } from './read-answer.ts';

/** Width to height. */
export const SHAPES = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
export type Shape = (typeof SHAPES)[number];

/** How many pictures one order asks for. */
export const COUNTS = [1, 2, 4] as const;
export type Count = (typeof COUNTS)[number];

export type Order = { description: string; shape: Shape; count: Count };

export type Model = {
  /** Part of callback data: at most 12 characters. Never given to another model. */
  id: string;
  /** Fluent key of the name that people read. */
  title: string;
  /** Fluent key of the one line that tells how it differs. */
  hint: string;
  endpoint: string;
  /** Coins a picture; absent: IMAGE_PRICE. */
  price?: number;
  /** What FAL takes for a picture of about one megapixel, in US dollars. A snapshot. */
  costUsd: number;
  /** How long an order usually takes, for the words on its card. An estimate. */
  typicalSeconds: number;
  shapes: readonly Shape[];
  counts: readonly Count[];
  /** The bucket role that its pictures are kept in. */
  bucket: 'imagen4';
  enabledByDefault: boolean;
  /** The body of a submit. */
  input: (order: Order) => Record<string, unknown>;
  /** The pictures in a result's body; throws nothing, an unreadable body has none. */
  read: ReadAnswer;
};

type Size = { width: number; height: number };

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

const bySize =
  (sizes: Record<Shape, Size>, rest: Record<string, unknown>) =>
  ({ description, shape, count }: Order) => ({
    prompt: description,
    image_size: sizes[shape],
    num_images: count,
    ...rest,
  });

const everywhere = {
  shapes: SHAPES,
  counts: COUNTS,
  bucket: 'imagen4',
  read: readAnswer,
} as const;

const named = (id: string) => ({ id, title: `look-${id}`, hint: `look-${id}-hint` });

const imagen4 = { ...everywhere, input: byRatio };
const flux = {
  ...everywhere,
  input: bySize(FLUX_SIZES, { output_format: 'jpeg', enable_safety_checker: true }),
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
];

/** A living one: Google announced Imagen 4's end for August 2026, so it may vanish at any time. */
export const DEFAULT_MODEL_ID = 'banana';

export const findModel = (id: string): Model | undefined => MODELS.find((model) => model.id === id);
