import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { before, describe, test } from 'node:test';
import { type CellInput, drawGrid } from '../../src/pictures/grid.ts';
import { flat, part, pixel, sizeOf } from './pixels-of.ts';

const same = (one: Uint8Array, other: Uint8Array) => Buffer.from(one).equals(Buffer.from(other));

/** The second cell of a row, whose corner is here. */
const SECOND = { left: 340, top: 10 };
const SIDE = 320;

describe('a page of the gallery', () => {
  let red: Uint8Array;
  let blue: Uint8Array;
  before(async () => {
    [red, blue] = await Promise.all([flat('#d03030'), flat('#3030d0', 569, 320)]);
  });

  const cells = (count: number, more: Partial<CellInput> = {}): CellInput[] =>
    Array.from({ length: count }, (_, n) => ({ picture: red, number: n + 1, ...more }));

  /** A page of two, the second one being like this. */
  const withSecond = async (more: Partial<CellInput>) => {
    const [first, second] = cells(2);
    assert.ok(first && second);
    return drawGrid([first, { ...second, ...more }]);
  };

  test('is always as wide, and as high as its rows, of which there are two at least', async () => {
    for (const [count, height] of [
      [1, 670],
      [4, 670],
      [7, 1000],
      [9, 1000],
    ] as const)
      assert.deepEqual(await sizeOf(await drawGrid(cells(count))), [1000, height]);
  });

  test('shows pictures in their order, and light pockets where there are none', async () => {
    const page = await withSecond({ picture: blue });
    const [red1] = await pixel(page, 170, 170);
    const [red2, , blue2] = await pixel(page, 500, 170);
    assert.ok(red1 > 180 && red2 < 80 && blue2 > 180);
    assert.ok(Math.min(...(await pixel(page, 830, 170))) > 200);
    assert.ok(Math.min(...(await pixel(page, 170, 500))) > 200);
  });

  test('shows a friendly picture in the place of a missing or a broken one', async () => {
    const broken = new Uint8Array([1, 2, 3]);
    const [missing, unreadable] = [
      await withSecond({ picture: null }),
      await withSecond({ picture: broken }),
    ];
    assert.ok(same(missing, unreadable));
    const [r, , b] = await pixel(missing, SECOND.left + 20, SECOND.top + 160);
    assert.ok(b > 180 && r > 150, 'it is lilac, not black');
  });

  test('tells one tick from another and from none', async () => {
    const [none, box, ticked] = [
      await drawGrid(cells(2)),
      await withSecond({ marked: false }),
      await withSecond({ marked: true }),
    ];
    const edge = { left: SECOND.left + 2, top: SECOND.top + 160 };
    const [, green] = await pixel(ticked, edge.left, edge.top);
    const [red] = await pixel(box, edge.left, edge.top);
    assert.ok(green > 130, 'a ticked picture has a green edge');
    assert.ok(red > 180, 'another has none');
    const corner = { left: SECOND.left + SIDE - 70, top: SECOND.top, width: 70, height: 70 };
    assert.ok(!same(await part(none, corner), await part(box, corner)));
  });

  test('a star stands beside the number of a favourite', async () => {
    const page = await withSecond({ favourite: true });
    const [r, g, b] = await pixel(page, SECOND.left + 14 + 60 + 27, SECOND.top + 14 + 27);
    assert.ok(r > 200 && g > 120 && b < 100, 'it is golden');
  });

  test('a date stands on a dark pill, in Russian and English, however long', async () => {
    const area = { left: SECOND.left, top: SECOND.top + SIDE - 70, width: SIDE, height: 70 };
    const bottoms: string[] = [];
    for (const heading of [
      '',
      'Сегодня',
      '14 декабря 2024',
      '28 September 2026',
      'слово '.repeat(40),
    ]) {
      const page = await withSecond({ heading });
      bottoms.push(Buffer.from(await part(page, area)).toString('base64'));
      const [r] = await pixel(page, SECOND.left + 24, SECOND.top + SIDE - 38);
      assert.equal(r < 150, heading !== '', heading);
      // Inside its cell: the next one is free of it.
      assert.ok((await pixel(page, 672, 340 - 40))[2] > 150);
    }
    assert.equal(new Set(bottoms).size, 5);
  });

  test('comes out the same twice', async () => {
    const draw = () => drawGrid(cells(4, { heading: 'Вчера', favourite: true, marked: true }));
    assert.ok(same(await draw(), await draw()));
  });

  test('holds one to nine', async () => {
    await assert.rejects(drawGrid([]), RangeError);
    await assert.rejects(drawGrid(cells(10)), RangeError);
  });
});
