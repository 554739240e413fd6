import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, test } from 'node:test';
import sharp from 'sharp';
import { drawText, drawTextToFit } from '../../src/pictures/draw-text.ts';
import { drawable } from '../../src/pictures/font.ts';

const same = (one: Uint8Array, other: Uint8Array) => Buffer.from(one).equals(Buffer.from(other));

/** The share of a layer's pixels that carry ink. */
async function inkOf(png: Uint8Array): Promise<number> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  let dark = 0;
  for (let at = 3; at < data.length; at += 4) if ((data[at] ?? 0) > 127) dark += 1;
  return dark / (info.width * info.height);
}

const LETTERS = [
  ...'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789«»—№₽',
];

describe('drawn text', () => {
  test('every Russian letter, digit and quotation mark has a glyph of its own', async () => {
    const drawn = await Promise.all(LETTERS.map((letter) => drawText(letter, { sizePx: 64 })));
    const different = new Set(drawn.map(({ png }) => Buffer.from(png).toString('base64')));
    assert.equal(different.size, LETTERS.length);
  });

  test('no letter is the empty box that stands for a missing glyph', async () => {
    const box = await sharp({
      // Private use: no font has it.
      text: { text: '\ue000', font: 'Nunito 64', dpi: 72, rgba: true },
    })
      .png()
      .toBuffer();
    for (const letter of LETTERS) {
      const { png } = await drawText(letter, { sizePx: 64 });
      assert.ok(!same(png, box), letter);
      assert.ok((await inkOf(png)) > 0.05, letter);
    }
  });

  test('ё and й keep their marks', async () => {
    const heights = await Promise.all(
      ['е', 'ё', 'и', 'й'].map(async (it) => (await drawText(it, { sizePx: 80 })).height),
    );
    const [e = 0, yo = 0, i = 0, short = 0] = heights;
    assert.ok(yo > e * 1.2 && short > i * 1.2, heights.join(' '));
  });

  test('a composed and a decomposed й are drawn alike', async () => {
    const [one, other] = await Promise.all(
      ['\u0439', '\u0438\u0306'].map((it) => drawText(it, { sizePx: 40 })),
    );
    assert.ok(one && other && same(one.png, other.png));
  });

  test('text comes out as the same pixels each time', async () => {
    const style = { sizePx: 48, maxWidth: 400, colour: '#3b2a4a' };
    const [one, other] = [
      await drawText('Моя галерея', style),
      await drawText('Моя галерея', style),
    ];
    assert.ok(same(one.png, other.png));
  });

  test('the shipped font is used, not the one of the system', async () => {
    const words = 'Съешь ещё этих мягких булок';
    const { width } = await drawText(words, { sizePx: 64 });
    // Nunito ExtraBold sets these words 959 px wide; common system fonts are wider by a fifth.
    assert.ok(Math.abs(width - 959) < 15, String(width));
  });

  test('a heavier weight lays down more ink', async () => {
    const [light, heavy] = await Promise.all(
      (['semibold', 'extrabold'] as const).map((weight) => drawText('Шум', { sizePx: 90, weight })),
    );
    assert.ok(light && heavy);
    assert.ok((await inkOf(heavy.png)) > (await inkOf(light.png)) * 1.1);
  });

  test('long text wraps inside its width', async () => {
    const { width, height } = await drawText('Расскажите, что нарисовать сегодня вечером', {
      sizePx: 40,
      maxWidth: 300,
    });
    assert.ok(width <= 300);
    assert.ok(height > 80);
  });

  test('a title shrinks before a word of it is broken', async () => {
    const { width, height } = await drawTextToFit(
      'Здравствуйте',
      { sizePx: 100, maxWidth: 500 },
      200,
    );
    assert.ok(width <= 500, String(width));
    assert.ok(height < 110, `${height} is more than one line`);
  });

  test('even one word longer than any line stays inside', async () => {
    const { width } = await drawTextToFit('а'.repeat(80), { sizePx: 60, maxWidth: 300 }, 2000);
    assert.ok(width <= 300);
  });

  test('markup in the words is drawn, not obeyed', async () => {
    const { width } = await drawText('<b>a & b</b>', { sizePx: 40 });
    const bare = await drawText('a & b', { sizePx: 40 });
    assert.ok(width > bare.width * 1.5);
  });

  test('characters without a glyph are left out', () => {
    assert.equal(drawable('Привет ✨ мир 中 — «да»'), 'Привет мир — «да»');
  });

  test('text of nothing drawable is still a picture', async () => {
    assert.ok((await drawText('✨✨', { sizePx: 30 })).width > 0);
  });
});
