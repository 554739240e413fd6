import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { concatBytes } from '../../src/images/concat-bytes.ts';
import { inParts } from '../../src/images/in-parts.ts';

/** Gives every piece in the same buffer, as some streams do. */
async function* reusing(pieces: readonly Uint8Array[]) {
  const buffer = new Uint8Array(64);
  for (const piece of pieces) {
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
  }
}

describe('inParts', () => {
  it('cuts every stream into equal parts and a rest, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 64 })),
        fc.integer({ min: 1, max: 100 }),
        async (pieces, partBytes) => {
          const parts = await Array.fromAsync(inParts(reusing(pieces), partBytes));
          assert.deepEqual(concatBytes(parts), concatBytes(pieces));
          const last = parts.at(-1)?.length ?? partBytes;
          assert.ok(last > 0 && last <= partBytes);
          assert.ok(parts.slice(0, -1).every(({ length }) => length === partBytes));
        },
      ),
    );
  });

  it('tells the source when nobody reads on', async () => {
    let over = false;
    const source = async function* () {
      try {
        for (;;) yield new Uint8Array(10);
      } finally {
        over = true;
      }
    };
    for await (const _ of inParts(source(), 4)) break;
    assert.ok(over);
  });
});
