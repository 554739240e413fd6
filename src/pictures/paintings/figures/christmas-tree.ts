import { star } from '../../shapes.ts';
import { circle, d, path, rect } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { shadow } from './parts.ts';

export function christmasTree({ random }: Canvas): string {
  const toys = ['#e0525f', '#ffd166', '#6fb6d9', '#f3a6b5'];
  let drawn = shadow(150) + rect(-20, -50, 40, 50, '#8a5a3f', { rx: 6 });
  for (const [y, half, tall] of [
    [-40, 180, 150],
    [-140, 140, 140],
    [-230, 100, 130],
  ] as const) {
    drawn += path(d`M 0 ${y - tall} L ${half} ${y} Q 0 ${y + 26} ${-half} ${y} Z`, '#3f8268');
    for (let index = 0; index < 4; index += 1) {
      drawn += circle(
        (index - 1.5) * half * 0.46,
        y - 6 - (index % 2) * 30,
        13,
        toys[(index + Math.floor(random.next() * 4)) % 4] ?? '#fff',
      );
    }
  }
  return drawn + star(0, -372, 40, '#ffd766');
}
