import { fir, hills, leafTree } from '../../shapes.ts';
import { at } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { sky } from '../sky.ts';
import { area, type Backdrop } from './backdrop.ts';

function treeRow(canvas: Canvas, y: number, size: number, fill: string, leafy: boolean): string {
  const { width, mood, random } = canvas;
  let drawn = '';
  for (let x = -size * 0.2; x < width + size * 0.4; x += size * random.between(0.42, 0.62)) {
    const scale = (size / 100) * random.between(0.75, 1.2);
    const tree = leafy ? leafTree(fill, mood.ink) : fir(fill, fill);
    drawn += at(x, y + random.between(-6, 10), scale, tree);
  }
  return drawn;
}

export function forest(canvas: Canvas): Backdrop {
  const { height, mood, random } = canvas;
  const green = mood.snow ? ['#a9c6d6', '#7fa6b8', '#4f7f8f'] : mood.land.slice(1);
  const leafy = mood.accent === '#d94f30';
  return {
    drawn:
      sky(canvas, [random.between(0.3, 0.7), 0.28], 66) +
      hills(random, area(canvas), height * 0.62, 34, mood.land[0]) +
      treeRow(canvas, height * 0.66, 150, green[0] ?? mood.land[0], leafy) +
      hills(random, area(canvas), height * 0.68, 22, mood.land[1]) +
      treeRow(canvas, height * 0.75, 220, green[1] ?? mood.land[1], leafy) +
      hills(random, area(canvas), height * 0.76, 20, mood.land[2]) +
      treeRow(canvas, height * 0.86, 300, green[2] ?? mood.land[2], leafy) +
      hills(random, area(canvas), height * 0.87, 18, mood.land[3]),
    ground: 0.94,
  };
}
