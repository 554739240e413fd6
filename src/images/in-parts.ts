import { concatBytes } from './concat-bytes.ts';

/** Cuts a stream into parts of one size; the last may be shorter, and an empty stream has none. */
export async function* inParts(
  source: AsyncIterable<Uint8Array>,
  partBytes: number,
): AsyncGenerator<Uint8Array, void> {
  let waiting: Uint8Array[] = [];
  let room = partBytes;
  for await (const chunk of source) {
    let rest = chunk;
    while (rest.length >= room) {
      yield concatBytes([...waiting, rest.subarray(0, room)]);
      rest = rest.subarray(room);
      waiting = [];
      room = partBytes;
    }
    // The source may use its buffer again.
    if (rest.length > 0) waiting.push(rest.slice());
    room -= rest.length;
  }
  if (waiting.length > 0) yield concatBytes(waiting);
}
