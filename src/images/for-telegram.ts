import { MAX_PIXELS, type Sharp, withSharp } from './sharp.ts';

/** Telegram's limits of `sendPhoto` (core.telegram.org/bots/api#sendphoto). */
const MAX_BYTES = 10 * 1024 * 1024;
const MAX_SUM_OF_SIDES = 10_000;
const MAX_RATIO = 20;

/** Telegram shows no photo larger than this. */
const MAX_SIDE = 2560;

/** From fine to coarse, until the file is small enough. */
const QUALITIES = [90, 75, 50];

type Size = { width: number; height: number };

const ratioOf = ({ width, height }: Size) => Math.max(width / height, height / width);

const fits = (size: Size, bytes: number) =>
  bytes <= MAX_BYTES &&
  size.width + size.height <= MAX_SUM_OF_SIDES &&
  Math.max(size.width, size.height) <= MAX_SIDE &&
  ratioOf(size) <= MAX_RATIO;

/** The canvas: at most `MAX_SIDE`, and no thinner than Telegram takes. */
function frame({ width, height }: Size): Size {
  const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
  const longest = Math.round(Math.max(width, height) * scale);
  const thinnest = Math.ceil(longest / MAX_RATIO);
  return {
    width: Math.max(Math.round(width * scale), thinnest),
    height: Math.max(Math.round(height * scale), thinnest),
  };
}

const redraw = (sharp: Sharp, bytes: Uint8Array, canvas: Size, quality: number) =>
  sharp(bytes, { limitInputPixels: MAX_PIXELS })
    .autoOrient()
    .resize({ ...canvas, fit: 'contain', background: 'white' })
    .flatten({ background: 'white' })
    .jpeg({ quality })
    .toBuffer();

async function shrink(sharp: Sharp, bytes: Uint8Array, canvas: Size): Promise<Uint8Array> {
  for (const quality of QUALITIES) {
    const smaller = await redraw(sharp, bytes, canvas, quality);
    if (smaller.length <= MAX_BYTES) return smaller;
  }
  throw new Error('a picture cannot be made small enough for Telegram');
}

/** The bytes themselves if `sendPhoto` takes them, else a JPEG that it does. */
export function fitForPhoto(bytes: Uint8Array): Promise<Uint8Array> {
  return withSharp(async (sharp) => {
    const options = { limitInputPixels: MAX_PIXELS };
    const { autoOrient: size } = await sharp(bytes, options).metadata();
    return fits(size, bytes.length) ? bytes : shrink(sharp, bytes, frame(size));
  });
}
