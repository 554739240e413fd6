import { EXAMPLE_COUNT, exampleSvg } from '../examples.ts';
import { drawLayer, type Overlay } from '../rasterize.ts';
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

/** White paper with the picture on it, and its shadow on the table. */
async function layPrint(index: number, unit: number): Promise<Overlay> {
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
  const { x, y, turn } = PRINTS[index % PRINTS.length] ?? PRINTS[0];
  const picture = await drawLayer(exampleSvg(index, side));
  const layer = await drawLayer(paper, [{ layer: picture, left: edge, top: edge }], turn);
  return { layer, left: x * unit - layer.width / 2, top: y * unit - layer.height / 2 };
}

/** Pictures that the bot could have made, for the right half of a banner. */
export const drawCollage = (unit: number): Promise<Overlay[]> =>
  Promise.all(Array.from({ length: EXAMPLE_COUNT }, (_, index) => layPrint(index, unit)));
