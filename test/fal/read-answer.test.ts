import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAnswer } from '../../src/fal/parse-answer.ts';
import { readAnswer } from '../../src/fal/read-answer.ts';

const url = 'https://v3.fal.media/files/a/b.jpeg';

describe('reading an answer', () => {
  it('keeps every digit of a seed beyond 2^53', () => {
    const text = `{"images":[{"url":"${url}","width":1}],"seed":18446744073709551615}`;
    assert.deepEqual(readAnswer(parseAnswer(text)), {
      images: [{ url, refused: false }],
      seed: '18446744073709551615',
    });
  });

  it('is not misled by a seed that a description speaks of', () => {
    const text = `{"images":[{"url":"${url}"}],"description":"\\"seed\\": 5"}`;
    assert.deepEqual(readAnswer(parseAnswer(text)), { images: [{ url, refused: false }] });
  });

  it('marks the pictures that the filter blackened', () => {
    const body = { images: [{ url }, { url }], has_nsfw_concepts: [false, true], seed: 7 };
    assert.deepEqual(readAnswer(body), {
      images: [
        { url, refused: false },
        { url, refused: true },
      ],
      seed: '7',
    });
  });

  it('takes null where a field may be absent', () => {
    const body = { images: [{ url }], has_nsfw_concepts: null, seed: null };
    assert.deepEqual(readAnswer(body), { images: [{ url, refused: false }] });
  });

  it('passes over a picture that has no address, and keeps the flags in step', () => {
    const images = [{ url: 'nowhere' }, null, { url }];
    const body = { images, has_nsfw_concepts: [false, false, true] };
    assert.deepEqual(readAnswer(body), { images: [{ url, refused: true }] });
  });

  it('finds no pictures in anything else', () => {
    for (const body of [null, 'text', {}, { images: null }, { images: [{ url: 'nowhere' }] }]) {
      assert.deepEqual(readAnswer(body), { images: [] });
    }
  });

  it('hands back text that is no JSON', () => {
    assert.equal(parseAnswer('<html>'), '<html>');
  });
});
