/**
 * What a picture is to a layer, and what the layer makes of it: row by row, the channels of a point
 * side by side.
 */
export interface Field {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Float32Array;
}

export interface Dense {
  /** 3 × 3 for each pair of channels: [row][column][channel in][channel out]. */
  readonly filters: Float32Array;
  readonly bias: Float32Array;
}

export interface Separable {
  /** 3 × 3 for each channel: [row][column][channel]. */
  readonly depthwise: Float32Array;
  /** [channel in][channel out]. */
  readonly pointwise: Float32Array;
  readonly bias: Float32Array;
}

const emptyField = (width: number, height: number, channels: number): Field => ({
  width,
  height,
  channels,
  values: new Float32Array(width * height * channels),
});

/** So long at a time nobody else gets a turn. */
const TURN_MS = 8;

/** Works a field out row by row, and lets whatever waits go first now and then. */
async function byRows(field: Field, work: (y: number) => void): Promise<Field> {
  let since = performance.now();
  for (let y = 0; y < field.height; y += 1) {
    work(y);
    if (performance.now() - since < TURN_MS) continue;
    await new Promise<void>((resolve) => setImmediate(resolve));
    since = performance.now();
  }
  return field;
}

/** What is below zero counts a tenth. */
const LEAK = 0.1;

function keep(sums: Float32Array, into: Float32Array, at: number) {
  for (let o = 0; o < sums.length; o += 1) {
    const sum = sums[o] ?? 0;
    into[at + o] = sum > 0 ? sum : sum * LEAK;
  }
}

/**
 * Adds `count` values from `at`, weighted, to every sum. All the time goes here: four values a
 * round spare most of the reading and writing of the sums.
 */
function mix(
  values: Float32Array,
  at: number,
  count: number,
  weights: Float32Array,
  weightsAt: number,
  sums: Float32Array,
) {
  const outs = sums.length;
  let n = 0;
  for (; n + 3 < count; n += 4) {
    const a = values[at + n] ?? 0;
    const b = values[at + n + 1] ?? 0;
    const c = values[at + n + 2] ?? 0;
    const d = values[at + n + 3] ?? 0;
    const w = weightsAt + n * outs;
    for (let o = 0; o < outs; o += 1)
      sums[o] =
        (sums[o] ?? 0) +
        a * (weights[w + o] ?? 0) +
        b * (weights[w + outs + o] ?? 0) +
        c * (weights[w + 2 * outs + o] ?? 0) +
        d * (weights[w + 3 * outs + o] ?? 0);
  }
  for (; n < count; n += 1) {
    const value = values[at + n] ?? 0;
    const w = weightsAt + n * outs;
    for (let o = 0; o < outs; o += 1) sums[o] = (sums[o] ?? 0) + value * (weights[w + o] ?? 0);
  }
}

/** A convolution of 3 × 3 that loses the border, and its leaky rectifier. */
export function convolveInside(from: Field, { filters, bias }: Dense): Promise<Field> {
  const { width, height, channels, values } = from;
  const to = emptyField(width - 2, height - 2, bias.length);
  const sums = new Float32Array(bias.length);
  // Three points of a row lie side by side, as their weights do.
  const span = 3 * channels;
  return byRows(to, (y) => {
    for (let x = 0; x < to.width; x += 1) {
      sums.set(bias);
      for (let row = 0; row < 3; row += 1) {
        const at = ((y + row) * width + x) * channels;
        mix(values, at, span, filters, row * span * sums.length, sums);
      }
      keep(sums, to.values, (y * to.width + x) * sums.length);
    }
  });
}

/** Sums up the 3 × 3 points around one, each channel by itself; beyond the border is nothing. */
function gather(from: Field, x: number, y: number, weights: Float32Array, into: Float32Array) {
  const { width, height, channels, values } = from;
  into.fill(0);
  for (let row = Math.max(0, 1 - y); row < Math.min(3, height + 1 - y); row += 1)
    for (let column = Math.max(0, 1 - x); column < Math.min(3, width + 1 - x); column += 1) {
      const at = ((y + row - 1) * width + x + column - 1) * channels;
      const w = (row * 3 + column) * channels;
      for (let c = 0; c < channels; c += 1)
        into[c] = (into[c] ?? 0) + (values[at + c] ?? 0) * (weights[w + c] ?? 0);
    }
}

/** A separable convolution of 3 × 3 that keeps the size, and its leaky rectifier. */
export function convolve(from: Field, { depthwise, pointwise, bias }: Separable): Promise<Field> {
  const { width, height, channels } = from;
  const to = emptyField(width, height, bias.length);
  const point = new Float32Array(channels);
  const sums = new Float32Array(bias.length);
  return byRows(to, (y) => {
    for (let x = 0; x < width; x += 1) {
      gather(from, x, y, depthwise, point);
      sums.set(bias);
      mix(point, 0, channels, pointwise, 0, sums);
      keep(sums, to.values, (y * width + x) * sums.length);
    }
  });
}

/** A convolution of 1 × 1, as it is. */
export function combine(from: Field, { filters, bias }: Dense): Field {
  const { width, height, channels, values } = from;
  const to = emptyField(width, height, bias.length);
  const sums = new Float32Array(bias.length);
  for (let at = 0; at < width * height; at += 1) {
    sums.set(bias);
    mix(values, at * channels, channels, filters, 0, sums);
    to.values.set(sums, at * sums.length);
  }
  return to;
}

/** The greatest of each 2 × 2 points, `step` points on; at the border of those that are there. */
export function pool(from: Field, step: 1 | 2): Promise<Field> {
  const { width, height, channels, values } = from;
  const to = emptyField(Math.ceil(width / step), Math.ceil(height / step), channels);
  return byRows(to, (y) => {
    const top = y * step * width;
    const bottom = Math.min(y * step + 1, height - 1) * width;
    for (let x = 0; x < to.width; x += 1) {
      const right = Math.min(x * step + 1, width - 1);
      for (let c = 0; c < channels; c += 1)
        to.values[(y * to.width + x) * channels + c] = Math.max(
          values[(top + x * step) * channels + c] ?? 0,
          values[(top + right) * channels + c] ?? 0,
          values[(bottom + x * step) * channels + c] ?? 0,
          values[(bottom + right) * channels + c] ?? 0,
        );
    }
  });
}
