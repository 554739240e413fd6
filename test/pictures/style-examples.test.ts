import assert from 'node:assert/strict';
import { it } from 'node:test';
import { STYLES } from '../../src/fal/styles.ts';
import { loadSharp } from '../../src/images/sharp.ts';
import { drawStyle, drawStyles } from '../../src/pictures/style-examples.ts';

it('every ready style has an example of its own', async () => {
  const drawn = await Promise.all(STYLES.map(({ id }) => drawStyle(id)));
  const unknown = await drawStyle('nothing');
  const all = new Set([...drawn, unknown].map((bytes) => Buffer.from(bytes).toString('base64')));
  assert.equal(all.size, STYLES.length + 1);
});

it('a page of styles is one picture, three in a row', async () => {
  const page = await drawStyles(STYLES.slice(0, 6).map(({ id }) => id));
  const sharp = await loadSharp();
  const { width, height, format } = await sharp(page).metadata();
  assert.deepEqual([width, height, format], [1000, 670, 'jpeg']);
});
