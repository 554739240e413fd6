import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differingBits } from '../../db/judge-photos.ts';
import type { FaceDetector } from '../../src/images/faces/face-detector.ts';
import { createPhotoCheck } from '../../src/images/photo-check.ts';
import { sha256 } from '../../src/images/sha256.ts';
import { loadSharp } from '../../src/images/sharp.ts';
import { plain, portrait } from './photos.ts';

const sharp = await loadSharp();

const oneFace: FaceDetector = async () => [{ width: 0.4, score: 0.9 }];
const check = createPhotoCheck({ faces: oneFace });
const seeing = (faces: FaceDetector) => createPhotoCheck({ faces });

const issuesOf = async (bytes: Uint8Array, look = check) => {
  const { errors, warnings } = await look(bytes);
  return [...errors, ...warnings];
};

const resized = async (bytes: Uint8Array, width: number, height: number) =>
  sharp(bytes).resize(width, height, { fit: 'cover' }).jpeg().toBuffer();

test('a photo without fault comes out upright, without metadata and with a thumbnail', async () => {
  const drawn = await portrait(1, { width: 900, height: 600 });
  const lying = await sharp(drawn)
    .withExif({ IFD0: { Artist: 'Anna', Orientation: '6' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { photo, errors, warnings, ...told } = await check(lying);
  assert.deepEqual([errors, warnings], [[], []]);
  assert.ok(photo);
  assert.equal(told.sha256, await sha256(lying), 'of the bytes as they came');
  const kept = await sharp(photo.jpeg).metadata();
  assert.deepEqual([kept.width, kept.height], [600, 900]);
  assert.deepEqual([photo.width, photo.height], [600, 900]);
  assert.deepEqual([kept.exif, kept.icc, kept.xmp, kept.orientation], Array(4).fill(undefined));
  assert.equal((await sharp(photo.thumbnail).metadata()).format, 'webp');
});

test('JPG, PNG and WebP are taken whatever they are called, and nothing else', async () => {
  const jpeg = await portrait(1);
  for (const bytes of [
    jpeg,
    await sharp(jpeg).png().toBuffer(),
    await sharp(jpeg).webp().toBuffer(),
  ])
    assert.deepEqual(await issuesOf(bytes), []);
  const gif = Uint8Array.from([...'GIF89a'].map((letter) => letter.charCodeAt(0)));
  assert.deepEqual(await issuesOf(gif), ['format']);
  assert.deepEqual(await issuesOf(new TextEncoder().encode('<svg/>')), ['format']);
  assert.deepEqual(await issuesOf(new Uint8Array()), ['format']);
});

test('a HEIC photo is told apart', async () => {
  const heic = new TextEncoder().encode('....ftypheic....mif1heic');
  assert.deepEqual(await issuesOf(heic), ['heic']);
  const film = new TextEncoder().encode('....ftypisom....isommp41');
  assert.deepEqual(await issuesOf(film), ['format']);
});

test('what is cut short cannot be read', async () => {
  const jpeg = await portrait(1);
  assert.deepEqual(await issuesOf(jpeg.subarray(0, jpeg.length / 2)), ['unreadable']);
  assert.deepEqual(await issuesOf(jpeg.subarray(0, 20)), ['unreadable']);
});

test('size and shape have limits', async () => {
  const jpeg = await portrait(1);
  assert.deepEqual(await issuesOf(await resized(jpeg, 511, 800)), ['too-small']);
  assert.deepEqual(await issuesOf(await resized(jpeg, 512, 512)), []);
  assert.deepEqual(await issuesOf(await resized(jpeg, 1540, 512)), ['too-long']);
  assert.deepEqual(await issuesOf(await resized(jpeg, 512, 1536)), []);
  const large = new Uint8Array(20 * 1024 * 1024 + 1);
  large.set(jpeg);
  assert.deepEqual(await issuesOf(large), ['too-large']);
});

/** The sum that a PNG's chunk ends with. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

test('a picture of very many pixels is refused by its header alone', async () => {
  const bomb = new Uint8Array(
    await sharp(await plain('red'))
      .png()
      .toBuffer(),
  );
  const view = new DataView(bomb.buffer);
  for (const side of [16, 20]) view.setUint32(side, 12_000);
  view.setUint32(29, crc32(bomb.subarray(12, 29)));
  assert.deepEqual(await issuesOf(bomb), ['too-many-pixels']);
});

test('a large photo is kept smaller', async () => {
  const { photo } = await check(await resized(await portrait(1), 3000, 2000));
  assert.deepEqual([photo?.width, photo?.height], [2048, 1365]);
});

test('light and contrast are judged', async () => {
  assert.deepEqual(await issuesOf(await plain('#080808')), ['dark']);
  assert.deepEqual(await issuesOf(await plain('#f8f8f8')), ['bright']);
  assert.deepEqual(await issuesOf(await plain('#808080')), ['flat']);
});

test('a blurred photo is told from a sharp one', async () => {
  const sharpOne = await portrait(1);
  assert.deepEqual(await issuesOf(sharpOne), []);
  assert.deepEqual(await issuesOf(await sharp(sharpOne).blur(8).jpeg().toBuffer()), ['blurred']);
});

test('there must be one face, large enough', async () => {
  const jpeg = await portrait(1);
  const found = (...faces: readonly { width: number; score: number }[]) =>
    issuesOf(
      jpeg,
      seeing(async () => faces),
    );
  assert.deepEqual(await found(), ['no-face']);
  assert.deepEqual(await found({ width: 0.3, score: 0.4 }), ['face-unsure']);
  assert.deepEqual(await found({ width: 0.05, score: 0.9 }), ['small-face']);
  const other = { width: 0.3, score: 0.8 };
  assert.deepEqual(await found({ width: 0.3, score: 0.9 }, other), ['many-faces']);
  assert.deepEqual(await found({ width: 0.9, score: 0.9 }, other), [], 'somebody behind');
});

test('looks are the nearer the more two photos are alike', async () => {
  const hashOf = async (bytes: Uint8Array) => (await check(bytes)).photo?.lookHash ?? '';
  const jpeg = await portrait(1);
  const first = await hashOf(jpeg);
  assert.match(first, /^[0-9a-f]{16}$/);
  const again = await hashOf(await sharp(jpeg).resize(640, 640).jpeg({ quality: 60 }).toBuffer());
  assert.ok(differingBits(first, again) <= 6);
  assert.ok(differingBits(first, await hashOf(await portrait(2))) > 6);
});
