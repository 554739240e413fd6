/** Remembers the last `size` keys with a value each; older ones are forgotten. */
export function createRecent<V>(size: number) {
  const kept = new Map<string, V>();
  return {
    get: (key: string): V | undefined => kept.get(key),
    set(key: string, value: V) {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > size && oldest !== undefined) kept.delete(oldest);
    },
    delete: (key: string) => kept.delete(key),
  };
}
