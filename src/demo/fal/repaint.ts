import { Buffer } from 'node:buffer';
import { withSharp } from '../../images/sharp.ts';
import type { Canvas } from '../../pictures/paintings/canvas.ts';
import { FIGURES, type FigureName } from '../../pictures/paintings/figures.ts';
import { MOODS } from '../../pictures/paintings/mood.ts';
import { weather } from '../../pictures/paintings/sky.ts';
import type { PictureFormat } from '../../pictures/rasterize.ts';
import { seeded } from '../../pictures/seeded.ts';
import { at, drawing, rect, verticalGradient } from '../../pictures/svg.ts';
import { ribbon } from './ribbon.ts';
import type { Size } from './sizes.ts';
import { readDescription } from './subjects.ts';

export interface Change {
  /** The picture to change. */
  picture: Uint8Array;
  /** What shall be different, in words. */
  words: string;
  seed: string;
  size: Size;
  format: PictureFormat;
}

const SHORTER_SIDE = 1000;
const MOST_ADDED = 2;
/** Strong enough to be seen at once, weak enough to know the picture again. */
const TINT = 0.4;

function addFigures(canvas: Canvas, figures: readonly FigureName[]): string {
  return figures
    .slice(0, MOST_ADDED)
    .map((name, index) => {
      const x = canvas.width * (index === 0 ? 0.76 : 0.26);
      return at(x, canvas.height * 0.94, 0.95, FIGURES[name](canvas));
    })
    .join('');
}

/** What is laid over a picture: the light that the words name, its weather, and what they add. */
function overlay({ words, seed, size }: Change): string {
  const { mood: name, figures = [] } = readDescription(words, seed);
  const mood = MOODS[name];
  const unit = SHORTER_SIDE / Math.min(size.width, size.height);
  const view = { width: size.width * unit, height: size.height * unit };
  const canvas = { ...view, mood, random: seeded(seed) };
  const definitions = [verticalGradient('sky', mood.sky), verticalGradient('water', mood.water)];
  const added = figures.filter((figure) => figure !== 'portrait');
  return drawing(
    size,
    view,
    definitions,
    rect(0, 0, view.width, view.height, 'url(#sky)', { opacity: TINT }),
    addFigures(canvas, added) + weather(canvas),
  );
}

/** A picture changed as the words ask, so that anybody sees it. Throws for bytes that are none. */
export async function repaint(change: Change): Promise<Uint8Array> {
  const { picture, words, size, format } = change;
  const over = Buffer.from(overlay(change));
  const signs = await ribbon(words, size);
  return withSharp(async (sharp) => {
    const changed = sharp(picture)
      .rotate()
      .resize(size.width, size.height, { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .composite([
        { input: over },
        ...signs.map(({ layer, left, top }) => ({
          input: layer.png,
          left: Math.round(left),
          top: Math.round(top),
        })),
      ]);
    // Of a PNG, `quality` would ask for a palette.
    const options = format === 'png' ? { compressionLevel: 4 } : { quality: 90 };
    return new Uint8Array(await changed.toFormat(format, options).toBuffer());
  });
}
