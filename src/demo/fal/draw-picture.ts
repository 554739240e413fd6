import sharp from 'sharp';
import { paint } from '../../pictures/paintings/paint.ts';
import { type PictureFormat, rasterize } from '../../pictures/rasterize.ts';
import { placePerson } from './person.ts';
import { ribbon } from './ribbon.ts';
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

/** Larger pictures are drawn smaller and enlarged: flat shapes lose nothing, and drawing stays quick. */
const LONGEST_DRAWN_PX = 1600;

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
