import { circle, d, line, rect } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { shadow } from './parts.ts';

export function robot({ mood }: Canvas): string {
  const arm = (side: number) =>
    line(d`M ${side * 104} -176 Q ${side * 166} -150 ${side * 150} -84`, '#8497ad', 30) +
    circle(side * 150, -72, 26, '#5f7288');
  return (
    shadow(150) +
    rect(-74, -60, 48, 60, '#6f8299', { rx: 14 }) +
    rect(26, -60, 48, 60, '#6f8299', { rx: 14 }) +
    arm(-1) +
    arm(1) +
    rect(-104, -214, 208, 168, '#a9bace', { rx: 40 }) +
    rect(-58, -174, 116, 72, '#dfe8f1', { rx: 18 }) +
    circle(-26, -138, 14, mood.accent) +
    circle(22, -138, 14, '#63b6a4') +
    line('M 0 -372 v -34', '#6f8299', 10) +
    circle(0, -414, 17, mood.accent) +
    rect(-118, -376, 236, 152, '#c4d2e2', { rx: 56 }) +
    rect(-90, -346, 180, 94, '#2c3950', { rx: 42 }) +
    circle(-42, -300, 22, '#8ff0e2') +
    circle(42, -300, 22, '#8ff0e2') +
    line('M -18 -268 Q 0 -258 18 -268', '#8ff0e2', 7)
  );
}
