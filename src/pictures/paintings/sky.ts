import { cloud, farBird, shining, sparkle } from '../shapes.ts';
import { circle, d, path, rect } from '../svg.ts';
import type { Canvas } from './canvas.ts';

function stars({ width, height, random }: Canvas): string {
  let drawn = '';
  for (let count = 0; count < 90; count += 1) {
    const [x, y] = [random.next() * width, random.next() ** 1.4 * height * 0.7];
    const opacity = random.between(0.35, 0.95).toFixed(2);
    drawn += circle(x, y, random.between(1.2, 3.4), '#fff', { opacity });
  }
  for (let count = 0; count < 5; count += 1) {
    drawn += sparkle(
      random.next() * width,
      random.next() * height * 0.4,
      random.between(9, 18),
      '#fff',
    );
  }
  return drawn;
}

function clouds({ width, height, mood, random }: Canvas): string {
  let drawn = '';
  const count = 3 + Math.floor(random.next() * 2);
  for (let index = 0; index < count; index += 1) {
    const x = (index + random.between(0.1, 0.9)) * (width / count);
    const y = random.between(0.1, 0.36) * height;
    drawn += cloud(x, y, random.between(150, 290), mood.cloud, random.between(0.5, 0.85));
  }
  return drawn;
}

function snowflakes({ width, height, random }: Canvas): string {
  let drawn = '';
  for (let count = 0; count < 110; count += 1) {
    const opacity = random.between(0.5, 0.95).toFixed(2);
    drawn += circle(random.next() * width, random.next() * height, random.between(2, 7), '#fff', {
      opacity,
    });
  }
  return drawn;
}

/** The sky with its sun or moon; `sunAt` in shares of the view. */
export function sky(canvas: Canvas, sunAt: readonly [number, number], radius = 70): string {
  const { width, height, mood, random } = canvas;
  const [x, y] = [sunAt[0] * width, sunAt[1] * height];
  const r = radius;
  const crescent = path(
    d`M ${x - r * 0.2} ${y - r} A ${r} ${r} 0 1 0 ${x + r} ${y + r * 0.3} A ${r * 0.86} ${r * 0.86} 0 0 1 ${x - r * 0.2} ${y - r} Z`,
    mood.sun,
  );
  const moon = circle(x, y, r * 3.4, 'url(#glow)') + crescent;
  const birds = mood.stars
    ? ''
    : [0, 1, 2]
        .map((index) =>
          farBird(
            x + 190 + index * 58,
            y - 40 + (index % 2) * 34,
            random.between(16, 26),
            mood.ink,
          ),
        )
        .join('');
  return (
    rect(0, 0, width, height, 'url(#sky)') +
    (mood.stars ? stars(canvas) : '') +
    (mood.stars ? moon : shining(x, y, radius, mood.sun, 'glow')) +
    (mood.stars ? '' : clouds(canvas)) +
    birds
  );
}

/** What falls in front of everything. */
export const weather = (canvas: Canvas) => (canvas.mood.snow ? snowflakes(canvas) : '');
