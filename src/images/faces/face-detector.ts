import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createFewAtOnce } from '../few-at-once.ts';
import { withSharp } from '../sharp.ts';
import { readWeights } from './read-weights.ts';
import { type Box, createTinyFaceNet } from './tiny-face-net.ts';

/** A picture of RGB bytes, row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** A face, its width as a share of the picture's longer side; `score` from 0 to 1. */
export interface Face {
  readonly width: number;
  readonly score: number;
}

/** Finds the faces of a picture, the surest first. */
export type FaceDetector = (picture: Pixels) => Promise<readonly Face[]>;

/**
 * Sides of the squares that are looked at, in turn: the net knows faces best that are neither tiny
 * nor as large as the picture. Multiples of 32.
 */
const SIDES = [256, 320, 160, 416];

/** Less is no face. */
const LEAST_SCORE = 0.3;
/** So sure a face needs no further look. */
const SURE_SCORE = 0.6;
/** Beside one that is smaller there may be others, which the second look finds. */
const CLOSE = 0.3;
/** Two boxes that share so much of the smaller one are of one face. */
const SAME_FACE = 0.5;

const MODEL = '@vladmandic/face-api/model/tiny_face_detector_model';

async function loadNet() {
  const { resolve } = createRequire(import.meta.url);
  const [manifest, bytes] = await Promise.all([
    readFile(resolve(`${MODEL}-weights_manifest.json`), 'utf8'),
    readFile(resolve(`${MODEL}.bin`)),
  ]);
  return createTinyFaceNet(readWeights(JSON.parse(manifest), bytes));
}

/** The picture as the upper left of a black square. */
const squareOf = ({ bytes, width, height }: Pixels, side: number): Promise<Uint8Array> =>
  withSharp((sharp) =>
    sharp(bytes, { raw: { width, height, channels: 3 } })
      .resize(side, side, { fit: 'contain', position: 'left top', background: 'black' })
      .raw()
      .toBuffer(),
  );

function shared(one: Box, other: Box): number {
  const width =
    Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height =
    Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(one.width * one.height, other.width * other.height);
}

/** Of boxes of one face the surest stays. */
function facesOf(boxes: readonly Box[]): Box[] {
  const faces: Box[] = [];
  for (const box of boxes.toSorted((a, b) => b.score - a.score))
    if (!faces.some((face) => shared(face, box) > SAME_FACE)) faces.push(box);
  return faces;
}

/**
 * The weights (193 kB) are those of face-api.js, under the MIT licence as the code that names them;
 * they are read when the first photo comes. A photo takes some 100 ms, of which nobody waits for
 * more than a few at a time.
 */
export function createFaceDetector(): FaceDetector {
  let net: ReturnType<typeof loadNet> | undefined;
  // Two at a time would take as long and twice the memory.
  const inTurn = createFewAtOnce(1);

  const look = async (picture: Pixels, side: number): Promise<readonly Box[]> => {
    net ??= loadNet();
    const find = await net;
    return find(await squareOf(picture, side), side, LEAST_SCORE);
  };

  const search = async (picture: Pixels): Promise<readonly Face[]> => {
    const boxes: Box[] = [];
    for (const [n, side] of SIDES.entries()) {
      boxes.push(...(await look(picture, side)));
      const sure = boxes.filter(({ score }) => score >= SURE_SCORE);
      if (sure.some(({ width }) => n > 0 || width >= CLOSE)) break;
    }
    return facesOf(boxes).map(({ width, score }) => ({ width, score }));
  };

  return (picture) => inTurn(() => search(picture));
}
