import * as v from 'valibot';

/** Weights name hundreds of tensors; more than this is no header. */
const MOST_HEADER_BYTES = 16 * 1024 * 1024;
const LENGTH_BYTES = 8;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const TensorSchema = v.object({
  dtype: v.string(),
  shape: v.array(whole),
  data_offsets: v.tuple([whole, whole]),
});

const HeaderSchema = v.objectWithRest(
  { __metadata__: v.optional(v.record(v.string(), v.string())) },
  TensorSchema,
);

/** What came is no file of weights. */
export class NotWeights extends Error {
  readonly code = 'bad-file';
  readonly retryable = false;

  constructor(why: string) {
    super(`These are no weights: ${why}`);
    this.name = 'NotWeights';
  }
}

/**
 * Lets a file through while it comes, and throws `NotWeights` at the first sign that it is not one
 * of the safetensors format: eight bytes of length, a JSON header of that length, and then exactly
 * the tensors that it tells of.
 */
export async function* checkedWeights(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array = new Uint8Array();
  let expected: number | null = null;
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (expected === null) {
      head = join(head, chunk);
      expected = sizeTold(head);
    }
    if (expected !== null && bytes > expected) throw new NotWeights('there is more than it tells');
    yield chunk;
  }
  if (expected === null) throw new NotWeights('it ends within its header');
  if (bytes < expected) throw new NotWeights('there is less than it tells');
}

function join(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Of the whole file, once its header is there; null: more of it must come. */
function sizeTold(head: Uint8Array): number | null {
  if (head.length < LENGTH_BYTES) return null;
  const view = new DataView(head.buffer, head.byteOffset, LENGTH_BYTES);
  const length = Number(view.getBigUint64(0, true));
  if (length < 2 || length > MOST_HEADER_BYTES) throw new NotWeights('its header has no length');
  const end = LENGTH_BYTES + length;
  return head.length < end ? null : end + tensorBytes(head.subarray(LENGTH_BYTES, end));
}

function tensorBytes(header: Uint8Array): number {
  const { __metadata__: _, ...tensors } = readHeader(header);
  const ends = Object.values(tensors).map(({ data_offsets: [, end] }) => end);
  if (ends.length === 0) throw new NotWeights('it has no tensors');
  return Math.max(...ends);
}

function readHeader(header: Uint8Array) {
  try {
    return v.parse(HeaderSchema, JSON.parse(new TextDecoder().decode(header)));
  } catch {
    throw new NotWeights('its header cannot be read');
  }
}
