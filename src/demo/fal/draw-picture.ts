import sharp from 'sharp';
import { drawText } from '../../pictures/draw-text.ts';
import { drawable } from '../../pictures/font.ts';
import { paint } from '../../pictures/paintings/paint.ts';
import { type Overlay, type PictureFormat, rasterize } from '../../pictures/rasterize.ts';
import { drawing, rect } from '../../pictures/svg.ts';
import { placePerson } from './person.ts';
import type { Size } from './sizes.ts';
import { readDescription } from './subjects.ts';

/** Who is in a picture. */
export interface PersonInPicture {
  /** A square JPEG. */
  face: Uint8Array;
  /** From 0, at the left side, to 1. */
  across: number;
}

export interface PictureWish {
  description: string;
  /** Pictures of one description differ by it. */
  seed: string;
  size: Size;
  format: PictureFormat;
  person?: PersonInPicture;
}

const WORDS_SHOWN = 5;
const LETTERS_SHOWN = 34;
/** On less, the words would cover the picture. */
const SMALLEST_WITH_RIBBON_PX = 256;
/** Larger pictures are drawn smaller and enlarged: flat shapes lose nothing, and drawing stays quick. */
const LONGEST_DRAWN_PX = 1600;

function firstWords(description: string): string {
  const words = drawable(description.replaceAll('\n', ' ')).split(' ');
  const start = words.slice(0, WORDS_SHOWN).join(' ').slice(0, LETTERS_SHOWN).trim();
  if (start.length === drawable(description).length) return start;
  // A preposition before the dots would hang in the air.
  return `${start.replace(/ \p{L}{1,2}$/u, '')}…`;
}

/** A dark pill in the lower left corner that says what this is. */
async function ribbon(description: string, size: Size): Promise<Overlay[]> {
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

async function enlarge(
  picture: Uint8Array,
  size: Size,
  format: PictureFormat,
): Promise<Uint8Array> {
  const larger = sharp(picture).resize(size.width, size.height, { fit: 'fill' });
  const bytes =
    format === 'png'
      ? larger.png({ compressionLevel: 2 })
      : larger.toFormat(format, { quality: 88 });
  return new Uint8Array(await bytes.toBuffer());
}

/** What the description names; who is there as a person needs no drawn one beside them. */
function readScene({ description, seed, person }: PictureWish) {
  const painting = readDescription(description, seed);
  if (!person) return painting;
  const figures = painting.figures?.filter((name) => name !== 'portrait') ?? [];
  return { ...painting, figures, backdrop: painting.backdrop ?? 'meadow' };
}

/** Draws what a description names, in the exact size, the same for the same seed. */
export async function drawPicture(wish: PictureWish): Promise<Uint8Array> {
  const { description, size, format, person } = wish;
  const shrink = Math.min(1, LONGEST_DRAWN_PX / Math.max(size.width, size.height));
  const drawn = {
    width: Math.round(size.width * shrink),
    height: Math.round(size.height * shrink),
  };
  const svg = paint(readScene(wish), drawn);
  const portrait = person ? await placePerson(person.face, drawn, person.across) : [];
  const overlays = [...portrait, ...(await ribbon(description, drawn))];
  const picture = await rasterize(svg, overlays, shrink < 1 ? 'png' : format);
  return shrink < 1 ? enlarge(picture, size, format) : picture;
}

/** What FLUX-type models send instead of an unsafe picture. */
export async function drawBlack(size: Size, format: PictureFormat): Promise<Uint8Array> {
  const black = sharp({ create: { ...size, channels: 3, background: '#000000' } });
  return new Uint8Array(await black.toFormat(format).toBuffer());
}
