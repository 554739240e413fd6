import { cloud } from '../../shapes.ts';
import { circle, d, line, path, rect } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { shadow } from './parts.ts';

export function house({ mood, random }: Canvas): string {
  const wall = random.pick(['#fbe6cd', '#f6d3c2', '#e6ecd8']);
  const roof = mood.snow ? '#fdfeff' : mood.stars ? '#b3563f' : mood.accent;
  const pane = (x: number) =>
    rect(x, -170, 82, 86, '#ffdc86', { rx: 8 }) +
    line(d`M ${x + 41} -170 v 86 M ${x} -127 h 82`, '#a9714b', 7) +
    rect(x - 8, -84, 98, 14, '#a9714b', { rx: 5 });
  return (
    shadow(250) +
    rect(76, -392, 52, 130, '#a5604b', { rx: 4 }) +
    cloud(150, -420, 120, '#ffffff', 0.75) +
    rect(-190, -226, 380, 226, wall, { rx: 8 }) +
    path(
      'M -236 -212 L 0 -384 L 236 -212 Q 240 -196 222 -196 H -222 Q -240 -196 -236 -212 Z',
      roof,
    ) +
    path('M -222 -196 H 222 L 206 -180 H -206 Z', '#000', { opacity: 0.12 }) +
    circle(0, -262, 32, '#ffdc86') +
    line('M 0 -294 v 64 M -32 -262 h 64', '#a9714b', 6) +
    pane(-158) +
    pane(76) +
    path('M -44 0 V -118 Q 0 -164 44 -118 V 0 Z', '#8d5540') +
    circle(26, -62, 7, '#ffd766')
  );
}
