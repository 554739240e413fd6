import { line, path, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams, softShadow } from '../parts.ts';

export function empty(): string {
  const plant =
    path('M 1070 660 H 1190 L 1172 560 H 1088 Z', C.coral) +
    rect(1078, 548, 104, 26, C.rose, { rx: 10 }) +
    line('M 1130 550 Q 1128 480 1130 420', C.teal, 10) +
    path('M 1130 470 Q 1070 460 1060 400 Q 1120 404 1130 470 Z', C.sage) +
    path('M 1130 440 Q 1194 430 1204 366 Q 1140 376 1130 440 Z', C.teal);
  const frame =
    rect(712, 166, 340, 380, C.plum, { rx: 26, opacity: 0.12 }) +
    rect(700, 150, 340, 380, C.wood, { rx: 24 }) +
    rect(726, 176, 288, 328, C.paper, { rx: 12 }) +
    rect(752, 202, 236, 276, 'none', {
      rx: 14,
      stroke: C.lilac,
      'stroke-width': 6,
      'stroke-dasharray': '20 16',
      'stroke-linecap': 'round',
    }) +
    line('M 870 298 V 384 M 827 341 H 913', C.lilac, 16);
  const easel = line('M 780 500 L 730 660 M 960 500 L 1010 660', C.woodDeep, 18);
  return (
    softShadow(870, 666, 200) +
    softShadow(1130, 664, 90) +
    easel +
    frame +
    plant +
    gleams([660, 210, 20], [1100, 210, 30])
  );
}
