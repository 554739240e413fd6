import { hills } from '../../shapes.ts';
import { d, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { sky } from '../sky.ts';
import { area, type Backdrop } from './backdrop.ts';

function ridge(canvas: Canvas, y: number, tall: number, fill: string, cap: string): string {
  const { width, random } = canvas;
  let drawn = '';
  for (let x = -width * 0.1; x < width * 1.05; x += width * random.between(0.2, 0.32)) {
    const [half, peak] = [width * random.between(0.2, 0.3), tall * random.between(0.62, 1)];
    const top = y - peak;
    drawn += path(d`M ${x - half} ${y} L ${x} ${top} L ${x + half} ${y} Z`, fill);
    drawn += path(
      d`M ${x} ${top} L ${x + half} ${y} H ${x + half * 0.2} Q ${x + half * 0.16} ${top + peak * 0.5} ${x} ${top} Z`,
      '#14203a',
      { opacity: 0.1 },
    );
    const k = 0.28;
    drawn += path(
      d`M ${x} ${top} L ${x + half * k} ${top + peak * k} L ${x + half * 0.12} ${top + peak * 0.2} L ${x} ${top + peak * 0.31} L ${x - half * 0.12} ${top + peak * 0.21} L ${x - half * k} ${top + peak * k} Z`,
      cap,
      { opacity: 0.92 },
    );
  }
  return drawn;
}

export function mountains(canvas: Canvas): Backdrop {
  const { height, mood, random } = canvas;
  const cap = mood.stars ? '#c9d6f2' : '#ffffff';
  return {
    drawn:
      sky(canvas, [random.between(0.2, 0.8), 0.24], 62) +
      ridge(canvas, height * 0.76, height * 0.44, mood.snow ? '#8fb0cf' : mood.land[0], cap) +
      hills(random, area(canvas), height * 0.7, 40, mood.land[1]) +
      hills(random, area(canvas), height * 0.79, 34, mood.land[2]) +
      hills(random, area(canvas), height * 0.89, 22, mood.land[3]),
    ground: 0.93,
  };
}
