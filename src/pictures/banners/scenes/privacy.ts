import { circle, line, path, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams, softShadow } from '../parts.ts';

export function privacy(): string {
  return (
    softShadow(930, 660, 190) +
    path(
      'M 930 116 Q 1030 190 1150 196 Q 1166 480 930 648 Q 694 480 710 196 Q 830 190 930 116 Z',
      C.teal,
    ) +
    path('M 930 116 Q 1030 190 1150 196 Q 1166 480 930 648 Z', C.plum, { opacity: 0.12 }) +
    path(
      'M 930 166 Q 1012 222 1108 232 Q 1112 450 930 594 Q 748 450 752 232 Q 848 222 930 166 Z',
      '#fff',
      { opacity: 0.2 },
    ) +
    line('M 870 362 V 310 Q 870 246 930 246 Q 990 246 990 310 V 362', C.paper, 28) +
    rect(826, 352, 208, 160, C.gold, { rx: 30 }) +
    circle(930, 418, 25, C.plum) +
    path('M 916 424 H 944 L 952 474 H 908 Z', C.plum) +
    gleams([690, 560, 26], [1180, 520, 32], [1150, 130, 24])
  );
}
