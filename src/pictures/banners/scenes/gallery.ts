import { circle, ellipse, group, line, path, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams } from '../parts.ts';

function framed(
  x: number,
  y: number,
  width: number,
  height: number,
  inside: string,
  frame: string,
): string {
  return (
    rect(x + 8, y + 14, width, height, C.plum, { rx: 16, opacity: 0.14 }) +
    rect(x, y, width, height, frame, { rx: 16 }) +
    rect(x + 16, y + 16, width - 32, height - 32, C.paper, { rx: 8 }) +
    `<svg x="${x + 28}" y="${y + 28}" width="${width - 56}" height="${height - 56}" viewBox="0 0 200 200" preserveAspectRatio="xMidYMid slice">${inside}</svg>`
  );
}

export function gallery(): string {
  const sunset =
    rect(0, 0, 200, 200, '#ffd7ae') +
    circle(100, 104, 40, C.coral) +
    path('M -60 130 Q 60 90 140 128 T 300 120 V 260 H -60 Z', C.plumSoft) +
    path('M -60 160 Q 70 136 260 164 V 260 H -60 Z', C.plum);
  const peaks =
    rect(-50, 0, 300, 200, '#cde6ea') +
    path('M -40 180 L 50 60 L 110 140 L 150 90 L 240 180 V 220 H -40 Z', C.teal) +
    path('M 50 60 L 72 90 L 52 84 L 34 84 Z', '#fff') +
    rect(-50, 168, 300, 60, C.sage);
  const bloom = [0, 60, 120, 180, 240, 300]
    .map((turn) => group(`rotate(${turn} 100 84)`, ellipse(100, 50, 17, 30, C.rose)))
    .join('');
  const flower =
    rect(0, -50, 200, 300, '#fbe4d5') +
    line('M 100 90 Q 106 150 100 210', C.teal, 9) +
    bloom +
    circle(100, 84, 19, C.gold);
  return (
    line('M 640 130 Q 930 70 1230 124', C.plumSoft, 5) +
    framed(680, 170, 270, 240, sunset, C.gold) +
    framed(984, 150, 210, 280, flower, C.coral) +
    framed(770, 440, 320, 200, peaks, C.wood) +
    line('M 815 102 V 170 M 1089 104 V 150', C.plumSoft, 4) +
    gleams([650, 400, 22], [1170, 500, 30])
  );
}
