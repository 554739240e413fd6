import { seeded } from '../seeded.ts';
import { at, drawing, glowGradient, rect, verticalGradient } from '../svg.ts';
import { abstract } from './abstract.ts';
import { BACKDROPS, type BackdropName } from './backdrops.ts';
import type { Canvas } from './canvas.ts';
import { FIGURES, type FigureName } from './figures.ts';
import { MOODS, type MoodName } from './mood.ts';
import { weather } from './sky.ts';

/** What a painting shows; without a backdrop and figures it is an abstract one. */
export interface Painting {
  seed: string | number;
  mood: MoodName;
  backdrop?: BackdropName;
  figures?: readonly FigureName[];
}

const SHORTER_SIDE = 1000;

/** How far from the ground a figure floats, as a share of the height. */
const LIFT: Partial<Record<FigureName, number>> = { rocket: 0.14, bird: 0.22, boat: 0.1 };

function placeFigures(canvas: Canvas, figures: readonly FigureName[], ground: number): string {
  const shown = figures.slice(0, 3);
  const alone = shown.length === 1;
  const room = Math.min(1.25, canvas.width / shown.length / 520);
  return shown
    .map((name, index) => {
      const share = alone ? canvas.random.between(0.42, 0.58) : (index + 0.5) / shown.length;
      const scale = (alone ? 1.12 : room) * (name === 'portrait' ? 1.5 : 1);
      const foot = name === 'portrait' ? 1.01 : ground - (LIFT[name] ?? 0);
      return at(canvas.width * share, canvas.height * foot, scale, FIGURES[name](canvas));
    })
    .join('');
}

function compose(canvas: Canvas, painting: Painting): string {
  const figures = painting.figures ?? [];
  if (!painting.backdrop && figures.length === 0) return abstract(canvas);
  const { drawn, ground } =
    BACKDROPS[painting.backdrop ?? (figures.includes('boat') ? 'sea' : 'plain')](canvas);
  return drawn + placeFigures(canvas, figures, ground) + weather(canvas);
}

/** A painting as SVG text in the exact size, the same for the same seed. */
export function paint(painting: Painting, size: { width: number; height: number }): string {
  const unit = SHORTER_SIDE / Math.min(size.width, size.height);
  const view = { width: size.width * unit, height: size.height * unit };
  const mood = MOODS[painting.backdrop === 'space' ? 'night' : painting.mood];
  const definitions = [
    verticalGradient('sky', mood.sky),
    verticalGradient('water', mood.water),
    glowGradient('glow', mood.glow, 0.85),
    verticalGradient('veil', ['#00000000', '#00000000', '#00000033']),
  ];
  const canvas = { ...view, mood, random: seeded(painting.seed) };
  const veil = rect(0, 0, view.width, view.height, 'url(#veil)', { opacity: 0.7 });
  return drawing(size, view, definitions, compose(canvas, painting), veil);
}
