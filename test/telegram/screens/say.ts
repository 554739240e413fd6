import type { Language } from '../../../machines/chat/types.ts';
import { loadWords, type Say } from '../../../src/telegram/words.ts';

const words = await loadWords((language, key, cause) => {
  throw new Error(`"${key}" cannot be said in ${language}`, { cause });
});

/** Keys that were asked for so far. */
export const said = new Set<string>();

/** The real words; a missing one fails the test that asks for it. */
export const say = (language: Language): Say => {
  const t = words(language);
  return (key, args) => {
    said.add(key);
    return t(key, args);
  };
};
