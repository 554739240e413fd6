import type { Pixels } from './faces/face-detector.ts';
import { withSharp } from './sharp.ts';

/** What is seen in a photo without knowing what it shows. */
export interface Look {
  /** 0 black to 255 white. */
  readonly brightness: number;
  /** Standard deviation of the brightness. */
  readonly contrast: number;
  /** Variance of the Laplacian where the photo is sharpest: out of focus it is low everywhere. */
  readonly sharpness: number;
  /** 16 hex digits: photos that look alike differ in few bits. */
  readonly hash: string;
}

/** Parts of a side that sharpness is measured in by themselves: backgrounds may be soft. */
const PARTS = 4;

const toGrey = ({ bytes, width, height }: Pixels): Uint8Array => {
  const grey = new Uint8Array(width * height);
  for (let at = 0; at < grey.length; at += 1)
    grey[at] =
      0.299 * (bytes[at * 3] ?? 0) +
      0.587 * (bytes[at * 3 + 1] ?? 0) +
      0.114 * (bytes[at * 3 + 2] ?? 0);
  return grey;
};

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How much each point differs from those around it, over an area within the border. */
function laplacianVariance(grey: Uint8Array, width: number, area: Area): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  for (let y = area.top; y < area.bottom; y += 1)
    for (let x = area.left; x < area.right; x += 1) {
      const at = y * width + x;
      const value =
        (grey[at - width] ?? 0) +
        (grey[at + width] ?? 0) +
        (grey[at - 1] ?? 0) +
        (grey[at + 1] ?? 0) -
        4 * (grey[at] ?? 0);
      sum += value;
      squares += value * value;
      count += 1;
    }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}

function sharpnessOf(grey: Uint8Array, width: number, height: number): number {
  const parts: number[] = [];
  const edge = (side: number, part: number) =>
    Math.min(Math.max(Math.round((side * part) / PARTS), 1), side - 1);
  for (let row = 0; row < PARTS; row += 1)
    for (let column = 0; column < PARTS; column += 1)
      parts.push(
        laplacianVariance(grey, width, {
          left: edge(width, column),
          right: edge(width, column + 1),
          top: edge(height, row),
          bottom: edge(height, row + 1),
        }),
      );
  return Math.max(...parts);
}

function spread(grey: Uint8Array): Pick<Look, 'brightness' | 'contrast'> {
  let sum = 0;
  let squares = 0;
  for (const value of grey) {
    sum += value;
    squares += value * value;
  }
  const brightness = sum / grey.length;
  return { brightness, contrast: Math.sqrt(Math.max(0, squares / grey.length - brightness ** 2)) };
}

/** A bit for each two neighbours of a tiny copy: which of them is brighter. */
async function hashOf({ bytes, width, height }: Pixels): Promise<string> {
  const tiny = await withSharp((sharp) =>
    sharp(bytes, { raw: { width, height, channels: 3 } })
      .greyscale()
      .resize(9, 8, { fit: 'fill' })
      .raw()
      .toBuffer(),
  );
  let hash = 0n;
  for (let row = 0; row < 8; row += 1)
    for (let column = 0; column < 8; column += 1) {
      const at = row * 9 + column;
      hash = (hash << 1n) | ((tiny[at] ?? 0) < (tiny[at + 1] ?? 0) ? 1n : 0n);
    }
  return hash.toString(16).padStart(16, '0');
}

/** Looks at a small copy of a photo. */
export async function lookAt(pixels: Pixels): Promise<Look> {
  const grey = toGrey(pixels);
  return {
    ...spread(grey),
    sharpness: sharpnessOf(grey, pixels.width, pixels.height),
    hash: await hashOf(pixels),
  };
}
