import { d, ellipse, line, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { eye, shadow } from './parts.ts';

export function cat({ random }: Canvas): string {
  const [coat, pale] = random.pick([
    ['#e8924a', '#ffdcb0'],
    ['#6d7285', '#d4d8e3'],
    ['#3c3a47', '#e9e6ee'],
    ['#f1e3d3', '#ffffff'],
  ]);
  const ear = (side: number) =>
    path(
      d`M ${side * 96} -268 L ${side * 100} -388 Q ${side * 50} -362 ${side * 26} -338 Z`,
      coat ?? '',
    ) +
    path(
      d`M ${side * 84} -290 L ${side * 88} -362 Q ${side * 58} -346 ${side * 44} -332 Z`,
      '#f5a8a4',
    );
  const whiskers = (side: number) =>
    line(
      d`M ${side * 40} -246 L ${side * 118} -262 M ${side * 40} -238 L ${side * 120} -232`,
      '#fff',
      4,
      { opacity: 0.85 },
    );
  return (
    shadow(170) +
    line('M 96 -40 Q 210 -30 196 -130 Q 188 -176 158 -166', coat ?? '', 38) +
    path('M -112 0 Q -140 -190 0 -214 Q 140 -190 112 0 Z', coat ?? '') +
    path('M -52 0 Q -66 -140 0 -160 Q 66 -140 52 0 Z', pale ?? '') +
    ear(-1) +
    ear(1) +
    ellipse(0, -272, 110, 92, coat ?? '') +
    ellipse(0, -240, 54, 40, pale ?? '') +
    eye(-44, -284, 17) +
    eye(44, -284, 17) +
    path('M -12 -258 H 12 L 0 -244 Z', '#e0737c') +
    line('M -22 -232 Q -10 -222 0 -236 Q 10 -222 22 -232', '#5a4048', 5) +
    whiskers(-1) +
    whiskers(1) +
    ellipse(-44, -8, 34, 18, pale ?? '') +
    ellipse(44, -8, 34, 18, pale ?? '')
  );
}
