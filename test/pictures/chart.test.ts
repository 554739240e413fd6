import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import { drawChart } from '../../src/pictures/chart.ts';
import { part, pixel, sizeOf } from './pixels-of.ts';

const MONTHS = ['дек', 'янв', 'фев', 'мар', 'апр', 'май', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя'];

const chartOf = (values: readonly number[], title = 'По месяцам') =>
  drawChart({ title, bars: values.map((value, n) => ({ label: MONTHS[n] ?? '', value })) });

/** The middle of the bar of that place, just above the ground. */
const FOOT = 606;
const middle = (place: number) => Math.round(64 + (place + 0.5) * 96);

const isGround = ([, green, blue]: readonly number[]) => (green ?? 0) > 190 && (blue ?? 0) > 150;

describe('a chart', () => {
  test('is a picture as wide and high as a banner', async () => {
    assert.deepEqual(await sizeOf(await chartOf([1, 2, 3])), [1280, 720]);
  });

  test('draws a bar for each number, the larger the higher', async () => {
    const chart = await drawChart({
      title: 'A',
      bars: [4, 8, 0].map((value) => ({ label: 'Jan', value })),
    });
    const at = (place: number) => Math.round(64 + ((place + 0.5) * 1152) / 3);
    const half = 400;
    assert.ok(isGround(await pixel(chart, at(0), half)));
    assert.ok(!isGround(await pixel(chart, at(1), half)));
    assert.ok(!isGround(await pixel(chart, at(0), 560)));
    assert.ok(isGround(await pixel(chart, at(2), 560)));
  });

  test('one picture is seen beside a hundred thousand', async () => {
    const chart = await chartOf([1, 100_000, ...Array(10).fill(0)]);
    assert.ok(!isGround(await pixel(chart, middle(0), 596)));
    assert.ok(isGround(await pixel(chart, middle(2), 596)));
  });

  test('of nothing has no bars and stays whole', async () => {
    const chart = await chartOf(Array(12).fill(0));
    assert.deepEqual(await sizeOf(chart), [1280, 720]);
    for (let place = 0; place < 12; place += 1)
      assert.ok(isGround(await pixel(chart, middle(place), FOOT - 20)));
    assert.deepEqual(await sizeOf(await drawChart({ title: 'A', bars: [] })), [1280, 720]);
  });

  test('shows its title, its labels and its values', async () => {
    const areas = [
      { left: 64, top: 50, width: 900, height: 90 },
      { left: 64, top: 630, width: 96, height: 50 },
      { left: 64, top: 180, width: 96, height: 50 },
    ];
    const one = await drawChart({ title: 'Один', bars: [{ label: 'янв', value: 1 }] });
    const other = await drawChart({ title: 'Два', bars: [{ label: 'фев', value: 2 }] });
    for (const area of areas.map((it) => ({ ...it, left: it.left + (it.width < 100 ? 528 : 0) }))) {
      const [a, b] = [await part(one, area), await part(other, area)];
      assert.ok(!Buffer.from(a).equals(Buffer.from(b)));
    }
  });
});
