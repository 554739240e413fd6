import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { drawExample, EXAMPLE_COUNT } from '../examples.ts';
import type { Overlay } from '../rasterize.ts';
import { drawing, rect } from '../svg.ts';

/** Where the prints lie, in the banner's own units: like photographs strewn on a table. */
const PRINTS = [
  { x: 812, y: 206, turn: -6 },
  { x: 1086, y: 190, turn: 5 },
  { x: 826, y: 500, turn: 4 },
  { x: 1100, y: 486, turn: -5 },
] as const;
const PRINT = 262;
const EDGE = 12;
const SHADOW = 10;

const CLEAR = { r: 0, g: 0, b: 0, alpha: 0 };

/** White paper with the picture on it, and its shadow on the table. */
async function drawPrint(index: number, unit: number) {
  const side = Math.round(PRINT * unit);
  const edge = Math.round(EDGE * unit);
  const shadow = Math.round(SHADOW * unit);
  const whole = side + 2 * edge;
  const canvas = { width: whole + shadow, height: whole + shadow };
  const paper = drawing(
    canvas,
    canvas,
    [],
    rect(shadow / 2, shadow, whole, whole, '#3b2a4a', { rx: 2 * edge, opacity: 0.2 }),
    rect(0, 0, whole, whole, '#fffaf1', { rx: edge }),
  );
  const picture = Buffer.from(await drawExample(index, side));
  return sharp(Buffer.from(paper))
    .composite([{ input: picture, left: edge, top: edge }])
    .png()
    .toBuffer();
}

async function layPrint(index: number, unit: number): Promise<Overlay> {
  const { x, y, turn } = PRINTS[index % PRINTS.length] ?? PRINTS[0];
  const { data: png, info } = await sharp(await drawPrint(index, unit))
    .rotate(turn, { background: CLEAR })
    .png()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { layer: { png, width, height }, left: x * unit - width / 2, top: y * unit - height / 2 };
}

/** Pictures that the bot could have made, for the right half of a banner. */
export const drawCollage = (unit: number): Promise<Overlay[]> =>
  Promise.all(Array.from({ length: EXAMPLE_COUNT }, (_, index) => layPrint(index, unit)));
