import { cropSquare } from './rasterize.ts';
import { drawCells, type SheetPlan } from './sheets/draw-cells.ts';

export interface SheetInput {
  /** One to nine pictures, any shape: each is cut to a square around its middle. */
  pictures: readonly Uint8Array[];
  columns?: number;
  /** A cell's side in pixels. */
  cell?: number;
}

const MOST_PICTURES = 9;

const bestColumns = (count: number) => (count <= 2 ? count : count <= 4 ? 2 : 3);

function planOf(count: number, columns: number, side: number): SheetPlan {
  const gap = Math.max(4, Math.round(side * 0.04));
  const step = side + gap;
  const rest = count % columns;
  const spots = Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / columns);
    const isShort = rest > 0 && row === Math.floor(count / columns);
    // A last row that is not full stands in the middle.
    const indent = isShort ? ((columns - rest) * step) / 2 : 0;
    return { left: Math.round(gap + indent + (index % columns) * step), top: gap + row * step };
  });
  const rows = Math.ceil(count / columns);
  return { width: gap + columns * step, height: gap + rows * step, side, spots };
}

/** One JPEG of the pictures of an order; the numbers follow the order given. */
export async function drawSheet(input: SheetInput): Promise<Uint8Array> {
  const count = input.pictures.length;
  if (count < 1 || count > MOST_PICTURES)
    throw new RangeError(`A sheet holds 1 to ${MOST_PICTURES} pictures, not ${count}`);
  const columns = Math.min(count, input.columns ?? bestColumns(count));
  const side = input.cell ?? (columns === 1 ? 1024 : columns === 2 ? 560 : 380);
  const cells = input.pictures.map(async (picture, index) => ({
    square: await cropSquare(picture, side),
    number: index + 1,
  }));
  return drawCells(planOf(count, columns, side), await Promise.all(cells));
}
