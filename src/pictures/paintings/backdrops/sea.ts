import { hills } from '../../shapes.ts';
import { d, ellipse, line, path, rect } from '../../svg.ts';
import type { Canvas } from '../canvas.ts';
import { sky } from '../sky.ts';
import { area, type Backdrop } from './backdrop.ts';

export function sea(canvas: Canvas): Backdrop {
  const { width, height, mood, random } = canvas;
  const horizon = height * 0.56;
  const sunX = random.between(0.3, 0.7);
  let water = rect(0, horizon, width, height - horizon, 'url(#water)');
  for (let row = 0; row < 14; row += 1) {
    const y = horizon + 14 + row ** 1.55 * 7;
    const reach = 40 + row * 16;
    const x = sunX * width + random.between(-30, 30);
    water += ellipse(x, y, reach * random.between(0.6, 1.2), 3 + row * 0.5, mood.sun, {
      opacity: 0.62 - row * 0.03,
    });
    const far = random.next() * width;
    water += line(d`M ${far - 50} ${y + 9} q 25 -12 50 0 t 50 0`, mood.sun, 3, { opacity: 0.28 });
  }
  const shore = hills(random, area(canvas), height * 0.9, 26, mood.snow ? '#f4f8fb' : '#f0d9ae');
  const cape = path(
    d`M ${width} ${horizon + 6} H ${width * 0.66} Q ${width * 0.78} ${horizon - 60} ${width} ${horizon - 110} Z`,
    mood.land[0],
    { opacity: 0.9 },
  );
  return { drawn: sky(canvas, [sunX, 0.42], 74) + cape + water + shore, ground: 0.95 };
}
