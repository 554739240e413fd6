import { zipSync } from 'fflate';

/** Telegram takes documents of up to 50 MB; the rest is room for the zip's own words. */
export const PART_BYTES = 45 * 1024 * 1024;

export interface Entry {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Pictures are compressed already, so they are only stored. */
export const zipOf = (entries: readonly Entry[]): Uint8Array =>
  zipSync(Object.fromEntries(entries.map(({ name, bytes }) => [name, bytes])), { level: 0 });

/** Zips of at most `PART_BYTES` each, one in memory at a time; at least one. */
export async function* zipped(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  let part: Entry[] = [];
  let size = 0;
  for await (const entry of entries) {
    if (size > 0 && size + entry.bytes.length > PART_BYTES) {
      yield zipOf(part);
      part = [];
      size = 0;
    }
    part.push(entry);
    size += entry.bytes.length;
  }
  yield zipOf(part);
}

/** Splits what has a size into parts that fit a zip each, in its order; no part is empty. */
export function partsOf<T extends { readonly bytes: number }>(
  items: readonly T[],
  partBytes = PART_BYTES,
): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let left = 0;
  for (const item of items) {
    const part = parts.at(-1);
    if (part && item.bytes <= left) part.push(item);
    else parts.push([item]);
    left = (part && item.bytes <= left ? left : partBytes) - item.bytes;
  }
  return parts;
}
