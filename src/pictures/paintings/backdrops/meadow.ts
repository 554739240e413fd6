import { hills } from '../../shapes.ts';
import { circle, d, line } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { sky } from '../sky.ts';
import { area, type Backdrop } from './backdrop.ts';

function meadowFlowers(
  canvas: Canvas,
  from: number,
  colours: readonly [string, ...string[]],
): string {
  const { width, height, random } = canvas;
  let drawn = '';
  for (let row = 0; row < 6; row += 1) {
    const size = 9 + row * 5;
    const y = height * (from + 0.02) + row ** 1.25 * height * 0.038;
    for (let x = random.next() * 40; x < width; x += size * random.between(3.2, 6)) {
      const [cx, cy] = [x, y + random.between(-12, 12)];
      drawn += line(
        d`M ${cx} ${cy} q 3 ${size * 1.4} 0 ${size * 3}`,
        '#3f7a55',
        Math.max(2, size * 0.16),
      );
      const petal = random.pick(colours);
      for (let index = 0; index < 5; index += 1) {
        const angle = (index / 5) * Math.PI * 2;
        drawn += circle(
          cx + Math.cos(angle) * size * 0.55,
          cy + Math.sin(angle) * size * 0.55,
          size * 0.5,
          petal,
        );
      }
      drawn += circle(cx, cy, size * 0.36, '#ffe08a');
    }
  }
  return drawn;
}

export function meadow(canvas: Canvas): Backdrop {
  const { height, mood, random } = canvas;
  return {
    drawn:
      sky(canvas, [random.between(0.2, 0.8), 0.25], 68) +
      hills(random, area(canvas), height * 0.58, 40, mood.land[0]) +
      hills(random, area(canvas), height * 0.66, 30, mood.land[1]) +
      hills(random, area(canvas), height * 0.76, 22, mood.land[2]) +
      meadowFlowers(canvas, 0.74, ['#f27c8d', '#ffffff', '#ffb85c', '#b48be0', '#ff9fb6']),
    ground: 0.9,
  };
}
