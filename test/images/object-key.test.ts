import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { imageKey, isObjectKey, thumbnailKey } from '../../src/images/object-key.ts';

const name = {
  personId: 'person_1',
  generationId: '-gen_1',
  place: 0,
  sha256: '0123456789abcdef0123',
  contentType: 'image/jpeg',
} as const;

describe('an object key', () => {
  it('names person, generation, place and content', () => {
    assert.equal(imageKey(name), 'person_1/-gen_1/0-0123456789abcdef.jpg');
    const png = imageKey({ ...name, place: 3, contentType: 'image/png' });
    assert.equal(png, 'person_1/-gen_1/3-0123456789abcdef.png');
  });

  it('has its thumbnail beside it', () => {
    assert.equal(thumbnailKey(imageKey(name)), 'person_1/-gen_1/0-0123456789abcdef-thumb.webp');
    assert.ok(isObjectKey(thumbnailKey(imageKey(name))));
  });

  it('is not made of an id that would leave its folder', () => {
    assert.throws(() => imageKey({ ...name, personId: '..' }));
    assert.throws(() => imageKey({ ...name, generationId: 'a/../../b' }));
  });
});
