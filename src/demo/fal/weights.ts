import { Buffer } from 'node:buffer';
import * as v from 'valibot';

/** What the stand-in's weights remember of a training. */
export interface Learned {
  /** The words that call the person into a picture. */
  trigger: string;
  /** Small square JPEGs of the person. */
  faces: readonly Uint8Array[];
}

const LENGTH_BYTES = 8;
const FLOAT_BYTES = 4;
/** Longer headers than this are no safetensors of anybody's. */
const MOST_HEADER_BYTES = 16 * 1024 * 1024;

const Header = v.objectWithRest(
  { __metadata__: v.optional(v.record(v.string(), v.string()), {}) },
  v.looseObject({
    dtype: v.string(),
    shape: v.array(v.number()),
    data_offsets: v.tuple([v.number(), v.number()]),
  }),
);

/**
 * A valid safetensors file: the length of the header, the header as JSON, the numbers. What real
 * weights know by their numbers, these know by their metadata.
 */
export function writeWeights({ trigger, faces }: Learned, bytes: number): Uint8Array {
  const floats = Math.max(1, Math.floor(bytes / FLOAT_BYTES));
  const metadata = {
    format: 'pt',
    trigger,
    faces: JSON.stringify(faces.map((face) => Buffer.from(face).toString('base64'))),
  };
  const header = JSON.stringify({
    __metadata__: metadata,
    'transformer.single_transformer_blocks.0.attn.to_q.lora_A.weight': {
      dtype: 'F32',
      shape: [1, floats],
      data_offsets: [0, floats * FLOAT_BYTES],
    },
  });
  const head = new TextEncoder().encode(header);
  const file = new Uint8Array(LENGTH_BYTES + head.length + floats * FLOAT_BYTES);
  const view = new DataView(file.buffer);
  view.setBigUint64(0, BigInt(head.length), true);
  file.set(head, LENGTH_BYTES);
  const data = LENGTH_BYTES + head.length;
  for (let index = 0; index < floats; index += 1) {
    view.setFloat32(data + index * FLOAT_BYTES, Math.sin(index) / 10, true);
  }
  return file;
}

function headerOf(file: Uint8Array): unknown {
  if (file.length < LENGTH_BYTES) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > Math.min(MOST_HEADER_BYTES, file.length - LENGTH_BYTES)) return null;
  try {
    const text = new TextDecoder().decode(file.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
    const header: unknown = JSON.parse(text);
    return header;
  } catch {
    return null;
  }
}

const Faces = v.pipe(v.string(), v.parseJson(), v.array(v.string()));

/** What weights remember; nobody for a stranger's, null for bytes that are no weights. */
export function readWeights(file: Uint8Array): Learned | null {
  const header = v.safeParse(Header, headerOf(file));
  if (!header.success) return null;
  const { trigger = '', faces } = header.output.__metadata__;
  const listed = v.safeParse(Faces, faces);
  const encoded = listed.success ? listed.output : [];
  return { trigger, faces: encoded.map((face) => new Uint8Array(Buffer.from(face, 'base64'))) };
}
