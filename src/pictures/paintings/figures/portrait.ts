import { circle, ellipse, line, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { eye } from './parts.ts';

export function portrait({ mood, random }: Canvas): string {
  const [skin, blush] = random.pick([
    ['#f6d0b1', '#eea48f'],
    ['#e3ab84', '#d0795f'],
    ['#a8714f', '#8d4c39'],
  ]);
  const hair = random.pick(['#4a2f27', '#2b2733', '#b8763f', '#d8b06a']);
  const coat = mood.snow ? '#c65262' : random.pick(['#5f7fb5', '#b85f7a', '#4f8c7d']);
  return (
    path(
      'M -118 -320 Q -140 -430 0 -440 Q 140 -430 118 -320 Q 128 -210 108 -150 H -108 Q -128 -210 -118 -320 Z',
      hair ?? '',
    ) +
    path('M -230 10 Q -220 -128 -70 -146 H 70 Q 220 -128 230 10 Z', coat ?? '') +
    path('M -44 -220 H 44 V -150 Q 0 -104 -44 -150 Z', skin ?? '') +
    path('M -44 -190 Q 0 -156 44 -190 V -168 Q 0 -140 -44 -168 Z', '#000', { opacity: 0.1 }) +
    ellipse(0, -290, 92, 110, skin ?? '') +
    path(
      'M -98 -290 Q -100 -410 0 -410 Q 100 -410 98 -290 Q 74 -356 8 -360 Q -60 -356 -96 -296 Z',
      hair ?? '',
    ) +
    circle(-52, -258, 20, blush ?? '', { opacity: 0.5 }) +
    circle(52, -258, 20, blush ?? '', { opacity: 0.5 }) +
    eye(-36, -296, 11) +
    eye(36, -296, 11) +
    line('M -54 -322 q 18 -12 34 -2 M 20 -324 q 18 -10 34 2', hair ?? '', 6) +
    line('M -4 -286 q -10 24 6 24', '#000', 5, { opacity: 0.2 }) +
    path('M -26 -236 Q 0 -210 26 -236 Q 0 -226 -26 -236 Z', '#c8535c') +
    path('M -70 -146 Q 0 -92 70 -146 L 54 -150 Q 0 -112 -54 -150 Z', '#fff', { opacity: 0.75 })
  );
}
