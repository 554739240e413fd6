/** Pixels in memory, row by row from the top: red, green, blue. */
export interface Canvas {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The same with a fourth byte a pixel: how much it covers. */
export interface Sprite extends Canvas {
  readonly hasAlpha: true;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** A canvas of one colour. */
export function createCanvas(width: number, height: number, colour: Rgb): Canvas {
  const data = new Uint8Array(width * height * 3);
  data.set(colour);
  for (let filled = 3; filled < data.length; filled *= 2) data.copyWithin(filled, 0, filled);
  return { data, width, height };
}

/** Lays a picture on a canvas that has room for it. */
export function lay(canvas: Canvas, picture: Canvas, left: number, top: number): void {
  const bytes = picture.width * 3;
  for (let y = 0; y < picture.height; y += 1) {
    const row = picture.data.subarray(y * bytes, (y + 1) * bytes);
    canvas.data.set(row, ((top + y) * canvas.width + left) * 3);
  }
}

/** Blends a sprite over a canvas; what would stand over its edge is cut off. */
export function blend(canvas: Canvas, sprite: Sprite, left: number, top: number): void {
  const right = Math.min(sprite.width, canvas.width - left);
  const bottom = Math.min(sprite.height, canvas.height - top);
  for (let y = Math.max(0, -top); y < bottom; y += 1) {
    const first = Math.max(0, -left);
    const from = (y * sprite.width + first) * 4;
    blendRow(
      sprite.data.subarray(from, (y * sprite.width + right) * 4),
      canvas.data.subarray(((top + y) * canvas.width + left + first) * 3),
    );
  }
}

function blendRow(over: Uint8Array, under: Uint8Array): void {
  let to = 0;
  for (let from = 0; from < over.length; from += 4) {
    const alpha = over[from + 3] ?? 0;
    // Most of a sprite is clear or covers wholly.
    if (alpha > 0) {
      under[to] = mix(under[to] ?? 0, over[from] ?? 0, alpha);
      under[to + 1] = mix(under[to + 1] ?? 0, over[from + 1] ?? 0, alpha);
      under[to + 2] = mix(under[to + 2] ?? 0, over[from + 2] ?? 0, alpha);
    }
    to += 3;
  }
}

const mix = (under: number, over: number, alpha: number) =>
  under + Math.round(((over - under) * alpha) / 255);
