import sharp from 'sharp';
import { badRequest } from './errors.ts';

const MAX_SIDE_SUM = 10_000;
const MAX_RATIO = 20;
const JPEG_QUALITY = 87;

/** The longest side of each size Telegram makes of a photo. */
export const PHOTO_SIDES = [90, 320, 800, 1280, 2560];

export type Dimensions = { width: number; height: number };

/** Measures an image as it will be seen, and refuses what Telegram would. */
export async function measurePhoto(bytes: Uint8Array): Promise<Dimensions> {
  const metadata = await sharp(bytes)
    .metadata()
    .catch(() => undefined);
  if (!metadata) throw badRequest('IMAGE_PROCESS_FAILED');
  const { width, height } = metadata.autoOrient;
  const ratio = Math.max(width, height) / Math.min(width, height);
  if (width + height > MAX_SIDE_SUM || ratio > MAX_RATIO) {
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  }
  return { width, height };
}

export function scale({ width, height }: Dimensions, side: number): Dimensions {
  const factor = Math.min(1, side / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
}

/** The sizes of a photo, small to large; the last is the photo itself, at most 2560 wide or high. */
export function photoSides(dimensions: Dimensions): number[] {
  const longest = Math.max(dimensions.width, dimensions.height);
  const smaller = PHOTO_SIDES.filter((side) => side < longest);
  return [...smaller, Math.min(longest, 2560)].filter((side, at, all) => all.indexOf(side) === at);
}

/** Photos come out as JPEG, as Telegram recompresses them. */
export async function renderPhoto(bytes: Uint8Array, side: number): Promise<Uint8Array> {
  return sharp(bytes)
    .rotate()
    .resize(side, side, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer();
}
