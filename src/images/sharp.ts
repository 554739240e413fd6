import type sharpModule from 'sharp';
import { createFewAtOnce } from './few-at-once.ts';

export type Sharp = typeof sharpModule;

/** A FAL picture has at most 4096² pixels; the rest is room for what people will upload. */
export const MAX_PIXELS = 40_000_000;

/** Two decodes at once keep the other threads free for files and look-ups. */
const AT_ONCE = 2;

/** SVG is for our own drawings; bytes from outside are sorted by `imageTypeOf` first. */
const LOADERS = [
  'VipsForeignLoadJpegBuffer',
  'VipsForeignLoadPngBuffer',
  'VipsForeignLoadWebpBuffer',
  'VipsForeignLoadSvgBuffer',
];

const inTurn = createFewAtOnce(AT_ONCE);
let loaded: Promise<Sharp> | undefined;

async function load(): Promise<Sharp> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: LOADERS });
  sharp.concurrency(1);
  sharp.cache(false);
  return sharp;
}

/** Sharp, loaded when first needed, for the whole process without the loaders it does not need. */
export function loadSharp(): Promise<Sharp> {
  loaded ??= load();
  return loaded;
}

/** Runs work on pictures, few at once; errors of sharp pass through. */
export async function withSharp<Result>(work: (sharp: Sharp) => Promise<Result>): Promise<Result> {
  const sharp = await loadSharp();
  return inTurn(() => work(sharp));
}
