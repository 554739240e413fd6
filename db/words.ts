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
  const scope = digest(personId, SCOPE_LENGTH);
  return words.map((word) => scope + word);
}

const digest = (text: string, length: number) =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** What of an image is sought together with words. */
export type Facets = {
  look?: string;
  shape?: string;
  kind?: 'described' | 'avatar';
  avatarId?: string;
};

/** Stands before a facet and in no word. */
const MARK = '§';

/**
 * Facets as words of the index, so that words and facets that rarely meet are sought in one pass.
 * Of one length each: their beginnings are never sought.
 */
const facetWords = (facets: Facets): string[] =>
  (['look', 'shape', 'kind', 'avatarId'] as const).flatMap((name) => {
    const value = facets[name];
    return value === undefined ? [] : [MARK + digest(`${name}:${value}`, 8)];
  });

/** All that an image is found by. */
export const findable = (personId: string, description: string, facets: Facets): string[] =>
  scoped(personId, [...facetWords(facets), ...wordsOf(description)]);

/** What a search looks for: beginnings of words, and whole facets. */
export const sought = (personId: string, words: readonly string[], facets: Facets) => ({
  beginnings: scoped(personId, words.slice(0, MOST_SOUGHT)),
  whole: scoped(personId, facetWords(facets)),
});
