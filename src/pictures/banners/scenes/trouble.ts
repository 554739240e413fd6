import { cloud } from '../../shapes.ts';
import { circle, d, line, path } from '../../svg.ts';
import { C } from '../palette.ts';

export function trouble(): string {
  const rain = [700, 760, 1100, 1160, 1214, 650]
    .map((x, index) =>
      line(
        d`M ${x} ${300 + (index % 3) * 70} l -16 46 M ${x + 16} ${440 + (index % 2) * 60} l -16 46`,
        '#8fb4cc',
        9,
      ),
    )
    .join('');
  return (
    cloud(940, 210, 420, '#ffffff', 0.96) +
    cloud(1120, 236, 230, '#e6edf2', 0.96) +
    rain +
    line('M 930 330 V 600 Q 930 648 886 648 Q 846 648 846 606', C.woodDeep, 17) +
    path(
      'M 700 470 Q 716 300 930 290 Q 1144 300 1160 470 Q 1122 430 1083 470 Q 1044 430 1006 470 Q 968 430 930 470 Q 892 430 854 470 Q 816 430 777 470 Q 738 430 700 470 Z',
      C.rose,
    ) +
    path(
      'M 930 290 Q 852 330 854 470 Q 892 430 930 470 Q 968 430 1006 470 Q 1008 330 930 290 Z',
      C.coral,
    ) +
    circle(930, 286, 12, C.woodDeep)
  );
}
