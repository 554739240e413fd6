import { createHash } from 'node:crypto';

/** Longer words are compared by their beginning: it bounds the index of beginnings. */
export const WORD_LENGTH = 20;

/** Length of what stands before each indexed word and says whose it is. */
export const SCOPE_LENGTH = 16;

/** A search for more words than this is a search for the first of them. */
const MOST_SOUGHT = 12;

/**
 * The words of a text as they are compared, each once: in lower case, ё as е, without anything but
 * letters and digits. The one normaliser of descriptions and of what is searched for.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFKC').replaceAll('ё', 'е');
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, WORD_LENGTH).join('')))];
}

/** Words as the index holds them: each is one person's, so that nobody's search reads others'. */
export function scoped(personId: string, words: readonly string[]): string[] {
  const scope = createHash('sha256').update(personId).digest('hex').slice(0, SCOPE_LENGTH);
  return words.map((word) => scope + word);
}

/** What a search looks for. */
export const sought = (personId: string, words: readonly string[]): string[] =>
  scoped(personId, words.slice(0, MOST_SOUGHT));
