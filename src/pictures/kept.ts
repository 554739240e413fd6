/**
 * Keeps what was made of late, at most so many, and forgets first what was not asked for longest.
 * Who asks while it is being made waits for it; what failed is made anew.
 */
export function createKept<K, V>(most: number) {
  const kept = new Map<K, Promise<V>>();

  const forget = (key: K, value: Promise<V>) => {
    if (kept.get(key) === value) kept.delete(key);
  };

  return (key: K, make: () => Promise<V>): Promise<V> => {
    const known = kept.get(key);
    const value = known ?? make();
    kept.delete(key);
    kept.set(key, value);
    if (known) return value;
    value.catch(() => forget(key, value));
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return value;
  };
}
