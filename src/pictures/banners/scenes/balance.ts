import { star } from '../../shapes.ts';
import { circle, rect } from '../../svg.ts';
import { C } from '../palette.ts';
import { gleams, softShadow } from '../parts.ts';

function coin(x: number, y: number, r: number): string {
  return (
    circle(x, y + r * 0.09, r, C.goldDeep) +
    circle(x, y, r, C.gold) +
    circle(x, y, r * 0.78, '#fbd27e') +
    star(x, y + 2, r * 0.48, C.goldDeep)
  );
}

function stack(x: number, foot: number, count: number): string {
  let drawn = softShadow(x, foot + 8, 108);
  for (let index = 0; index < count; index += 1) {
    const y = foot - index * 34;
    drawn +=
      rect(x - 92, y - 34, 184, 34, C.goldDeep, { rx: 17 }) +
      rect(x - 92, y - 38, 184, 28, index % 2 ? '#fbd27e' : C.gold, { rx: 14 });
  }
  return drawn;
}

export function balance(): string {
  return (
    stack(730, 640, 3) +
    stack(1140, 644, 5) +
    stack(930, 660, 7) +
    coin(930, 316, 108) +
    coin(1142, 380, 66) +
    coin(724, 442, 56) +
    gleams([790, 220, 30], [1080, 210, 38], [1200, 270, 20])
  );
}
