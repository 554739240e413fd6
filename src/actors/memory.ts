import type { Opened } from './step.ts';

/** Actors whose last step this process took; a few kilobytes each. */
const REMEMBERED = 2_000;

/**
 * Remembers actors as this process saved them last, so that the next event needs no reading. What
 * is remembered may be out of date: only a save that expects its epoch and step proves it.
 */
export interface Memory {
  recall(key: string): Opened | undefined;
  keep(key: string, opened: Opened): void;
  forget(key: string): void;
}

export function createMemory(size = REMEMBERED): Memory {
  const kept = new Map<string, Opened>();
  return {
    recall: (key) => kept.get(key),
    keep: (key, opened) => {
      kept.delete(key);
      kept.set(key, opened);
      const [oldest] = kept.keys();
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    },
    forget: (key) => void kept.delete(key),
  };
}
