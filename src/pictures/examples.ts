import { type Painting, paint } from './paintings/paint.ts';
import { rasterize } from './rasterize.ts';

const EXAMPLES: readonly [Painting, ...Painting[]] = [
  { seed: 'evening by the sea 3', mood: 'sunset', backdrop: 'sea', figures: ['boat'] },
  { seed: 'a cat among flowers', mood: 'day', backdrop: 'meadow', figures: ['cat'] },
  { seed: 'a house in the snow', mood: 'winter', backdrop: 'mountains', figures: ['house'] },
  {
    seed: 'a rocket above a strange planet',
    mood: 'night',
    backdrop: 'space',
    figures: ['rocket'],
  },
];

export const EXAMPLE_COUNT = EXAMPLES.length;

/** A square drawing of what the bot can make; the index wraps around. */
export function exampleSvg(index: number, sizePx: number): string {
  const painting = EXAMPLES[Math.abs(index) % EXAMPLES.length] ?? EXAMPLES[0];
  return paint(painting, { width: sizePx, height: sizePx });
}

/** The same as a JPEG. */
export const drawExample = (index: number, sizePx = 1024): Promise<Uint8Array> =>
  rasterize(exampleSvg(index, sizePx));
