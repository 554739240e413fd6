import { circle, ellipse, line, path, rect } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { shadow } from './parts.ts';

export function car({ mood }: Canvas): string {
  const wheel = (x: number) => circle(x, -44, 50, '#2d2f3b') + circle(x, -44, 24, '#d6dae3');
  return (
    shadow(290) +
    path('M -150 -150 Q -120 -262 -20 -264 H 50 Q 130 -262 178 -150 Z', mood.accent) +
    path('M -118 -154 Q -92 -236 -24 -238 V -154 Z', '#cfeaf5') +
    path('M 2 -154 V -238 H 48 Q 104 -236 140 -154 Z', '#cfeaf5') +
    path(
      'M -270 -52 V -108 Q -266 -150 -200 -158 H 190 Q 276 -150 280 -84 V -52 Q 278 -36 262 -36 H -254 Q -270 -38 -270 -52 Z',
      mood.accent,
    ) +
    path('M -270 -82 H 280 V -52 Q 278 -36 262 -36 H -254 Q -270 -38 -270 -52 Z', '#000', {
      opacity: 0.13,
    }) +
    ellipse(262, -108, 18, 20, '#fff3c0') +
    rect(-276, -122, 22, 30, '#ffd0c4', { rx: 8 }) +
    line('M -30 -116 h 42', '#fff', 8, { opacity: 0.7 }) +
    wheel(-150) +
    wheel(164)
  );
}
