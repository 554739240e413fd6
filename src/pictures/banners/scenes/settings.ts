import { circle, d, group, line, rect } from '../../svg.ts';
import { C } from '../palette.ts';

function gear(x: number, y: number, r: number, fill: string, hole: string): string {
  const teeth = [0, 45, 90, 135]
    .map((turn) =>
      group(
        `rotate(${turn} ${x} ${y})`,
        rect(x - r * 0.19, y - r * 1.28, r * 0.38, r * 2.56, fill, { rx: r * 0.12 }),
      ),
    )
    .join('');
  return teeth + circle(x, y, r, fill) + circle(x, y, r * 0.46, hole);
}

export function settings(): string {
  const slider = (y: number, share: number, colour: string) =>
    line(d`M 780 ${y} H 1080`, '#eaddd8', 20) +
    line(d`M 780 ${y} H ${780 + 300 * share}`, colour, 20) +
    circle(780 + 300 * share, y + 4, 34, C.plum, { opacity: 0.14 }) +
    circle(780 + 300 * share, y, 32, '#fff') +
    circle(780 + 300 * share, y, 15, colour);
  return (
    gear(1130, 200, 84, C.lilac, '#f3e6ee') +
    gear(730, 560, 66, C.coral, '#f6dcd2') +
    rect(722, 206, 428, 396, C.plum, { rx: 40, opacity: 0.12 }) +
    rect(714, 192, 432, 396, C.paper, { rx: 40 }) +
    slider(284, 0.72, C.coral) +
    slider(390, 0.32, C.teal) +
    slider(496, 0.86, C.gold)
  );
}
