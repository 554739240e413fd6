import { circle, line, path, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams } from '../parts.ts';

export function help(): string {
  return (
    rect(716, 140, 370, 320, C.plum, { rx: 80, opacity: 0.12 }) +
    path(
      'M 790 120 H 1000 Q 1080 120 1080 200 V 360 Q 1080 440 1000 440 H 880 L 800 530 V 440 H 790 Q 710 440 710 360 V 200 Q 710 120 790 120 Z',
      C.coral,
    ) +
    line(
      'M 832 236 Q 836 178 896 178 Q 958 180 958 236 Q 958 274 916 296 Q 894 310 894 340',
      '#fff',
      34,
    ) +
    circle(894, 392, 21, '#fff') +
    path(
      'M 1010 400 H 1150 Q 1206 400 1206 456 V 530 Q 1206 584 1150 584 H 1140 V 644 L 1078 584 H 1010 Q 956 584 956 530 V 456 Q 956 400 1010 400 Z',
      C.paper,
    ) +
    circle(1026, 492, 17, C.teal) +
    circle(1082, 492, 17, C.gold) +
    circle(1138, 492, 17, C.lilac) +
    gleams([1150, 220, 36], [690, 560, 22])
  );
}
