import { loadSharp } from '../../src/images/sharp.ts';

type Format = 'jpeg' | 'png' | 'webp';

/** A picture of noise, so that it does not compress to nothing. */
export async function drawNoise(
  width: number,
  height: number,
  format: Format = 'png',
): Promise<Uint8Array<ArrayBuffer>> {
  const sharp = await loadSharp();
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const drawing = sharp({ create: { width, height, channels: 3, background: '#000', noise } });
  return Uint8Array.from(await drawing.toFormat(format).toBuffer());
}
