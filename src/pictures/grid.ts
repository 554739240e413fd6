import { createKept } from './kept.ts';
import type { Canvas } from './pixels.ts';
import { cropSquare } from './rasterize.ts';
import { type Cell, drawCells, type SheetPlan } from './sheets/draw-cells.ts';

export interface CellInput extends Omit<Cell, 'square'> {
  /** Any shape: it is cut to a square around its middle. Null: its file is missing. */
  readonly picture: Uint8Array | null;
}

const COLUMNS = 3;
const MOST_CELLS = 9;
/** Telegram cuts the sides off a picture that is more than about twice as wide as high. */
const LEAST_ROWS = 2;
/** Pixels: a whole page is 1000 wide, about what a phone shows. */
const SIDE = 320;
const GAP = 10;

/** Of pages that are being ticked, each tick being a new picture: eight pages are about 22 MB. */
const ticking = createKept<Uint8Array, Canvas>(8 * MOST_CELLS);

async function cellOf({ picture, ...cell }: CellInput): Promise<Cell> {
  if (!picture) return { ...cell, square: null };
  const crop = () => cropSquare(picture, SIDE);
  const square = cell.marked == null ? crop() : ticking(picture, crop);
  // A file that cannot be read is as good as none: the page shows the others.
  return { ...cell, square: await square.catch(() => null) };
}

/** Always as wide, so that the message keeps its width; what is free of the rows is shown. */
function planOf(count: number): SheetPlan {
  const rows = Math.max(LEAST_ROWS, Math.ceil(count / COLUMNS));
  const step = SIDE + GAP;
  const all = Array.from({ length: rows * COLUMNS }, (_, index) => ({
    left: GAP + (index % COLUMNS) * step,
    top: GAP + Math.floor(index / COLUMNS) * step,
  }));
  return {
    width: GAP + COLUMNS * step,
    height: GAP + rows * step,
    side: SIDE,
    spots: all.slice(0, count),
    pockets: all.slice(count),
  };
}

/** One JPEG of a page of the gallery: one to nine cells, three in a row. */
export async function drawGrid(cells: readonly CellInput[]): Promise<Uint8Array> {
  if (cells.length < 1 || cells.length > MOST_CELLS)
    throw new RangeError(`A page holds 1 to ${MOST_CELLS} pictures, not ${cells.length}`);
  return drawCells(planOf(cells.length), await Promise.all(cells.map(cellOf)));
}
