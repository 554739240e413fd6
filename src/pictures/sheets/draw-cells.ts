import { blend, type Canvas, createCanvas, lay, type Rgb, type Sprite } from '../pixels.ts';
import { cropSquare, encodeJpeg } from '../rasterize.ts';
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
export interface CellInput {
  /** Any shape: it is cut to a square around its middle. Null: its file is missing. */
  readonly picture: Uint8Array | null;
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
/** From a cell's edge, in the measures of a cell of `CELL`. */
const INSET = 14;
const NEXT = 60;

/** A sprite and where it lies in its cell. */
interface Placed extends Spot {
  readonly sprite: Sprite;
}

type Corner = 'top left' | 'second' | 'top right' | 'bottom left';

function place(sprite: Sprite, corner: Corner, side: number): Placed {
  const inset = Math.round((INSET * side) / CELL);
  const far = (length: number) => side - inset - length;
  const left = {
    second: Math.round(((INSET + NEXT) * side) / CELL),
    'top right': far(sprite.width),
  };
  return {
    sprite,
    left: corner === 'second' || corner === 'top right' ? left[corner] : inset,
    top: corner === 'bottom left' ? far(sprite.height) : inset,
  };
}

/** A cell ready to be laid: its picture, if there is one, and what is blended over it. */
interface Ready {
  readonly picture: Canvas | null;
  readonly over: readonly Placed[];
}

async function prepare(cell: CellInput, side: number): Promise<Ready> {
  const { number, heading = '', favourite = false, marked = null } = cell;
  const cover = async (sprite: Promise<Sprite>) => ({ sprite: await sprite, left: 0, top: 0 });
  const at = async (corner: Corner, sprite: Promise<Sprite>) => place(await sprite, corner, side);
  // A thumbnail that cannot be read is as good as none.
  const picture = cell.picture && (await cropSquare(cell.picture, side).catch(() => null));
  const over = await Promise.all([
    ...(picture ? [] : [cover(missing(side))]),
    cover(marked ? tickedFrame(side) : frame(side)),
    at('top left', numeral(number, side)),
    ...(favourite ? [at('second', favouriteStar(side))] : []),
    ...(marked === null ? [] : [at('top right', tickBox(marked, side))]),
    ...(heading ? [at('bottom left', pill(heading, side))] : []),
  ]);
  return { picture, over };
}

/** Draws cells where the plan says, as one JPEG. */
export async function drawCells(plan: SheetPlan, cells: readonly CellInput[]): Promise<Uint8Array> {
  const ready = await Promise.all(cells.map((cell) => prepare(cell, plan.side)));
  const empty = await pocket(plan.side);
  const canvas = createCanvas(plan.width, plan.height, PAPER);
  for (const { left, top } of plan.pockets ?? []) blend(canvas, empty, left, top);
  for (const [index, { picture, over }] of ready.entries()) {
    const spot = plan.spots[index];
    if (!spot) break;
    if (picture) lay(canvas, picture, spot.left, spot.top);
    for (const { sprite, left, top } of over)
      blend(canvas, sprite, spot.left + left, spot.top + top);
  }
  return encodeJpeg(canvas);
}
