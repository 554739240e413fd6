import { hills } from '../shapes.ts';
import { circle, d, line, rect } from '../svg.ts';
import type { Canvas } from './canvas.ts';

/** Soft discs, arcs and waves: a painting for words that name nothing drawable. */
export function abstract(canvas: Canvas): string {
  const { width, height, mood, random } = canvas;
  let drawn = rect(0, 0, width, height, 'url(#sky)');
  const colours = [mood.accent, mood.sun, mood.land[1], mood.cloud, mood.land[0]] as const;
  for (let count = 0; count < 8; count += 1) {
    const [x, y] = [random.next() * width, random.next() * height * 0.75];
    drawn += circle(x, y, random.between(60, 230), random.pick(colours), {
      opacity: random.between(0.18, 0.5).toFixed(2),
    });
  }
  const [x, y] = [width * random.between(0.35, 0.65), height * 0.46];
  drawn += circle(x, y, 340, 'url(#glow)') + circle(x, y, 150, mood.sun, { opacity: 0.95 });
  for (let ring = 0; ring < 4; ring += 1) {
    const r = 196 + ring * 46;
    const turn = random.between(0, Math.PI * 2);
    const [fromX, fromY] = [x + Math.cos(turn) * r, y + Math.sin(turn) * r];
    const [toX, toY] = [x + Math.cos(turn + 2.4) * r, y + Math.sin(turn + 2.4) * r];
    drawn += line(
      d`M ${fromX} ${fromY} A ${r} ${r} 0 0 1 ${toX} ${toY}`,
      random.pick(colours),
      20 - ring * 3,
      { opacity: 0.9 },
    );
  }
  mood.land.forEach((fill, index) => {
    drawn += hills(random, { width, bottom: height + 20 }, height * (0.7 + index * 0.08), 46, fill);
  });
  return drawn;
}
