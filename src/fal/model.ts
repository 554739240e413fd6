import type { ReadAnswer } from './read-answer.ts';

/** Width to height. */
export const SHAPES = ['1:1', '3:4', '4:3', '9:16', '16:9'] as const;
export type Shape = (typeof SHAPES)[number];

/** How many pictures one order asks for. */
export const COUNTS = [1, 2, 4] as const;
export type Count = (typeof COUNTS)[number];

/** What a model makes pictures from: words, an avatar, or a picture that it changes. */
export type Use = 'describe' | 'me' | 'change' | 'upscale' | 'cutout';

/** Trained weights, and how they are drawn with. */
export type Weights = {
  /** Where FAL reads them. */
  url: string;
  /** How strongly they count, 1 as trained. */
  scale: number;
  steps: number;
  guidance: number;
};

export type Order = {
  /** The words as they are sent. */
  description: string;
  shape: Shape;
  count: Count;
  /** For `me`. */
  weights?: Weights;
  /** Where FAL reads the picture to be changed: for `change`, `upscale` and `cutout`. */
  imageUrl?: string;
};

export type Model = {
  /** Part of callback data: at most 12 characters. Never given to another model. */
  id: string;
  use: Use;
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
  /** The bucket role that its pictures are kept in; a change is kept where its parent is. */
  bucket: 'imagen4' | 'photos';
  enabledByDefault: boolean;
  /** It was taught in English: other words are translated where that is configured. */
  needsEnglish: boolean;
  /** The body of a submit. */
  input: (order: Order) => Record<string, unknown>;
  /** The pictures in a result's body; throws nothing, an unreadable body has none. */
  read: ReadAnswer;
};

/** Message keys of a model's name and of the line below it. */
export const named = (id: string) => ({ id, title: `look-${id}`, hint: `look-${id}-hint` });
