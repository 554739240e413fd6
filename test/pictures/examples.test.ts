import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { drawExample, EXAMPLE_COUNT } from '../../src/pictures/examples.ts';

describe('the example pictures', () => {
  test('are square JPEGs, all different', async () => {
    const drawn = await Promise.all(
      Array.from({ length: EXAMPLE_COUNT }, (_, index) => drawExample(index, 512)),
    );
    for (const picture of drawn) {
      const { format, width, height } = await sharp(picture).metadata();
      assert.deepEqual([format, width, height], ['jpeg', 512, 512]);
    }
    assert.equal(
      new Set(drawn.map((it) => Buffer.from(it).toString('base64'))).size,
      EXAMPLE_COUNT,
    );
  });

  test('wrap around and stay the same', async () => {
    const [one, again] = [await drawExample(1, 256), await drawExample(1 + EXAMPLE_COUNT, 256)];
    assert.ok(Buffer.from(one).equals(Buffer.from(again)));
  });
});
