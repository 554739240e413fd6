import { loadSharp } from '../../src/images/sharp.ts';

/** A picture of one colour, as thumbnails are stored. */
export async function flat(background: string, width = 320, height = 320): Promise<Uint8Array> {
  const sharp = await loadSharp();
  const picture = sharp({ create: { width, height, channels: 3, background } });
  return new Uint8Array(await picture.webp().toBuffer());
}

export async function sizeOf(picture: Uint8Array): Promise<[number, number]> {
  const sharp = await loadSharp();
  const { width, height } = await sharp(picture).metadata();
  return [width, height];
}

/** Red, green and blue of one pixel. */
export async function pixel(
  picture: Uint8Array,
  left: number,
  top: number,
): Promise<[number, number, number]> {
  const [r = 0, g = 0, b = 0] = await part(picture, { left, top, width: 1, height: 1 });
  return [r, g, b];
}

/** A part's pixels. */
export async function part(
  picture: Uint8Array,
  area: { left: number; top: number; width: number; height: number },
): Promise<Uint8Array> {
  const sharp = await loadSharp();
  return sharp(picture).extract(area).raw().toBuffer();
}
