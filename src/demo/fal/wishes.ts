/** Trouble that a description may ask for by a word of its own, so that a person can try it in the demo. */
export interface Wishes {
  refuse: boolean;
  slow: boolean;
  fail: boolean;
  never: boolean;
  partial: boolean;
}

export function readWishes(prompt: string): Wishes {
  const words = new Set(prompt.toLowerCase().match(/\p{L}+/gu));
  const has = (...any: string[]) => any.some((word) => words.has(word));
  return {
    refuse: has('refuse', 'откажи'),
    slow: has('slow', 'медленно'),
    fail: has('fail', 'сломай'),
    never: has('never', 'никогда'),
    partial: has('partial', 'часть'),
  };
}
