import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fitForPhoto } from '../../src/images/for-telegram.ts';
import { inspectImage } from '../../src/images/inspect-image.ts';
import { loadSharp } from '../../src/images/sharp.ts';
import { createThumbnail } from '../../src/images/thumbnail.ts';
import { drawNoise } from '../fakes/pictures.ts';

async function sizeOf(bytes: Uint8Array) {
  const inspected = await inspectImage(bytes);
  assert.equal(inspected.kind, 'ok');
  return inspected.kind === 'ok' ? inspected : { width: 0, height: 0, contentType: '' };
}

describe('a thumbnail', () => {
  it('is a WebP of 320 pixels on its shorter side that keeps the ratio', async () => {
    const { contentType, width, height } = await sizeOf(
      await createThumbnail(await drawNoise(1024, 576)),
    );
    assert.deepEqual(
      { contentType, width, height },
      {
        contentType: 'image/webp',
        width: 569,
        height: 320,
      },
    );
  });

  it('does not enlarge a small picture', async () => {
    const { width } = await sizeOf(await createThumbnail(await drawNoise(64, 64)));
    assert.equal(width, 64);
  });

  it('is made for many pictures at once', async () => {
    const picture = await drawNoise(512, 512, 'jpeg');
    const made = await Promise.all(Array.from({ length: 12 }, () => createThumbnail(picture)));
    assert.equal(made.length, 12);
  });
});

describe('fitting a picture for a Telegram photo', () => {
  it('leaves alone what fits', async () => {
    const picture = await drawNoise(1024, 1024);
    assert.equal(await fitForPhoto(picture), picture);
  });

  it('makes a larger one smaller and keeps its ratio', async () => {
    const { width, height } = await sizeOf(await fitForPhoto(await drawNoise(3072, 1536, 'jpeg')));
    assert.deepEqual([width, height], [2560, 1280]);
  });

  it('brings one of more than ten megabytes below', async () => {
    const heavy = await drawNoise(2400, 2400);
    assert.ok(heavy.length > 10 * 1024 * 1024);
    const fitted = await fitForPhoto(heavy);
    assert.ok(fitted.length <= 10 * 1024 * 1024);
    assert.equal((await sizeOf(fitted)).width, 2400);
  });

  it('widens one that is too thin', async () => {
    const { width, height } = await sizeOf(await fitForPhoto(await drawNoise(20, 1000)));
    assert.deepEqual([width, height], [50, 1000]);
  });
});

describe('sharp', () => {
  it('has no loaders but those that are needed', async () => {
    const sharp = await loadSharp();
    const gif = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .gif()
      .toBuffer();
    await assert.rejects(sharp(gif).metadata());
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    assert.equal((await sharp(svg).metadata()).width, 9);
  });
});
