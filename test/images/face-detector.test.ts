import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createFaceDetector, type Pixels } from '../../src/images/faces/face-detector.ts';
import { loadSharp } from '../../src/images/sharp.ts';
import { exampleSvg } from '../../src/pictures/examples.ts';
import { rasterize } from '../../src/pictures/rasterize.ts';
import { groupPhoto, portrait } from './photos.ts';

const sharp = await loadSharp();
const faces = createFaceDetector();

type Region = { left: number; top: number; width: number; height: number };

async function pixelsOf(bytes: Uint8Array, region?: Region): Promise<Pixels> {
  const photo = region ? sharp(bytes).extract(region) : sharp(bytes);
  const { data, info } = await photo
    .resize(512, 512, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}

const sure = async (picture: Pixels) =>
  (await faces(picture)).filter(({ score }) => score >= 0.6).length;

test('the people of a photo are found', async () => {
  for (const n of [1, 3, 4, 5, 6])
    assert.ok((await sure(await pixelsOf(await readFile(groupPhoto(n))))) >= 2, `photo ${n}`);
});

test('one person alone is one face, about as large as it is', async () => {
  const photo = await readFile(groupPhoto(1));
  const alone = { left: 330, top: 220, width: 420, height: 420 };
  const found = await faces(await pixelsOf(photo, alone));
  assert.equal(found.filter(({ score }) => score >= 0.5).length, 1);
  assert.ok((found[0]?.width ?? 0) > 0.3 && (found[0]?.width ?? 1) < 0.8, String(found[0]?.width));
});

test('drawn portraits have a face', async () => {
  for (let n = 0; n < 6; n++) {
    const [first] = await faces(await pixelsOf(await portrait(n)));
    assert.ok((first?.score ?? 0) >= 0.5, `portrait ${n}: ${first?.score}`);
  }
});

test('where nobody is there is no face', async () => {
  for (const index of [0, 2, 3])
    assert.equal(await sure(await pixelsOf(await rasterize(exampleSvg(index, 768)))), 0);
});

test('others get their turn while a photo is looked at', async () => {
  const picture = await pixelsOf(await portrait(1));
  await faces(picture);
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 1);
  await faces(picture);
  clearInterval(counting);
  assert.ok(turns >= 3, `${turns} turns`);
});
