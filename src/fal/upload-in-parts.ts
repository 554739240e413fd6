import * as v from 'valibot';

/** FAL's storage takes larger files in parts only, as its own client sends them. */
export const MOST_AT_ONCE_BYTES = 90 * 1024 * 1024;

/** As FAL's own client cuts them. */
const PART_BYTES = 10 * 1024 * 1024;

const PartSchema = v.object({
  partNumber: v.number(),
  etag: v.string(),
});

export type Part = v.InferOutput<typeof PartSchema>;

export interface PartsTarget {
  readonly uploadUrl: string;
  /** Sends to an address under the upload's; answers the text of a success, throws otherwise. */
  readonly send: (
    url: string,
    method: 'PUT' | 'POST',
    body: Uint8Array<ArrayBuffer> | string,
  ) => Promise<string>;
}

/** `https://host/file?token=x` → `https://host/file/2?token=x`. */
const under = (url: string, name: string) => {
  const { origin, pathname, search } = new URL(url);
  return `${origin}${pathname}/${name}${search}`;
};

/** Sends a stream up in parts, one of them in memory at a time, and joins them there. */
export async function uploadInParts(
  { uploadUrl, send }: PartsTarget,
  stream: ReadableStream<Uint8Array>,
): Promise<void> {
  const parts: Part[] = [];
  for await (const bytes of cut(stream)) {
    const answer = await send(under(uploadUrl, String(parts.length + 1)), 'PUT', bytes);
    parts.push(v.parse(PartSchema, JSON.parse(answer)));
  }
  await send(under(uploadUrl, 'complete'), 'POST', JSON.stringify({ parts }));
}

/** Pieces of `PART_BYTES`, the last may be smaller; each is over when the next is asked for. */
async function* cut(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const part = new Uint8Array(PART_BYTES);
  let filled = 0;
  for await (const chunk of stream as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>)
    for (let at = 0; at < chunk.length; ) {
      const piece = chunk.subarray(at, at + PART_BYTES - filled);
      part.set(piece, filled);
      filled += piece.length;
      at += piece.length;
      if (filled < PART_BYTES) continue;
      yield part;
      filled = 0;
    }
  if (filled > 0) yield part.subarray(0, filled);
}
