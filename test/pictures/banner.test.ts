import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { describe, mock, test } from 'node:test';
import sharp from 'sharp';
import { drawBanner, type SceneName } from '../../src/pictures/banner.ts';
import { SCENES } from '../../src/pictures/banners/scenes.ts';

const scenes = Object.keys(SCENES) as SceneName[];
const same = (one: Uint8Array, other: Uint8Array) => Buffer.from(one).equals(Buffer.from(other));

describe('a banner', () => {
  for (const scene of scenes) {
    test(`of ${scene} is a JPEG of 1280×720 that Telegram takes`, async () => {
      const picture = await drawBanner({ scene, title: 'Моя галерея', subtitle: '24 картинки' });
      const { format, width, height } = await sharp(picture).metadata();
      assert.deepEqual([format, width, height], ['jpeg', 1280, 720]);
      assert.ok(picture.length < 300_000);
    });
  }

  test('has a scene for every screen that wants one', () => {
    const wanted = [
      'home',
      'create',
      'gallery',
      'empty',
      'balance',
      'settings',
      'help',
      'privacy',
      'welcome',
      'avatar',
      'photos',
      'trouble',
    ];
    assert.deepEqual(scenes.toSorted(), wanted.toSorted());
  });

  test('is the same for the same words, whatever the time', async () => {
    const input = { scene: 'home', title: 'Что нарисуем?' } as const;
    const before = await drawBanner(input);
    mock.method(Date, 'now', () => 0);
    mock.method(Math, 'random', () => 0.1);
    const after = await drawBanner(input);
    mock.restoreAll();
    assert.ok(same(before, after));
  });

  test('differs by its title, its subtitle and its scene', async () => {
    const drawn = await Promise.all([
      drawBanner({ scene: 'home', title: 'Да' }),
      drawBanner({ scene: 'home', title: 'Дай' }),
      drawBanner({ scene: 'home', title: 'Да', subtitle: 'ещё' }),
      drawBanner({ scene: 'help', title: 'Да' }),
    ]);
    assert.equal(new Set(drawn.map((it) => Buffer.from(it).toString('base64'))).size, 4);
  });

  test('comes in another size when asked', async () => {
    const picture = await drawBanner({
      scene: 'gallery',
      title: 'Галерея',
      size: { width: 640, height: 360 },
    });
    const { width, height } = await sharp(picture).metadata();
    assert.deepEqual([width, height], [640, 360]);
  });

  test('survives a title of a whole paragraph', async () => {
    const title =
      'Очень длинное название, которое никто не обещал сделать коротким и удобным. '.repeat(3);
    const picture = await drawBanner({ scene: 'trouble', title, subtitle: title });
    assert.equal((await sharp(picture).metadata()).height, 720);
  });
});
