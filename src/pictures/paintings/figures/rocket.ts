import { circle, el, group, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';

export function rocket({ mood }: Canvas): string {
  return group(
    'rotate(14)',
    path('M -34 -60 Q 0 80 34 -60 Z', '#ffb347') +
      path('M -18 -60 Q 0 30 18 -60 Z', '#fff2b8') +
      path('M -70 -150 Q -130 -90 -112 -20 Q -90 -60 -50 -64 Z', mood.accent) +
      path('M 70 -150 Q 130 -90 112 -20 Q 90 -60 50 -64 Z', mood.accent) +
      path('M 0 -430 Q 110 -300 72 -60 H -72 Q -110 -300 0 -430 Z', '#f4f1ea') +
      path('M 0 -430 Q 48 -374 66 -310 H -66 Q -48 -374 0 -430 Z', mood.accent) +
      circle(0, -226, 44, '#5a6d94') +
      circle(0, -226, 30, '#bfe6f5') +
      el(
        'g',
        { opacity: 0.1 },
        path('M 20 -404 Q 110 -300 72 -60 H 24 Q 60 -300 20 -404 Z', '#000'),
      ),
  );
}
