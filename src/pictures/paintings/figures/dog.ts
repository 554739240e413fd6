import { circle, d, ellipse, line, path } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { eye, shadow } from './parts.ts';

export function dog({ random, mood }: Canvas): string {
  const [coat, dark] = random.pick([
    ['#c98d58', '#8a5834'],
    ['#f0e2cc', '#b98a5a'],
    ['#8b8f9e', '#575b6b'],
  ]);
  const ear = (side: number) =>
    path(
      d`M ${side * 70} -344 Q ${side * 150} -350 ${side * 134} -228 Q ${side * 104} -214 ${side * 84} -270 Z`,
      dark ?? '',
    );
  return (
    shadow(180) +
    line('M 104 -60 Q 176 -90 182 -164', coat ?? '', 32) +
    path('M -112 0 Q -130 -200 0 -220 Q 130 -200 112 0 Z', coat ?? '') +
    ellipse(0, -70, 62, 74, '#fff6ea', { opacity: 0.9 }) +
    ellipse(0, -276, 102, 100, coat ?? '') +
    ear(-1) +
    ear(1) +
    ellipse(0, -242, 60, 50, '#fff6ea') +
    eye(-40, -298, 16) +
    eye(40, -298, 16) +
    ellipse(0, -264, 24, 17, '#2b2530') +
    line('M -26 -228 Q 0 -204 26 -228', '#5a4048', 6) +
    path('M -14 -217 Q 0 -212 14 -217 Q 16 -184 0 -182 Q -16 -184 -14 -217 Z', '#ee8088') +
    path('M -74 -194 Q 0 -158 74 -194 L 70 -174 Q 0 -138 -70 -174 Z', mood.accent) +
    circle(0, -152, 17, '#ffd766') +
    ellipse(-48, -8, 38, 20, coat ?? '') +
    ellipse(48, -8, 38, 20, coat ?? '')
  );
}
