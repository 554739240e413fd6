import { Buffer } from 'node:buffer';
import { withSharp } from '../../images/sharp.ts';
import { drawLayer, type Overlay } from '../../pictures/rasterize.ts';
import { circle, drawing } from '../../pictures/svg.ts';
import type { Size } from './sizes.ts';

const FACE_PX = 384;
/** The medallion's diameter as a share of the shorter side. */
const SHARE = 0.5;
const LARGEST_PX = 1024;

/** The most striking square of a photo, small. Throws for bytes that are no picture. */
export function drawFace(photo: Uint8Array): Promise<Uint8Array> {
  return withSharp(async (sharp) => {
    const face = sharp(photo)
      .rotate()
      .resize(FACE_PX, FACE_PX, { fit: 'cover', position: sharp.strategy.attention })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 });
    return new Uint8Array(await face.toBuffer());
  });
}

/** A face cut round, on transparent ground. */
async function cutRound(face: Uint8Array, side: number) {
  const view = { width: side, height: side };
  const mask = drawing(view, view, [], circle(side / 2, side / 2, side / 2, '#fff'));
  const png = await withSharp((sharp) =>
    sharp(face)
      .resize(side, side)
      .ensureAlpha()
      .composite([{ input: Buffer.from(mask), blend: 'dest-in' }])
      .png({ compressionLevel: 2 })
      .toBuffer(),
  );
  return { png, ...view };
}

/** The person in the middle of a picture: a round portrait in a light frame, with a soft shadow. */
export async function placePerson(
  face: Uint8Array,
  size: Size,
  across: number,
): Promise<Overlay[]> {
  const side = Math.round(Math.min(LARGEST_PX, Math.min(size.width, size.height) * SHARE));
  const border = Math.max(2, Math.round(side * 0.028));
  const whole = side + border * 6;
  const middle = whole / 2;
  const view = { width: whole, height: whole };
  const frame = drawing(
    view,
    view,
    [],
    circle(middle, middle + border, side / 2 + border * 1.9, '#1b1030', { opacity: 0.16 }),
    circle(middle, middle + border * 0.5, side / 2 + border * 1.4, '#1b1030', { opacity: 0.2 }),
    circle(middle, middle, side / 2 + border, '#fff8ec'),
  );
  const portrait = { layer: await cutRound(face, side), left: border * 3, top: border * 3 };
  const left = (size.width - whole) * across;
  return [{ layer: await drawLayer(frame, [portrait]), left, top: (size.height - whole) * 0.46 }];
}
