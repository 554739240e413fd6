import type { Seeded } from './seeded.ts';
import { circle, d, el, ellipse, path } from './svg.ts';

type Point = readonly [x: number, y: number];

/** A curve through the middles of neighbouring points, down to the bottom on both sides. */
function closedCurve(points: readonly Point[], bottom: number): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let data = d`M ${first[0]} ${bottom} L ${first[0]} ${first[1]}`;
  let [x, y] = first;
  for (const [nextX, nextY] of rest) {
    data += d` Q ${x} ${y} ${(x + nextX) / 2} ${(y + nextY) / 2}`;
    [x, y] = [nextX, nextY];
  }
  return data + d` L ${x} ${y} L ${x} ${bottom} Z`;
}

/** Rolling ground across the whole width. */
export function hills(
  random: Seeded,
  area: { width: number; bottom: number },
  y: number,
  swing: number,
  fill: string,
): string {
  const step = area.width / 5;
  const points: Point[] = [];
  for (let index = -1; index <= 6; index += 1) {
    const up = index % 2 === 0 ? -1 : 1;
    points.push([index * step, y + up * swing * random.between(0.3, 1)]);
  }
  return path(closedCurve(points, area.bottom), fill);
}

/** A flat-bottomed cloud, its origin at the middle of its base. */
export function cloud(x: number, y: number, width: number, fill: string, opacity = 1): string {
  const u = width / 10;
  return el(
    'g',
    { fill, opacity },
    el('rect', { x: x - 5 * u, y: y - 1.6 * u, width: 10 * u, height: 1.6 * u, rx: 0.8 * u }),
    el('circle', { cx: x - 2.2 * u, cy: y - 1.5 * u, r: 1.4 * u }),
    el('circle', { cx: x + 0.3 * u, cy: y - 2 * u, r: 2 * u }),
    el('circle', { cx: x + 2.7 * u, cy: y - 1.4 * u, r: 1.3 * u }),
  );
}

/** A star with rounded arms; `inner` is the share of the radius between the arms. */
export function star(
  x: number,
  y: number,
  radius: number,
  fill: string,
  arms = 5,
  inner = 0.48,
): string {
  const points: string[] = [];
  for (let index = 0; index < arms * 2; index += 1) {
    const reach = index % 2 === 0 ? radius : radius * inner;
    const angle = (Math.PI * index) / arms - Math.PI / 2;
    points.push(d`${x + reach * Math.cos(angle)} ${y + reach * Math.sin(angle)}`);
  }
  const width = radius * 0.14;
  return el('polygon', {
    points: points.join(' '),
    fill,
    stroke: fill,
    'stroke-width': width,
    'stroke-linejoin': 'round',
  });
}

/** A four-armed glint. */
export function sparkle(x: number, y: number, r: number, fill: string, opacity = 1): string {
  const q = r * 0.14;
  const data = d`M ${x} ${y - r} Q ${x + q} ${y - q} ${x + r} ${y} Q ${x + q} ${y + q} ${x} ${y + r} Q ${x - q} ${y + q} ${x - r} ${y} Q ${x - q} ${y - q} ${x} ${y - r} Z`;
  return path(data, fill, { opacity });
}

/** A sun or moon with its halo; needs a glow gradient by that id. */
export function shining(x: number, y: number, r: number, fill: string, glowId: string): string {
  return circle(x, y, r * 3.4, `url(#${glowId})`) + circle(x, y, r, fill);
}

/** A fir tree standing on its origin, 100 units high. */
export function fir(fill: string, trunk: string): string {
  return (
    path('M -4 0 h 8 v -18 h -8 Z', trunk) +
    path(
      'M 0 -100 L 17 -66 H 9 L 25 -40 H 14 L 32 -12 Q 0 -6 -32 -12 L -14 -40 H -25 L -9 -66 H -17 Z',
      fill,
    )
  );
}

/** A leafy tree standing on its origin, 100 units high. */
export function leafTree(fill: string, trunk: string): string {
  return (
    path('M -4 0 Q -2 -30 -3 -46 h 6 Q 2 -30 4 0 Z', trunk) +
    circle(0, -64, 30, fill) +
    circle(-20, -50, 20, fill) +
    circle(20, -52, 19, fill) +
    ellipse(-8, -74, 17, 13, '#ffffff', { opacity: 0.16 })
  );
}

/** A bird far away. */
export function farBird(x: number, y: number, span: number, stroke: string): string {
  const h = span * 0.3;
  const data = d`M ${x - span} ${y - h * 0.6} Q ${x - span * 0.4} ${y - h * 1.5} ${x} ${y} Q ${x + span * 0.4} ${y - h * 1.5} ${x + span} ${y - h * 0.6}`;
  return el('path', {
    d: data,
    fill: 'none',
    stroke,
    'stroke-width': span * 0.14,
    'stroke-linecap': 'round',
  });
}
