import assert from 'node:assert/strict';
import { it } from 'node:test';
import { namesOf } from '../../../src/effects/gallery/download.ts';

it('names of a download tell day and number where the person lives', () => {
  const made = (text: string, object_key: string) => ({
    created_at: Date.parse(text),
    object_key,
  });
  const images = [
    made('2026-05-31T20:59:00Z', 'p/g/0-a.png'),
    made('2026-05-31T21:01:00Z', 'p/g/1-b.jpg'),
    made('2026-05-31T21:02:00Z', 'p/g/2-c.webp'),
  ];
  assert.deepEqual(namesOf(images, 'Europe/Moscow'), [
    '2026-05-31-01.png',
    '2026-06-01-01.jpg',
    '2026-06-01-02.webp',
  ]);
});
