import { combine, convolve, convolveInside, type Field, pool, type Separable } from './layers.ts';
import type { Weights } from './read-weights.ts';

/** A place and size between 0 and 1 of the square that was looked at; `score` from 0 to 1. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly score: number;
}

/** Sizes of faces that each cell knows of, in cells. */
const ANCHORS = [
  [1.603231, 2.094468],
  [6.041143, 7.080126],
  [2.882459, 3.518061],
  [4.266906, 5.178857],
  [9.041765, 10.66308],
] as const;

/** Left, top, width, height, score. */
const VALUES = 5;

/** The average picture, which the weights expect to be taken away. */
const MEAN = [117.001, 114.697, 97.404] as const;

const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));

/** RGB bytes of a square picture. */
function toField(pixels: Uint8Array, side: number): Field {
  const values = new Float32Array(pixels.length);
  const [red, green, blue] = MEAN;
  for (let at = 0; at < pixels.length; at += 3) {
    values[at] = ((pixels[at] ?? 0) - red) / 255;
    values[at + 1] = ((pixels[at + 1] ?? 0) - green) / 255;
    values[at + 2] = ((pixels[at + 2] ?? 0) - blue) / 255;
  }
  return { width: side, height: side, channels: 3, values };
}

function boxAt({ width: cells, channels, values }: Field, cell: number, anchor: number): Box {
  const at = cell * channels + anchor * VALUES;
  const [x = 0, y = 0, w = 0, h = 0, score = 0] = values.subarray(at, at + VALUES);
  const [anchorWidth, anchorHeight] = ANCHORS[anchor] ?? ANCHORS[0];
  const width = (Math.exp(w) * anchorWidth) / cells;
  const height = (Math.exp(h) * anchorHeight) / cells;
  return {
    left: ((cell % cells) + sigmoid(x)) / cells - width / 2,
    top: (Math.floor(cell / cells) + sigmoid(y)) / cells - height / 2,
    width,
    height,
    score: sigmoid(score),
  };
}

const boxesOf = (field: Field, least: number): Box[] =>
  Array.from({ length: field.width * field.height }, (_, cell) =>
    ANCHORS.map((_, anchor) => boxAt(field, cell, anchor)),
  )
    .flat()
    .filter(({ score }) => score >= least);

/**
 * Finds faces in a square picture (a multiple of 32 on each side). The layers are those of the
 * "tiny face detector" of face-api.js, whose weights the package @vladmandic/face-api ships.
 */
export function createTinyFaceNet(weights: Weights) {
  const separable = (name: string): Separable => ({
    depthwise: weights(`${name}/depthwise_filter`),
    pointwise: weights(`${name}/pointwise_filter`),
    bias: weights(`${name}/bias`),
  });
  const first = { filters: weights('conv0/filters'), bias: weights('conv0/bias') };
  const middle = ['conv1', 'conv2', 'conv3', 'conv4'].map(separable);
  const last = separable('conv5');
  const boxes = { filters: weights('conv8/filters'), bias: weights('conv8/bias') };

  return async (pixels: Uint8Array, side: number, least: number): Promise<Box[]> => {
    let field = await pool(await convolveInside(toField(pixels, side), first), 2);
    for (const layer of middle) field = await pool(await convolve(field, layer), 2);
    field = await pool(await convolve(field, last), 1);
    return boxesOf(combine(field, boxes), least);
  };
}
