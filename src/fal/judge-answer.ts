import { type FalError, falError } from './errors.ts';
import type { Answer } from './read-answer.ts';

export type JudgedAnswer =
  /** At least one. `seed` in digits, beyond 2^53 too. */
  { kind: 'pictures'; urls: string[]; seed?: string } | { kind: 'failed'; error: FalError };

/**
 * What of an answer may be delivered: never what the filter blackened, and at most the ordered
 * count, since a model may draw more than it was asked for.
 */
export function judgeAnswer({ images, seed }: Answer, count: number): JudgedAnswer {
  const urls = images.filter(({ refused }) => !refused).map(({ url }) => url);
  if (urls.length > 0) {
    const pictures = { kind: 'pictures', urls: urls.slice(0, count) } as const;
    return seed ? { ...pictures, seed } : pictures;
  }
  if (images.length === 0) {
    return { kind: 'failed', error: falError('empty-result', 'no picture in the result') };
  }
  return { kind: 'failed', error: falError('refused-by-filter', 'every picture was flagged') };
}
