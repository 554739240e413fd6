import { group, line, path, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams, softShadow } from '../parts.ts';

export function create(): string {
  const easel =
    line('M 870 260 L 760 660 M 990 260 L 1100 660 M 930 240 V 640', C.wood, 20) +
    rect(800, 560, 260, 22, C.woodDeep, { rx: 10 });
  const canvas =
    rect(728, 130, 404, 430, '#ffffff', { rx: 18 }) +
    rect(750, 152, 360, 386, '#fdeedb', { rx: 10 });
  const strokes =
    line('M 790 300 Q 860 210 930 280 T 1070 240', C.coral, 46, { opacity: 0.95 }) +
    line('M 790 380 Q 860 290 930 360 T 1070 320', C.gold, 46, { opacity: 0.95 }) +
    line('M 790 460 Q 860 370 930 440 T 1070 400', C.teal, 46, { opacity: 0.95 });
  const brush = group(
    'translate(1090 350) rotate(32)',
    rect(-14, -220, 28, 190, C.woodDeep, { rx: 14 }) +
      rect(-19, -50, 38, 50, '#d8d3dc', { rx: 6 }) +
      path('M -20 -2 H 20 Q 24 40 0 78 Q -24 40 -20 -2 Z', C.teal),
  );
  return (
    softShadow(930, 664, 240) +
    easel +
    canvas +
    strokes +
    brush +
    gleams([690, 190, 34], [1190, 480, 28], [700, 480, 20])
  );
}
