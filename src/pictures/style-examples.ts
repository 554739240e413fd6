import { type Sharp, withSharp } from '../images/sharp.ts';
import { drawGrid } from './grid.ts';
import { createKept } from './kept.ts';
import type { Painting } from './paintings/paint.ts';
import { paint } from './paintings/paint.ts';
import { rasterize } from './rasterize.ts';

type Tone = 'grey' | 'sepia';

/** What a style's example shows; its seed is the style's id. */
interface Example extends Omit<Painting, 'seed'> {
  readonly tone?: Tone;
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  business: { mood: 'day', backdrop: 'city', figures: ['portrait'] },
  film: { mood: 'sunset', backdrop: 'city', figures: ['portrait'] },
  winter: { mood: 'winter', backdrop: 'forest', figures: ['portrait'] },
  travel: { mood: 'dawn', backdrop: 'city', figures: ['portrait', 'house'] },
  seaside: { mood: 'sunset', backdrop: 'sea', figures: ['portrait'] },
  wedding: { mood: 'dawn', backdrop: 'meadow', figures: ['portrait', 'bouquet'] },
  studio: { mood: 'day', backdrop: 'plain', figures: ['portrait'] },
  'black-white': { mood: 'day', backdrop: 'plain', figures: ['portrait'], tone: 'grey' },
  retro: { mood: 'autumn', backdrop: 'city', figures: ['portrait', 'car'], tone: 'sepia' },
  autumn: { mood: 'autumn', backdrop: 'forest', figures: ['portrait'] },
  newyear: { mood: 'winter', backdrop: 'plain', figures: ['portrait', 'fir'] },
  birthday: { mood: 'dawn', backdrop: 'plain', figures: ['portrait', 'bouquet'] },
  spring: { mood: 'dawn', backdrop: 'meadow', figures: ['portrait'] },
  meadow: { mood: 'day', backdrop: 'meadow', figures: ['portrait'] },
  mountains: { mood: 'day', backdrop: 'mountains', figures: ['portrait'] },
  paris: { mood: 'sunset', backdrop: 'city', figures: ['portrait', 'house'] },
  yacht: { mood: 'day', backdrop: 'sea', figures: ['portrait', 'boat'] },
  desert: { mood: 'sunset', backdrop: 'mountains', figures: ['portrait'] },
  kitchen: { mood: 'autumn', backdrop: 'plain', figures: ['portrait', 'house'] },
  garden: { mood: 'day', backdrop: 'meadow', figures: ['portrait', 'bouquet'] },
  cat: { mood: 'autumn', backdrop: 'plain', figures: ['portrait', 'cat'] },
  dog: { mood: 'day', backdrop: 'meadow', figures: ['portrait', 'dog'] },
  cafe: { mood: 'dawn', backdrop: 'city', figures: ['portrait', 'house'] },
  bouquet: { mood: 'dawn', backdrop: 'plain', figures: ['bouquet', 'portrait'] },
  watercolour: { mood: 'dawn', backdrop: 'sea', figures: ['portrait'] },
  oil: { mood: 'autumn', backdrop: 'mountains', figures: ['portrait'], tone: 'sepia' },
  pencil: { mood: 'winter', backdrop: 'plain', figures: ['portrait'], tone: 'grey' },
  cartoon: { mood: 'day', backdrop: 'city', figures: ['robot', 'portrait'] },
  fairytale: { mood: 'night', backdrop: 'forest', figures: ['portrait', 'cat'] },
  knights: { mood: 'sunset', backdrop: 'mountains', figures: ['portrait', 'house'] },
  space: { mood: 'night', backdrop: 'space', figures: ['portrait', 'rocket'] },
  ball: { mood: 'night', backdrop: 'plain', figures: ['portrait', 'bouquet'] },
  sport: { mood: 'day', backdrop: 'plain', figures: ['portrait', 'dog'] },
  city: { mood: 'night', backdrop: 'city', figures: ['portrait'] },
  car: { mood: 'day', backdrop: 'sea', figures: ['portrait', 'car'] },
  library: { mood: 'autumn', backdrop: 'plain', figures: ['portrait', 'cat'] },
};

/** What a page shows of each, in pixels. */
const SIDE = 320;

const size = { width: SIDE, height: SIDE };

/** All there are: a few MB. */
const kept = createKept<string, Uint8Array>(64);

const tones: Readonly<Record<Tone, (picture: ReturnType<Sharp>) => ReturnType<Sharp>>> = {
  grey: (picture) => picture.grayscale(),
  sepia: (picture) => picture.tint('#c8a070'),
};

const toned = (picture: Uint8Array, tone: Tone): Promise<Uint8Array> =>
  withSharp(async (sharp) => new Uint8Array(await tones[tone](sharp(picture)).toBuffer()));

/** The drawn example of a style; one that has none is an abstract picture. */
export const drawStyle = (id: string): Promise<Uint8Array> =>
  kept(id, async () => {
    const { tone, ...painting } = EXAMPLES[id] ?? { mood: 'day' };
    const picture = await rasterize(paint({ ...painting, seed: `style ${id}` }, size));
    return tone ? toned(picture, tone) : picture;
  });

/** A page of one to nine styles as one JPEG, numbered from 1. */
export const drawStyles = async (ids: readonly string[]): Promise<Uint8Array> =>
  drawGrid(
    await Promise.all(
      ids.map(async (id, at) => ({ picture: await drawStyle(id), number: at + 1 })),
    ),
  );
