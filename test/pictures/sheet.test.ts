import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { before, describe, test } from 'node:test';
import { drawSheet } from '../../src/pictures/sheet.ts';
import { flat, part, pixel, sizeOf } from './pixels-of.ts';

describe('a contact sheet', () => {
  let red: Uint8Array;
  let blue: Uint8Array;
  before(async () => {
    [red, blue] = await Promise.all([flat('#d03030'), flat('#3030d0', 400, 200)]);
  });

  test('grows by rows as pictures are added', async () => {
    const cell = 100;
    const of = (count: number) => drawSheet({ pictures: Array(count).fill(red), cell });
    assert.deepEqual(await sizeOf(await of(1)), [108, 108]);
    assert.deepEqual(await sizeOf(await of(2)), [212, 108]);
    assert.deepEqual(await sizeOf(await of(3)), [212, 212]);
    assert.deepEqual(await sizeOf(await of(4)), [212, 212]);
    assert.deepEqual(await sizeOf(await of(9)), [316, 316]);
  });

  test('keeps the order of its pictures', async () => {
    const sheet = await drawSheet({ pictures: [red, blue], cell: 200 });
    const [r = 0, , b = 0] = await pixel(sheet, 150, 150);
    const [r2 = 0, , b2 = 0] = await pixel(sheet, 360, 150);
    assert.ok(r > b && b2 > r2);
  });

  test('rounds the corners and puts a light badge over them', async () => {
    const sheet = await drawSheet({ pictures: [red], cell: 400 });
    const [, green = 0] = await pixel(sheet, 415, 415);
    assert.ok(green > 200, 'the corner is paper');
    const [badge = 0, badgeGreen = 0] = await pixel(sheet, 16 + 60, 16 + 25);
    assert.ok(badge > 200 && badgeGreen > 200, 'the badge is light');
  });

  test('gives each cell a number of its own', async () => {
    const sheet = await drawSheet({ pictures: [red, red], cell: 400 });
    const badge = (left: number) => part(sheet, { left, top: 20, width: 100, height: 100 });
    const [one, two] = [await badge(20), await badge(436)];
    assert.ok(!Buffer.from(one).equals(Buffer.from(two)));
  });

  test('comes out the same twice', async () => {
    const [one, other] = [
      await drawSheet({ pictures: [red, blue] }),
      await drawSheet({ pictures: [red, blue] }),
    ];
    assert.ok(Buffer.from(one).equals(Buffer.from(other)));
  });

  test('takes the number of columns it is told', async () => {
    assert.deepEqual(
      await sizeOf(await drawSheet({ pictures: [red, red, red, red], columns: 4, cell: 100 })),
      [420, 108],
    );
  });

  test('refuses none and more than nine', async () => {
    await assert.rejects(drawSheet({ pictures: [] }), RangeError);
    await assert.rejects(drawSheet({ pictures: Array(10).fill(red) }), RangeError);
  });
});
