import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeAnswer } from '../../src/fal/judge-answer.ts';

const good = { url: 'https://v3.fal.media/good.jpeg', refused: false };
const black = { url: 'https://v3.fal.media/black.jpeg', refused: true };

const codeOf = (judged: ReturnType<typeof judgeAnswer>) =>
  judged.kind === 'failed' && judged.error.code;

describe('judging an answer', () => {
  it('delivers what the filter let pass, with its seed', () => {
    assert.deepEqual(judgeAnswer({ images: [black, good], seed: '7' }, 2), {
      kind: 'pictures',
      urls: [good.url],
      seed: '7',
    });
  });

  it('delivers no more than was ordered', () => {
    const judged = judgeAnswer({ images: [good, good, good] }, 2);
    assert.equal(judged.kind === 'pictures' && judged.urls.length, 2);
  });

  it('is a refusal when every picture was flagged', () => {
    assert.equal(codeOf(judgeAnswer({ images: [black, black] }, 2)), 'refused-by-filter');
  });

  it('is an empty result when there is no picture', () => {
    assert.equal(codeOf(judgeAnswer({ images: [] }, 1)), 'empty-result');
  });
});
