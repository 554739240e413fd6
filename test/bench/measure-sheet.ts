import { createThumbnail } from '../../src/images/thumbnail.ts';
import { drawGrid } from '../../src/pictures/grid.ts';
import { drawNoise } from '../fakes/pictures.ts';
import { type Figure, median } from './figures.ts';

const TIMES = 30;
const TARGET_MS = 150;
const SHAPES = [
  [1024, 1024],
  [1344, 768],
  [768, 1344],
] as const;

async function timesOf(draw: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  // The first one draws numbers and dates, which are kept.
  await draw();
  for (let nth = 0; nth < TIMES; nth += 1) {
    const before = performance.now();
    await draw();
    times.push(performance.now() - before);
  }
  return times;
}

function figureOf(what: string, times: readonly number[]): Figure {
  const middle = median(times);
  return {
    what: `${what} (median of ${TIMES}, longest)`,
    measured: `${middle.toFixed(0)} ms (${Math.max(...times).toFixed(0)})`,
    target: `< ${TARGET_MS} ms`,
    isMet: middle < TARGET_MS,
  };
}

/** A page of nine pictures of noise, which take longest to decode. */
export async function measureSheet(): Promise<Figure[]> {
  const noise = SHAPES.map(async ([width, height]) =>
    createThumbnail(await drawNoise(width, height, 'jpeg')),
  );
  const thumbnails = await Promise.all(noise);
  const page = (marked: boolean | null) => () =>
    drawGrid(
      Array.from({ length: 9 }, (_, n) => ({
        picture: thumbnails[n % thumbnails.length] ?? null,
        number: n + 1,
        heading: '12 ноября',
        favourite: true,
        marked,
      })),
    );
  return [
    figureOf('a page of nine pictures drawn', await timesOf(page(null))),
    figureOf('the same drawn again for a tick', await timesOf(page(true))),
  ];
}
