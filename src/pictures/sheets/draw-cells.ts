import { blend, type Canvas, createCanvas, lay, type Rgb, type Sprite } from '../pixels.ts';
import { encodeJpeg } from '../rasterize.ts';
import {
  CELL,
  favouriteStar,
  frame,
  missing,
  numeral,
  pill,
  pocket,
  tickBox,
  tickedFrame,
} from './sprites.ts';

/** What stands in one cell of a sheet. */
export interface Cell {
  /** As large as a cell. Null: its file is missing. */
  readonly square: Canvas | null;
  readonly number: number;
  /** Words at the lower edge. */
  readonly heading?: string;
  readonly favourite?: boolean;
  /** Null: there is nothing to tick. */
  readonly marked?: boolean | null;
}

/** The top left corner of a cell. */
export interface Spot {
  readonly left: number;
  readonly top: number;
}

/** A sheet's measures in pixels. */
export interface SheetPlan {
  readonly width: number;
  readonly height: number;
  /** A cell's side. */
  readonly side: number;
  /** Of the cells, in their order. */
  readonly spots: readonly Spot[];
  /** Where a cell could be and is none. */
  readonly pockets?: readonly Spot[];
}

/** `C.cream`, on which cells lie. */
const PAPER: Rgb = [255, 246, 230];
/** From a cell's edge, and from one badge to the next, in the measures of a cell of `CELL`. */
const INSET = 14;
const NEXT = 60;

/** A sprite and where it lies in its cell. */
interface Placed extends Spot {
  readonly sprite: Sprite;
}

type Corner = 'top left' | 'beside it' | 'top right' | 'bottom left';

function place(sprite: Sprite, corner: Corner, side: number): Placed {
  const near = Math.round((INSET * side) / CELL);
  const beside = Math.round(((INSET + NEXT) * side) / CELL);
  const far = side - near;
  switch (corner) {
    case 'top left':
      return { sprite, left: near, top: near };
    case 'beside it':
      return { sprite, left: beside, top: near };
    case 'top right':
      return { sprite, left: far - sprite.width, top: near };
    case 'bottom left':
      return { sprite, left: near, top: far - sprite.height };
  }
}

async function prepare(cell: Cell, side: number): Promise<Placed[]> {
  const { square, number, heading = '', favourite = false, marked = null } = cell;
  const cover = async (sprite: Promise<Sprite>) => ({ sprite: await sprite, left: 0, top: 0 });
  const at = async (corner: Corner, sprite: Promise<Sprite>) => place(await sprite, corner, side);
  return Promise.all([
    ...(square ? [] : [cover(missing(side))]),
    cover(marked ? tickedFrame(side) : frame(side)),
    at('top left', numeral(number, side)),
    ...(favourite ? [at('beside it', favouriteStar(side))] : []),
    ...(marked === null ? [] : [at('top right', tickBox(marked, side))]),
    ...(heading ? [at('bottom left', pill(heading, side))] : []),
  ]);
}

/** Draws cells where the plan says, as one JPEG. */
export async function drawCells(plan: SheetPlan, cells: readonly Cell[]): Promise<Uint8Array> {
  const { width, height, side, spots, pockets = [] } = plan;
  const placed = await Promise.all(cells.map((cell) => prepare(cell, side)));
  const canvas = createCanvas(width, height, PAPER);
  if (pockets.length > 0) {
    const empty = await pocket(side);
    for (const { left, top } of pockets) blend(canvas, empty, left, top);
  }
  for (const [index, spot] of spots.entries()) {
    const square = cells[index]?.square;
    if (square) lay(canvas, square, spot.left, spot.top);
    for (const { sprite, left, top } of placed[index] ?? [])
      blend(canvas, sprite, spot.left + left, spot.top + top);
  }
  return encodeJpeg(canvas);
}
