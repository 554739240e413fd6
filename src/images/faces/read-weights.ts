import * as v from 'valibot';

const manifestSchema = v.array(
  v.object({
    weights: v.array(
      v.object({
        name: v.string(),
        shape: v.array(v.number()),
        quantization: v.object({
          dtype: v.literal('uint8'),
          scale: v.number(),
          min: v.number(),
        }),
      }),
    ),
  }),
);

export type Weights = (name: string) => Float32Array;

/** Weights of one byte each, by the names and scales of their manifest. */
export function readWeights(manifest: unknown, bytes: Uint8Array): Weights {
  const byName = new Map<string, Float32Array>();
  let at = 0;
  for (const { weights } of v.parse(manifestSchema, manifest))
    for (const { name, shape, quantization } of weights) {
      const count = shape.reduce((product, side) => product * side, 1);
      const { scale, min } = quantization;
      byName.set(
        name,
        Float32Array.from(bytes.subarray(at, at + count), (n) => n * scale + min),
      );
      at += count;
    }
  if (at !== bytes.length) throw new Error('the weights are not those of the manifest');
  return (name) => {
    const found = byName.get(name);
    if (!found) throw new Error(`no weights ${name}`);
    return found;
  };
}
