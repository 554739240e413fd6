import sharp from 'sharp';
import { drawText } from '../../pictures/draw-text.ts';
import { drawable } from '../../pictures/font.ts';
import type { Overlay } from '../../pictures/rasterize.ts';
import { drawing, rect } from '../../pictures/svg.ts';
import type { Size } from './sizes.ts';

const WORDS_SHOWN = 5;
const LETTERS_SHOWN = 34;
/** On less, the words would cover the picture. */
const SMALLEST_WITH_RIBBON_PX = 256;

function firstWords(description: string): string {
  const words = drawable(description.replaceAll('\n', ' ')).split(' ');
  const start = words.slice(0, WORDS_SHOWN).join(' ').slice(0, LETTERS_SHOWN).trim();
  if (start.length === drawable(description).length) return start;
  // A preposition before the dots would hang in the air.
  return `${start.replace(/ \p{L}{1,2}$/u, '')}…`;
}

/** A dark pill in the lower left corner that says what this is. */
export async function ribbon(description: string, size: Size): Promise<Overlay[]> {
  const shorter = Math.min(size.width, size.height);
  if (shorter < SMALLEST_WITH_RIBBON_PX) return [];
  const unit = shorter / 1000;
  const sizePx = Math.max(11, Math.round(25 * unit));
  const text = await drawText(`DEMO · ${firstWords(description)}`, {
    sizePx,
    weight: 'semibold',
    colour: '#fff8ec',
    maxWidth: size.width * 0.86,
  });
  const [padX, padY] = [Math.round(sizePx * 0.8), Math.round(sizePx * 0.55)];
  const pill = { width: text.width + padX * 2, height: text.height + padY * 2 };
  const radius = Math.min(pill.height / 2, sizePx * 1.1);
  const body = rect(0, 0, pill.width, pill.height, '#2a1c3d', { rx: radius, opacity: 0.62 });
  const png = await sharp(new TextEncoder().encode(drawing(pill, pill, [], body)))
    .png()
    .toBuffer();
  const left = Math.round(26 * unit);
  const top = size.height - pill.height - left;
  return [
    { layer: { png, ...pill }, left, top },
    { layer: text, left: left + padX, top: top + padY },
  ];
}
