import type { Face, FaceDetector, Pixels } from './faces/face-detector.ts';
import { createFewAtOnce } from './few-at-once.ts';
import { imageTypeOf } from './image-type.ts';
import { isHeic } from './is-heic.ts';
import { type Look, lookAt } from './look.ts';
import { sha256 } from './sha256.ts';
import { MAX_PIXELS, type Sharp, withSharp } from './sharp.ts';
import { createThumbnail } from './thumbnail.ts';

/** Why a photo cannot be used, whatever the person says. */
export type PhotoError =
  | 'format'
  | 'heic'
  | 'too-large'
  | 'too-many-pixels'
  | 'too-small'
  | 'too-long'
  | 'unreadable'
  | 'no-face'
  | 'many-faces';

/** Why a photo should rather not be used; the person may keep it. */
export type PhotoWarning = 'dark' | 'bright' | 'flat' | 'blurred' | 'face-unsure' | 'small-face';

export interface PhotoVerdict {
  readonly errors: readonly PhotoError[];
  readonly warnings: readonly PhotoWarning[];
  /** Hex, of the bytes as they came. */
  readonly sha256: string;
  /** Null: it could not be read. */
  readonly photo: CheckedPhoto | null;
}

export interface CheckedPhoto {
  /** A JPEG, upright and without metadata. */
  readonly jpeg: Uint8Array;
  /** A WebP. */
  readonly thumbnail: Uint8Array;
  /** Pixels of the JPEG. */
  readonly width: number;
  readonly height: number;
  readonly lookHash: string;
}

export type PhotoCheck = (bytes: Uint8Array) => Promise<PhotoVerdict>;

/** Telegram hands out no larger files. */
export const MAX_PHOTO_BYTES = 20 * 1024 * 1024;
/** Pixels of the shorter side: half of the 1024 that a training looks at. */
const LEAST_SIDE = 512;
/** Longer to shorter side: beyond it are panoramas and cut-outs of screens. */
const MOST_RATIO = 3;

/** A training looks at 1024 pixels; what is larger is only slower to send. */
const KEPT_SIDE = 2048;
const KEPT_QUALITY = 92;
/** Pixels of the longer side that are looked at. */
const LOOKED_SIDE = 512;

/**
 * The mean brightness, 0 to 255, below and above which a photo is doubted: black or white nearly all
 * over. This limit and the next are those of the bot that this one replaces; they doubt little, and
 * the person may overrule them.
 */
const DARK = 30;
const BRIGHT = 220;
/** Standard deviation of the brightness, below which a photo is doubted. */
const FLAT = 15;
/**
 * Variance of the Laplacian at `LOOKED_SIDE`. Measured on drawn portraits of 768 pixels: 500 to 1000
 * in focus, 34 to 69 after a blur of 2 pixels, at most 25 after one of 3.
 */
const BLURRED = 45;

/** A face below this may be something else; also the threshold that the net is shipped with. */
const SURE_FACE = 0.5;
/** A second face counts only if it is surer than that: a wrong one would refuse a good photo. */
const SURE_OTHER = 0.6;
/** And only if it is as wide as this share of the first: those far behind do not count. */
const OTHER_SIZE = 0.4;
/**
 * A face's width as a share of the longer side, below which a photo is doubted: of the 1024 pixels
 * that a training looks at, 123 would be the face's.
 */
const SMALL_FACE = 0.12;

/** Each holds a photo of up to 40 megapixels for a moment. */
const AT_ONCE = 2;

type Size = { width: number; height: number };

/** Reads the header only. */
const sizeOf = async (sharp: Sharp, bytes: Uint8Array): Promise<Size> => {
  const { autoOrient } = await sharp(bytes, { limitInputPixels: false }).metadata();
  return autoOrient;
};

function sizeErrors({ width, height }: Size): PhotoError[] {
  const [shorter, longer] = [Math.min(width, height), Math.max(width, height)];
  if (width * height > MAX_PIXELS) return ['too-many-pixels'];
  if (shorter < LEAST_SIDE) return ['too-small'];
  return longer > MOST_RATIO * shorter ? ['too-long'] : [];
}

/** Sharp leaves metadata out, and turns the colours into those that everybody shows. */
async function upright(sharp: Sharp, bytes: Uint8Array) {
  const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
    .autoOrient()
    .resize(KEPT_SIDE, KEPT_SIDE, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality: KEPT_QUALITY })
    .toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}

async function smallCopy(sharp: Sharp, jpeg: Uint8Array): Promise<Pixels> {
  const { data, info } = await sharp(jpeg)
    .resize(LOOKED_SIDE, LOOKED_SIDE, { fit: 'inside' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

function lookWarnings({ brightness, contrast, sharpness }: Look): PhotoWarning[] {
  if (brightness < DARK) return ['dark'];
  if (brightness > BRIGHT) return ['bright'];
  if (contrast < FLAT) return ['flat'];
  return sharpness < BLURRED ? ['blurred'] : [];
}

const isOther = (face: Face, first: Face) =>
  face.score >= SURE_OTHER && face.width >= first.width * OTHER_SIZE;

function faceErrors([first, ...others]: readonly Face[]): PhotoError[] {
  if (!first) return ['no-face'];
  return others.some((face) => isOther(face, first)) ? ['many-faces'] : [];
}

function faceWarnings([first]: readonly Face[]): PhotoWarning[] {
  if (!first) return [];
  if (first.score < SURE_FACE) return ['face-unsure'];
  return first.width < SMALL_FACE ? ['small-face'] : [];
}

/** What can be told without decoding it. */
function fileErrors(bytes: Uint8Array): PhotoError[] {
  if (bytes.length > MAX_PHOTO_BYTES) return ['too-large'];
  if (isHeic(bytes)) return ['heic'];
  return imageTypeOf(bytes) ? [] : ['format'];
}

type Seen = Pick<PhotoVerdict, 'errors' | 'warnings' | 'photo'>;

const refused = (errors: readonly PhotoError[]): Seen => ({ errors, warnings: [], photo: null });

export interface PhotoCheckNeeds {
  readonly faces: FaceDetector;
}

/**
 * Looks at what a person sent as a photo of themselves: never throws for what is in it. Of an
 * unusable photo nothing is decoded that need not be.
 */
export function createPhotoCheck({ faces }: PhotoCheckNeeds): PhotoCheck {
  const inTurn = createFewAtOnce(AT_ONCE);

  async function see(jpeg: Uint8Array, size: Size): Promise<Seen> {
    const copy = await withSharp((sharp) => smallCopy(sharp, jpeg));
    const look = await lookAt(copy);
    const found = await faces(copy);
    return {
      errors: faceErrors(found),
      warnings: [...lookWarnings(look), ...faceWarnings(found)],
      photo: { jpeg, ...size, thumbnail: await createThumbnail(jpeg), lookHash: look.hash },
    };
  }

  async function decode(bytes: Uint8Array): Promise<Seen> {
    const size = await withSharp((sharp) => sizeOf(sharp, bytes)).catch(() => null);
    if (!size) return refused(['unreadable']);
    const errors = sizeErrors(size);
    if (errors.length > 0) return refused(errors);
    const kept = await withSharp((sharp) => upright(sharp, bytes)).catch(() => null);
    if (!kept) return refused(['unreadable']);
    const { jpeg, width, height } = kept;
    return see(jpeg, { width, height });
  }

  return (bytes) =>
    inTurn(async () => {
      const errors = fileErrors(bytes);
      const seen = errors.length > 0 ? refused(errors) : await decode(bytes);
      return { ...seen, sha256: await sha256(bytes) };
    });
}
