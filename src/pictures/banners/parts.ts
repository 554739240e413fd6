import { sparkle } from '../shapes.ts';
import { ellipse } from '../svg.ts';
import { C } from './palette.ts';

export const softShadow = (x: number, y: number, reach: number) =>
  ellipse(x, y, reach, reach * 0.09, C.plum, { opacity: 0.18 });

export const gleams = (...points: readonly (readonly [number, number, number])[]) =>
  points.map(([x, y, r]) => sparkle(x, y, r, C.gold)).join('');
