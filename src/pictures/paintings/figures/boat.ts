import { ellipse, line, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';

export function boat({ mood }: Canvas): string {
  return (
    path('M -10 -90 V -400 Q 120 -260 160 -104 Z', '#fffaf0') +
    path('M -30 -100 V -350 Q -120 -230 -150 -112 Z', '#ffe3c7') +
    line('M -20 -60 V -404', '#7a5340', 10) +
    path('M -14 -404 L 46 -386 L -14 -366 Z', mood.accent) +
    path('M -190 -86 H 200 Q 176 -6 116 0 H -110 Q -170 -8 -190 -86 Z', mood.accent) +
    path('M -190 -86 H 200 L 192 -62 H -180 Z', '#fff', { opacity: 0.35 }) +
    ellipse(0, 6, 230, 12, '#fff', { opacity: 0.4 })
  );
}
