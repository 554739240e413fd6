import { fir, hills, leafTree } from '../../shapes.ts';
import { at } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { sky } from '../sky.ts';
import { area, type Backdrop } from './backdrop.ts';

export function plain(canvas: Canvas): Backdrop {
  const { width, height, mood, random } = canvas;
  const tree = (x: number, size: number) =>
    at(
      width * x,
      height * 0.8,
      size,
      mood.snow ? fir('#5d8a99', mood.ink) : leafTree(mood.land[3], mood.ink),
    );
  return {
    drawn:
      sky(canvas, [random.between(0.2, 0.8), 0.24], 70) +
      hills(random, area(canvas), height * 0.6, 46, mood.land[0]) +
      hills(random, area(canvas), height * 0.7, 36, mood.land[1]) +
      tree(random.between(0.06, 0.16), 2.4) +
      tree(random.between(0.84, 0.94), 2.9) +
      hills(random, area(canvas), height * 0.8, 26, mood.land[2]) +
      hills(random, area(canvas), height * 0.92, 18, mood.land[3]),
    ground: 0.91,
  };
}
