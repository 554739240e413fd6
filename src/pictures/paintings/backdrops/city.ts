import { d, path, rect } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { sky } from '../sky.ts';
import type { Backdrop } from './backdrop.ts';

function tower(canvas: Canvas, x: number, width: number, tall: number, fill: string): string {
  const { height, random } = canvas;
  const top = height * 0.84 - tall;
  let drawn = rect(x, top, width, tall + 20, fill, { rx: 6 });
  if (random.next() < 0.35)
    drawn += path(
      d`M ${x} ${top + 4} L ${x + width / 2} ${top - width * 0.35} L ${x + width} ${top + 4} Z`,
      fill,
    );
  const columns = Math.max(2, Math.floor(width / 34));
  const gap = width / columns;
  for (let row = 0; row * 40 < tall - 60; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (random.next() < 0.45) continue;
      const window = { rx: 3, opacity: random.between(0.45, 0.95).toFixed(2) };
      drawn += rect(
        x + column * gap + gap * 0.28,
        top + 26 + row * 40,
        gap * 0.44,
        20,
        '#ffe2a0',
        window,
      );
    }
  }
  return drawn;
}

export function city(canvas: Canvas): Backdrop {
  const { width, height, mood, random } = canvas;
  const snow = mood.snow ? ['#9db7cf', '#7f9dbb', '#5f80a3'] : mood.land;
  let towers = '';
  for (const [layer, share] of [
    [0, 0.46],
    [1, 0.36],
    [2, 0.25],
  ] as const) {
    for (let x = -30; x < width; ) {
      const wide = random.between(80, 150);
      towers += tower(
        canvas,
        x,
        wide,
        height * share * random.between(0.6, 1.05),
        snow[layer] ?? mood.land[layer],
      );
      x += wide + random.between(-6, 26) + (2 - layer) * 4;
    }
  }
  const road = rect(0, height * 0.84, width, height * 0.16, mood.snow ? '#e8f0f7' : mood.land[3]);
  return {
    drawn: sky(canvas, [random.between(0.25, 0.75), 0.26], 70) + towers + road,
    ground: 0.93,
  };
}
