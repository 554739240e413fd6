import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { drawText } from './draw-text.ts';
import { circle, drawing } from './svg.ts';

export interface SheetInput {
  /** One to nine pictures, any shape: each is cut to a square around its middle. */
  pictures: readonly Uint8Array[];
  columns?: number;
  /** A cell's side in pixels. */
  cell?: number;
}

const MOST_PICTURES = 9;
// A phone's photo of a bomb of pixels must not take the process down.
const MOST_INPUT_PIXELS = 50_000_000;
const PAPER = '#fbf3e8';
const INK = '#3b2a4a';

const bestColumns = (count: number) => (count <= 2 ? count : count <= 4 ? 2 : 3);

async function thumbnail(picture: Uint8Array, side: number): Promise<Buffer> {
  return sharp(picture, { limitInputPixels: MOST_INPUT_PIXELS })
    .resize(side, side, { fit: 'cover', fastShrinkOnLoad: true })
    .flatten({ background: PAPER })
    .png({ compressionLevel: 0 })
    .toBuffer();
}

const digits = new Map<string, ReturnType<typeof drawText>>();

function numeral(text: string, sizePx: number): ReturnType<typeof drawText> {
  const key = `${text}/${sizePx}`;
  const drawn = digits.get(key) ?? drawText(text, { sizePx, colour: INK });
  digits.set(key, drawn);
  return drawn;
}

/** Round corners and badges over everything: paper with square holes rounded off, then the discs. */
function frame(
  size: { width: number; height: number },
  cells: readonly Cell[],
  cell: number,
): string {
  const radius = cell * 0.07;
  const holes = cells
    .map(({ left, top }) => {
      const [right, bottom] = [left + cell, top + cell];
      return `M${left + radius} ${top}H${right - radius}A${radius} ${radius} 0 0 1 ${right} ${top + radius}V${bottom - radius}A${radius} ${radius} 0 0 1 ${right - radius} ${bottom}H${left + radius}A${radius} ${radius} 0 0 1 ${left} ${bottom - radius}V${top + radius}A${radius} ${radius} 0 0 1 ${left + radius} ${top}Z`;
    })
    .join('');
  const paper = `<path fill="${PAPER}" fill-rule="evenodd" d="M0 0H${size.width}V${size.height}H0Z${holes}"/>`;
  const discs = cells.map(
    ({ badgeX, badgeY, badge }) =>
      circle(badgeX, badgeY + badge * 0.08, badge * 1.06, '#000', { opacity: 0.18 }) +
      circle(badgeX, badgeY, badge, '#ffffff'),
  );
  return drawing(size, size, [], paper, ...discs);
}

interface Cell {
  left: number;
  top: number;
  badge: number;
  badgeX: number;
  badgeY: number;
}

function layOut(count: number, columns: number, cell: number, gap: number): Cell[] {
  const badge = Math.round(cell * 0.105);
  return Array.from({ length: count }, (_, index) => {
    const rest = count % columns;
    const row = Math.floor(index / columns);
    const shortRow = rest > 0 && row === Math.floor(count / columns);
    // A last row that is not full stands in the middle.
    const indent = shortRow ? ((columns - rest) * (cell + gap)) / 2 : 0;
    const left = Math.round(gap + indent + (index % columns) * (cell + gap));
    const top = gap + row * (cell + gap);
    const inset = badge + Math.round(cell * 0.045);
    return { left, top, badge, badgeX: left + inset, badgeY: top + inset };
  });
}

/** One JPEG of numbered thumbnails; the numbers follow the order given. */
export async function drawSheet(input: SheetInput): Promise<Uint8Array> {
  const count = input.pictures.length;
  if (count < 1 || count > MOST_PICTURES)
    throw new RangeError(`A sheet holds 1 to 9 pictures, not ${count}`);
  const columns = Math.min(count, input.columns ?? bestColumns(count));
  const cell = input.cell ?? (columns === 1 ? 1024 : columns === 2 ? 560 : 380);
  const gap = Math.max(4, Math.round(cell * 0.04));
  const cells = layOut(count, columns, cell, gap);
  const rows = Math.ceil(count / columns);
  const size = { width: gap + columns * (cell + gap), height: gap + rows * (cell + gap) };

  const [thumbnails, numerals] = await Promise.all([
    Promise.all(input.pictures.map((picture) => thumbnail(picture, cell))),
    Promise.all(
      cells.map(({ badge }, index) => numeral(String(index + 1), Math.round(badge * 1.35))),
    ),
  ]);
  const layers = [
    ...thumbnails.map((png, index) => ({
      input: png,
      left: cells[index]?.left ?? 0,
      top: cells[index]?.top ?? 0,
    })),
    { input: Buffer.from(frame(size, cells, cell)), left: 0, top: 0 },
    ...numerals.map((text, index) => ({
      input: text.png,
      left: Math.round((cells[index]?.badgeX ?? 0) - text.width / 2),
      top: Math.round((cells[index]?.badgeY ?? 0) - text.height / 2),
    })),
  ];
  const sheet = sharp({ create: { ...size, channels: 3, background: PAPER } }).composite(layers);
  return new Uint8Array(await sheet.jpeg({ quality: 88 }).toBuffer());
}
