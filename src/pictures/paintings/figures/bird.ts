import { circle, ellipse, line, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { eye } from './parts.ts';

export function bird({ mood, random }: Canvas): string {
  const coat = random.pick(['#e8735a', '#4f9fc4', '#f0b64c']);
  return (
    line('M -1200 -190 Q -300 -40 250 -104', mood.ink, 24) +
    path('M 150 -92 q 40 -60 92 -44 q -20 52 -92 44 Z', '#6fae7d') +
    path('M -186 -84 q -54 -44 -96 -14 q 30 42 96 14 Z', '#6fae7d') +
    path('M -106 -128 L -226 -70 L -108 -84 Z', coat, { opacity: 0.85 }) +
    ellipse(-10, -178, 122, 104, coat) +
    ellipse(20, -144, 82, 66, '#fff1e0') +
    circle(78, -266, 76, coat) +
    path('M 146 -276 L 206 -256 L 146 -240 Z', '#ffb347') +
    eye(98, -284, 15) +
    path('M -78 -214 Q 30 -236 28 -146 Q -50 -110 -120 -150 Z', '#000', { opacity: 0.16 }) +
    line('M -8 -80 v -10 M 34 -80 v -8', '#c9752d', 12)
  );
}
