import { hills, shining, sparkle } from '../../shapes.ts';
import { d, ellipse, line, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { sky } from '../sky.ts';
import { area, type Backdrop } from './backdrop.ts';

export function space(canvas: Canvas): Backdrop {
  const { width, height, random } = canvas;
  const night = sky(canvas, [0.16, 0.2], 34);
  const [x, y, r] = [width * random.between(0.58, 0.72), height * 0.36, 150];
  const tint = random.pick([
    ['#f2a56b', '#c8654f'],
    ['#7fc7c4', '#3d7f96'],
    ['#c79bea', '#7a56b3'],
  ]);
  const planet =
    shining(x, y, r, tint[0] ?? '#fff', 'glow') +
    path(
      d`M ${x - r * 0.7} ${y + r * 0.7} A ${r} ${r} 0 0 0 ${x + r * 0.7} ${y - r * 0.7} A ${r * 1.5} ${r * 1.5} 0 0 1 ${x - r * 0.7} ${y + r * 0.7} Z`,
      tint[1] ?? '#000',
      { opacity: 0.75 },
    ) +
    `<g transform="rotate(-18 ${x.toFixed(0)} ${y.toFixed(0)})">${line(d`M ${x - r * 0.99} ${y - 8} A ${r * 1.75} ${r * 0.42} 0 1 0 ${x + r * 0.99} ${y - 8}`, '#ffe3b8', 15, { opacity: 0.9 })}</g>`;
  let ground =
    hills(random, area(canvas), height * 0.86, 34, '#54497f') +
    hills(random, area(canvas), height * 0.94, 20, '#3a325f');
  for (let count = 0; count < 9; count += 1) {
    ground += ellipse(
      random.next() * width,
      height * random.between(0.9, 0.99),
      random.between(20, 60),
      random.between(6, 14),
      '#2a2349',
      { opacity: 0.6 },
    );
  }
  return {
    drawn: night + planet + sparkle(width * 0.3, height * 0.4, 26, '#fff') + ground,
    ground: 0.92,
  };
}
